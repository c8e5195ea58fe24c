// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.things.feed.ThingFeeds;
import org.ravning.things.match.ProfileSet;
import org.ravning.things.time.Time;

/** Takes into a thing what profiles say of it, and passes it on. All but its alarms is called under the table's lock. */
final class Reporter {
    private final ReentrantLock lock;
    private final ThingStore things;
    private final ThingFeeds feeds;
    private final Time time;
    private final Supplier<ProfileSet> profiles;

    Reporter(ReentrantLock lock, ThingStore things, ThingFeeds feeds, Time time, Supplier<ProfileSet> profiles) {
        this.lock = lock;
        this.things = things;
        this.feeds = feeds;
        this.time = time;
        this.profiles = profiles;
    }

    ProfileSet profiles() {
        return profiles.get();
    }

    /** Returns what the profile contributes to the thing; null if the profile left meanwhile. */
    @Nullable
    Share share(TrackedThing thing, Profile profile) {
        Share share = thing.share(profile);
        if (share == null && profiles.get().contains(profile)) {
            share = thing.addShare(profile);
        }
        return share;
    }

    void report(TrackedThing thing, Share share, boolean changed, Decoded.Readings readings, Instant at) {
        List<Property> properties = new ArrayList<>();
        readings.readings().forEach(reading -> properties.add(reading.property()));
        readings.events().forEach(event -> properties.add(event.property()));
        boolean model = share.learnModel(readings.model());
        if (thing.learn(share, properties) || model || changed) {
            feeds.describe(thing.describe());
        }
        tell(thing, thing.sieve().sift(readings.readings(), at), at);
        arrange(thing);
    }

    /** Sees to it that what is held back is told when its time is over. */
    void arrange(TrackedThing thing) {
        Sieve sieve = thing.sieve();
        if (!sieve.hasAlarm()) {
            sieve.untilNext().ifPresent(wait -> sieve.setAlarm(time.after(wait, () -> tellHeld(thing))));
        }
    }

    private void tellHeld(TrackedThing thing) {
        lock.lock();
        try {
            thing.sieve().cancelAlarm();
            if (!things.has(thing)) {
                return;
            }
            Set<String> told = new LinkedHashSet<>();
            thing.sieve().due().forEach(held -> told.addAll(thing.tell(List.of(held.reading()), held.at())));
            told(thing, told);
            arrange(thing);
        } finally {
            lock.unlock();
        }
    }

    void tell(TrackedThing thing, List<Reading> readings, Instant at) {
        told(thing, thing.tell(readings, at));
    }

    /** Passes on that the thing has other values now of these properties, if there are any. */
    void told(TrackedThing thing, Set<String> names) {
        if (!names.isEmpty()) {
            feeds.tell(thing.thing(), thing.state(), names);
        }
    }

    void describe(TrackedThing thing) {
        feeds.describe(thing.describe());
    }

    void happen(TrackedThing thing, Decoded.Readings readings, Instant at) {
        readings.events().forEach(event -> feeds.happen(thing.thing(), event, at));
    }
}
