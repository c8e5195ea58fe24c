// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingState;
import org.ravning.things.link.LinkHost;
import org.ravning.things.link.ThingLink;
import org.ravning.things.time.Time;

/** What links tell, and what they ask. */
final class LinkReports implements LinkHost {
    private final ReentrantLock lock;
    private final ThingStore things;
    private final Presence presence;
    private final Reporter reporter;
    private final ThingCounters counters;
    private final Time time;

    LinkReports(
            ReentrantLock lock,
            ThingStore things,
            Presence presence,
            Reporter reporter,
            ThingCounters counters,
            Time time) {
        this.lock = lock;
        this.things = things;
        this.presence = presence;
        this.reporter = reporter;
        this.counters = counters;
        this.time = time;
    }

    @Override
    public List<GattProfile> profiles() {
        return reporter.profiles().allOverLink();
    }

    @Override
    public void planned(ThingId id, GattProfile profile, List<Property> properties) {
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            Share share = thing == null ? null : reporter.share(thing, profile);
            if (thing != null && share != null && thing.learn(share, properties)) {
                reporter.describe(thing);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void told(ThingId id, GattProfile profile, Decoded decoded, Instant at) {
        if (decoded instanceof Decoded.Malformed malformed) {
            counters.malformed(profile, id.value(), malformed.why());
        }
        if (!(decoded instanceof Decoded.Readings readings)) {
            return;
        }
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            Share share = thing == null ? null : reporter.share(thing, profile);
            if (thing != null && share != null) {
                thing.hearOverLink(at);
                reporter.report(thing, share, false, readings, at);
                reporter.happen(thing, readings, at);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void assumed(ThingId id, List<Reading> readings) {
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            if (thing != null) {
                reporter.tell(thing, readings, time.now());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void connected(ThingId id, ThingLink link, boolean up) {
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            if (thing != null && link.equals(thing.link())) {
                presence.connected(thing, up);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Thing thing(ThingId id) {
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            return thing == null ? null : thing.thing();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable ThingState state(ThingId id) {
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            return thing == null ? null : thing.state();
        } finally {
            lock.unlock();
        }
    }
}
