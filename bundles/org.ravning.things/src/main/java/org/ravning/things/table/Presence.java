// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.ravning.profile.api.Availability;
import org.ravning.things.feed.ThingFeeds;
import org.ravning.things.time.Time;

/**
 * Who is there. A thing has one alarm, set to when its silence would be too long; it looks then, and sets it anew if the
 * thing was heard meanwhile. All but the alarm is called under the table's lock.
 *
 * <pre>
 *   ONLINE --(silent for longer than usual, not connected)--&gt; OFFLINE --(heard, connected)--&gt; ONLINE
 * </pre>
 */
final class Presence {
    private final ReentrantLock lock;
    private final ThingStore things;
    private final ThingFeeds feeds;
    private final Reporter reporter;
    private final Time time;

    Presence(ReentrantLock lock, ThingStore things, ThingFeeds feeds, Reporter reporter, Time time) {
        this.lock = lock;
        this.things = things;
        this.feeds = feeds;
        this.reporter = reporter;
        this.time = time;
    }

    void watch(TrackedThing thing) {
        Duration left = thing.hearing().allowedSilence().minus(thing.hearing().silence(time.nanos()));
        thing.setAlarm(time.after(left, () -> look(thing)));
    }

    private void look(TrackedThing thing) {
        lock.lock();
        try {
            if (!things.has(thing) || thing.isConnected() || thing.availability() == Availability.OFFLINE) {
                return;
            }
            Duration silence = thing.hearing().silence(time.nanos());
            if (silence.compareTo(thing.hearing().allowedSilence()) < 0) {
                watch(thing);
                return;
            }
            thing.setAvailability(Availability.OFFLINE);
            feeds.come(thing.thing(), Availability.OFFLINE);
            tell(thing, false, time.now());
        } finally {
            lock.unlock();
        }
    }

    /** The thing is there; returns whether it was away. */
    boolean come(TrackedThing thing) {
        if (thing.availability() == Availability.ONLINE) {
            return false;
        }
        thing.setAvailability(Availability.ONLINE);
        feeds.come(thing.thing(), Availability.ONLINE);
        tell(thing, true, time.now());
        watch(thing);
        return true;
    }

    /** A thing that is known by more than its address shows whether it is there. */
    void show(TrackedThing thing, boolean recognised, Instant at) {
        if (thing.share(PresenceProfile.INSTANCE) == null) {
            Share share = thing.addShare(PresenceProfile.INSTANCE);
            if (recognised) {
                share.recognise();
            }
            reporter.report(thing, share, true, PresenceProfile.told(true), at);
        }
    }

    private void tell(TrackedThing thing, boolean present, Instant at) {
        if (thing.share(PresenceProfile.INSTANCE) != null) {
            reporter.tell(thing, PresenceProfile.told(present).readings(), at);
        }
    }

    /** The thing's link came up or ended: what it sent in between is not known, and no gap is learned from it. */
    void connected(TrackedThing thing, boolean up) {
        if (thing.isConnected() == up) {
            return;
        }
        thing.setConnected(up);
        thing.hearing().heard(time.nanos());
        thing.hearing().pause();
        if (up) {
            come(thing);
        } else {
            watch(thing);
        }
    }

    /** Nothing can be heard now: the silence that follows is no device's own. */
    void deaf() {
        things.all().forEach(thing -> thing.hearing().pause());
    }
}
