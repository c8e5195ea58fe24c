// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.ThingId;
import org.ravning.things.link.ThingLink;

/** The things by device, id and name. Guarded by the table's lock, except where it says otherwise. */
final class ThingStore {
    private final Map<DeviceId, TrackedThing> byDevice = new ConcurrentHashMap<>();
    private final Map<ThingId, TrackedThing> byId = new ConcurrentHashMap<>();
    private final Map<String, TrackedThing> byName = new HashMap<>();

    void add(TrackedThing thing) {
        byDevice.put(thing.device(), thing);
        byId.put(thing.id(), thing);
        byName.put(thing.name(), thing);
    }

    void remove(TrackedThing thing) {
        byDevice.remove(thing.device(), thing);
        byId.remove(thing.id());
        byName.remove(thing.name());
    }

    void rename(TrackedThing thing, String name) {
        byName.remove(thing.name());
        thing.rename(name);
        byName.put(name, thing);
    }

    /** Takes note where the thing was heard; returns whether it was elsewhere before. */
    boolean locate(TrackedThing thing, DeviceId before) {
        if (!thing.equals(byDevice.put(thing.device(), thing)) && !before.equals(thing.device())) {
            byDevice.remove(before, thing);
        }
        return !before.equals(thing.device());
    }

    /** Says whether the device is a thing; needs no lock. */
    boolean has(DeviceId device) {
        return byDevice.containsKey(device);
    }

    /** Returns how many there are; needs no lock. */
    int size() {
        return byId.size();
    }

    boolean has(TrackedThing thing) {
        return thing.equals(byId.get(thing.id()));
    }

    boolean hasName(String name) {
        return byName.containsKey(name);
    }

    @Nullable
    TrackedThing of(DeviceId device) {
        return byDevice.get(device);
    }

    @Nullable
    TrackedThing of(ThingId id) {
        return byId.get(id);
    }

    Optional<TrackedThing> find(String nameOrId) {
        TrackedThing thing = byName.get(nameOrId);
        return thing != null
                ? Optional.of(thing)
                : byId.values().stream()
                        .filter(t -> t.id().value().equals(nameOrId))
                        .findFirst();
    }

    Collection<TrackedThing> all() {
        return byId.values();
    }

    List<TrackedThing> sorted() {
        List<TrackedThing> sorted = new ArrayList<>(byName.values());
        sorted.sort(Comparator.comparing(TrackedThing::name));
        return sorted;
    }

    List<ThingLink> links() {
        List<ThingLink> links = new ArrayList<>();
        for (TrackedThing thing : byId.values()) {
            ThingLink link = thing.link();
            if (link != null) {
                links.add(link);
            }
        }
        return links;
    }
}
