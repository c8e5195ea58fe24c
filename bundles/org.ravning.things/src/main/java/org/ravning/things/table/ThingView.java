// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingState;
import org.ravning.things.link.ThingLink;

/** The things, for anyone to look at. */
public final class ThingView {
    private final ReentrantLock lock;
    private final ThingStore things;

    ThingView(ReentrantLock lock, ThingStore things) {
        this.lock = lock;
        this.things = things;
    }

    /** Returns what the thing last told. */
    public @Nullable ThingState state(ThingId id) {
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            return thing == null ? null : thing.state();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the thing of that name or id. */
    public @Nullable Thing find(String nameOrId) {
        lock.lock();
        try {
            return things.find(nameOrId).map(TrackedThing::thing).orElse(null);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the connecting side of a thing, if it has one. */
    public @Nullable ThingLink link(ThingId id) {
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            return thing == null ? null : thing.link();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the connecting side of all things that have one, by id. */
    public Map<ThingId, ThingLink> links() {
        Map<ThingId, ThingLink> links = new LinkedHashMap<>();
        lock.lock();
        try {
            for (TrackedThing thing : things.all()) {
                ThingLink link = thing.link();
                if (link != null) {
                    links.put(thing.id(), link);
                }
            }
        } finally {
            lock.unlock();
        }
        return links;
    }

    /** Returns the things by name. */
    public List<Thing> things() {
        lock.lock();
        try {
            return things.sorted().stream().map(TrackedThing::thing).collect(Collectors.toList());
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many things there are. */
    public int size() {
        return things.size();
    }

    /** Returns how many things are there. */
    public long online() {
        lock.lock();
        try {
            return things.all().stream()
                    .filter(thing -> thing.availability() == Availability.ONLINE)
                    .count();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many commands wait for things. */
    public long waitingCommands() {
        lock.lock();
        try {
            return things.links().stream().mapToLong(ThingLink::waiting).sum();
        } finally {
            lock.unlock();
        }
    }
}
