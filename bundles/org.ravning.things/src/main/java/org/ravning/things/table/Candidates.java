// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ThingId;
import org.ravning.things.feed.ThingFeeds;
import org.ravning.things.setting.Clean;
import org.ravning.things.time.Time;

/**
 * Devices that a profile recognises and that are no things, and why: so many of each kind, the oldest forgotten first, for
 * any stranger can make them up. Guarded by the table's lock.
 */
final class Candidates {
    private static final int MOST = 100;
    private static final int MOST_BEACONS = 20;
    private static final int MODEL_LENGTH = 64;
    /** How many are announced in a minute. */
    private static final int ANNOUNCED = 10;

    private final ThingFeeds feeds;
    private final Time time;
    private final Map<ThingId, Candidate> beacons = new Bounded(MOST_BEACONS);
    private final Map<ThingId, Candidate> waiting = new Bounded(MOST);
    private final Map<ThingId, Candidate> locked = new Bounded(MOST);
    private long minuteSince;
    private int announced;

    Candidates(ThingFeeds feeds, Time time) {
        this.feeds = feeds;
        this.time = time;
        this.minuteSince = time.nanos();
    }

    void add(ThingId id, DeviceId device, Profile profile, @Nullable String model, Candidate.Reason reason) {
        Map<ThingId, Candidate> kin = kin(reason);
        Candidate known = kin.get(id);
        if (known != null && known.reason() == reason && known.device().equals(device)) {
            return;
        }
        Candidate candidate = new Candidate(
                id,
                device,
                profile.info().id(),
                Clean.text(model == null ? profile.info().title() : model, MODEL_LENGTH),
                reason,
                known == null ? time.now() : known.since());
        kin.put(id, candidate);
        boolean isNews = known == null || known.reason() != reason;
        if (isNews && reason != Candidate.Reason.BEACON && mayAnnounce()) {
            feeds.announce(candidate);
        }
    }

    private boolean mayAnnounce() {
        if (time.nanos() - minuteSince > Duration.ofMinutes(1).toNanos()) {
            minuteSince = time.nanos();
            announced = 0;
        }
        return announced++ < ANNOUNCED;
    }

    void remove(ThingId id) {
        beacons.remove(id);
        waiting.remove(id);
        locked.remove(id);
    }

    List<Candidate> all() {
        List<Candidate> all = new ArrayList<>(beacons.values());
        all.addAll(waiting.values());
        all.addAll(locked.values());
        all.sort(Comparator.comparing(Candidate::since));
        return all;
    }

    private Map<ThingId, Candidate> kin(Candidate.Reason reason) {
        return switch (reason) {
            case BEACON -> beacons;
            case PERMIT -> waiting;
            case KEY_MISSING, KEY_WRONG, KEY_UNUSED -> locked;
        };
    }

    private static final class Bounded extends LinkedHashMap<ThingId, Candidate> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ThingId, Candidate> eldest) {
            return size() > most;
        }
    }
}
