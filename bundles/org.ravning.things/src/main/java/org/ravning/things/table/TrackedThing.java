// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.KeyState;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Quality;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingState;
import org.ravning.things.hearing.HearingHistory;
import org.ravning.things.link.PropertyJoin;
import org.ravning.things.link.ThingLink;
import org.ravning.things.time.Time;

/** A thing as the table keeps it. Guarded by the table's lock. */
final class TrackedThing {
    /** More than any device has; a stranger's payload must not make them without end. */
    private static final int MOST_PROPERTIES = 200;
    /** How many frames in a row make a key that was right a wrong one. */
    private static final int UNOPENED = 3;

    private final ThingId id;
    private String name;
    private DeviceId device;
    private final HearingHistory hearing;
    private final List<Share> shares = new ArrayList<>(2);
    private final Map<String, ThingState.TimedValue> values = new LinkedHashMap<>();
    private Map<String, Property> properties = Map.of();
    private final Sieve sieve;
    private final Map<String, Optimism.Assumed> assumed = new HashMap<>();
    private @Nullable Thing snapshot;
    private Availability availability = Availability.ONLINE;
    private @Nullable Integer rssi;
    private @Nullable Instant lastSeen;
    private boolean wanted;
    private @Nullable KeyState key;
    private int unopened;
    private boolean connected;
    private @Nullable ThingLink link;
    private Time.@Nullable Alarm alarm;

    TrackedThing(ThingId id, String name, DeviceId device, HearingHistory hearing, Time time) {
        this.sieve = new Sieve(time, values);
        this.id = id;
        this.name = name;
        this.device = device;
        this.hearing = hearing;
    }

    ThingId id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Gives it another name; only the store may, which knows it by its name. */
    void rename(String newName) {
        name = newName;
    }

    /** Returns what holds back readings that the user does not want to hear so often. */
    Sieve sieve() {
        return sieve;
    }

    DeviceId device() {
        return device;
    }

    HearingHistory hearing() {
        return hearing;
    }

    void hear(Advertisement advertisement, long nanos) {
        device = advertisement.device();
        if (advertisement.rssi() != Advertisement.RSSI_UNAVAILABLE) {
            rssi = advertisement.rssi();
        }
        lastSeen = advertisement.receivedAt();
        hearing.heard(nanos);
    }

    void hearOverLink(Instant at) {
        lastSeen = at;
    }

    /** Takes note that somebody has its key or commands it. */
    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    @Nullable
    Instant lastSeen() {
        return lastSeen;
    }

    Availability availability() {
        return availability;
    }

    void setAvailability(Availability newAvailability) {
        availability = newAvailability;
    }

    boolean isConnected() {
        return connected;
    }

    void setConnected(boolean newConnected) {
        connected = newConnected;
    }

    @Nullable
    ThingLink link() {
        return link;
    }

    void setLink(@Nullable ThingLink newLink) {
        link = newLink;
    }

    void cancelAlarms() {
        setAlarm(null);
        sieve.cancelAlarm();
    }

    void setAlarm(Time.@Nullable Alarm newAlarm) {
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = newAlarm;
    }

    List<Share> shares() {
        return shares;
    }

    @Nullable
    Share share(Profile profile) {
        for (Share share : shares) {
            if (share.isOf(profile)) {
                return share;
            }
        }
        return null;
    }

    Share addShare(Profile profile) {
        Share share = new Share(profile);
        shares.add(share);
        return share;
    }

    /** Takes properties over; returns whether that changes the description. */
    boolean learn(Share share, List<Property> told) {
        return share.learn(told, MOST_PROPERTIES);
    }

    boolean isKnownByAddress() {
        return id.value().equals(device.compact());
    }

    /** Says whether nothing but formats that anybody may send recognise it. */
    boolean isAnybodys() {
        return shares.stream()
                .filter(Share::recognises)
                .allMatch(share -> share.profile() instanceof AdvertisementProfile profile && profile.isAnybodys());
    }

    /** What it sends was understood; returns whether that is news of its key. */
    boolean opened(boolean byKey) {
        unopened = 0;
        return setKey(byKey ? KeyState.OK : null);
    }

    /** What it sends was not opened; one frame that is damaged, or not its own, says nothing of a key that was right. */
    boolean learnKey(Candidate.Reason reason) {
        boolean doubtful = key == KeyState.OK && ++unopened < UNOPENED;
        return !doubtful
                && setKey(
                        switch (reason) {
                            case KEY_MISSING -> KeyState.MISSING;
                            case KEY_WRONG -> KeyState.WRONG;
                            case KEY_UNUSED -> KeyState.UNUSED;
                            case PERMIT, BEACON -> key;
                        });
    }

    private boolean setKey(@Nullable KeyState now) {
        boolean changed = now != key;
        key = now;
        return changed;
    }

    /** Makes the description anew; values of properties that are no more go with them. */
    Thing describe() {
        properties = Description.properties(shares);
        values.keySet().retainAll(properties.keySet());
        sieve.retain(properties.keySet());
        assumed.keySet().retainAll(properties.keySet());
        List<String> profiles = new ArrayList<>();
        shares.forEach(share -> profiles.add(share.profile().info().id()));
        snapshot = new Thing(
                id, name, device, Description.model(shares), profiles, new ArrayList<>(properties.values()), key);
        return snapshot;
    }

    /** Returns the description. */
    Thing thing() {
        return snapshot == null || !snapshot.device().equals(device) ? describe() : snapshot;
    }

    /** Takes values over and returns the names of those taken; a value of another kind than its property's is left. */
    Set<String> tell(List<Reading> readings, Instant at) {
        Set<String> told = new LinkedHashSet<>();
        for (Reading reading : readings) {
            Property property = properties.get(reading.property().name());
            if (property != null && PropertyJoin.isSameKind(property, reading.property())) {
                values.put(property.name(), new ThingState.TimedValue(reading.value(), at, reading.quality()));
                sieve.told(property.name());
                if (reading.quality() != Quality.ASSUMED) {
                    assumed.remove(property.name());
                }
                told.add(property.name());
            }
        }
        return told;
    }

    @Nullable
    Property property(String propertyName) {
        return properties.get(propertyName);
    }

    /** Remembers what the property was before something is assumed of it. */
    void assume(String propertyName, Optimism.Bet bet) {
        Optimism.Assumed earlier = assumed.get(propertyName);
        ThingState.TimedValue before = earlier == null ? values.get(propertyName) : earlier.before();
        assumed.put(propertyName, new Optimism.Assumed(before, bet));
    }

    /** Ends what is still assumed by this bet; returns the properties that are as before, if it was lost. */
    Set<String> settle(Optimism.Bet bet, List<String> names, Predicate<String> won, boolean uncertain) {
        Set<String> restored = new LinkedHashSet<>();
        for (String propertyName : names) {
            Optimism.Assumed assumption = assumed.get(propertyName);
            if (assumption == null || !assumption.bet().equals(bet)) {
                continue;
            }
            assumed.remove(propertyName);
            if (!won.test(propertyName)) {
                restore(propertyName, assumption.before(), uncertain);
                restored.add(propertyName);
            }
        }
        return restored;
    }

    private void restore(String propertyName, ThingState.@Nullable TimedValue before, boolean uncertain) {
        if (before == null) {
            values.remove(propertyName);
        } else {
            boolean doubtful = uncertain && before.value() != null;
            Quality quality = doubtful ? Quality.UNCERTAIN : before.quality();
            values.put(propertyName, new ThingState.TimedValue(before.value(), before.at(), quality));
        }
    }

    ThingState state() {
        return new ThingState(values, availability, rssi, lastSeen);
    }
}
