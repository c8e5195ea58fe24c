// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Subscription;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;

/** What one profile does over one link. */
final class PlannedProfile {
    private final GattProfile profile;
    private final GattPlan plan;
    private final List<Feed> feeds = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private boolean started;

    PlannedProfile(GattProfile profile, GattPlan plan) {
        this.profile = profile;
        this.plan = plan;
        plan.sources().forEach(source -> feeds.add(new Feed(profile, source)));
    }

    // A profile that is replaced may call itself equal to its successor; they are not the same.
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Profile other) {
        return profile == other;
    }

    GattProfile profile() {
        return profile;
    }

    List<Feed> feeds() {
        return feeds;
    }

    List<GattPlan.Sink> sinks() {
        return plan.sinks();
    }

    boolean isEmpty() {
        return plan.sources().isEmpty() && plan.sinks().isEmpty();
    }

    /** Returns whether this is the first call. */
    boolean start() {
        boolean first = !started;
        started = true;
        return first;
    }

    void keep(Subscription subscription) {
        subscriptions.add(subscription);
    }

    void close() {
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
    }

    /** Returns what the profile can tell and set, as known now. */
    List<Property> properties() {
        Map<String, Property> properties = new LinkedHashMap<>();
        for (Feed feed : feeds) {
            feed.source().properties().forEach(p -> properties.merge(p.name(), p, PropertyJoin::join));
        }
        plan.sinks().forEach(s -> properties.merge(s.property().name(), s.property(), PropertyJoin::join));
        return new ArrayList<>(properties.values());
    }

    /** A characteristic that a profile takes values from. */
    static final class Feed {
        private final GattProfile profile;
        private final GattPlan.Source source;
        private final Set<String> told = ConcurrentHashMap.newKeySet();
        private volatile CountDownLatch expected = new CountDownLatch(0);
        private boolean subscribed;

        Feed(GattProfile profile, GattPlan.Source source) {
            this.profile = profile;
            this.source = source;
            source.properties().forEach(property -> told.add(property.name()));
        }

        GattProfile profile() {
            return profile;
        }

        GattPlan.Source source() {
            return source;
        }

        boolean isSubscribed() {
            return subscribed;
        }

        void setSubscribed() {
            subscribed = true;
        }

        /** Says whether the device tells its value when asked. */
        boolean canBeAsked() {
            boolean sends = source.request() != null && subscribed;
            return sends || source.characteristic().can(CharacteristicProperty.READ);
        }

        /** Returns what is counted down when the next value came. */
        CountDownLatch expectValue() {
            CountDownLatch value = new CountDownLatch(1);
            expected = value;
            return value;
        }

        void valueCame() {
            expected.countDown();
        }

        boolean has(GattPlan.Trigger trigger) {
            return source.triggers().contains(trigger);
        }

        boolean tells(String property) {
            return told.contains(property);
        }

        boolean tellsAny(Set<String> properties) {
            return properties.stream().anyMatch(told::contains);
        }

        /** Takes note of the properties that turn up in values only. */
        void learn(Decoded decoded) {
            if (decoded instanceof Decoded.Readings readings) {
                for (Reading reading : readings.readings()) {
                    told.add(reading.property().name());
                }
                for (Event event : readings.events()) {
                    told.add(event.property().name());
                }
            }
        }
    }
}
