// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;

/**
 * A device as the home sees it; a snapshot, a new one is made at each change.
 *
 * @param id its lasting identity
 * @param name its name: a topic level, {@code [a-z0-9][a-z0-9_-]*}, unique among things
 * @param device where it is on the air now
 * @param model what kind of device it is
 * @param profiles the ids of the profiles that serve it
 * @param properties its properties by name, those only seen later included when they come
 * @param key how its key and what it sends go together; null if neither is encrypted
 */
public record Thing(
        ThingId id,
        String name,
        DeviceId device,
        DeviceModel model,
        List<String> profiles,
        List<Property> properties,
        @Nullable KeyState key) {
    /** Creates a thing that has and needs no key. */
    public Thing(
            ThingId id,
            String name,
            DeviceId device,
            DeviceModel model,
            List<String> profiles,
            List<Property> properties) {
        this(id, name, device, model, profiles, properties, null);
    }

    /** Copies the lists. */
    public Thing {
        profiles = List.copyOf(profiles);
        properties = List.copyOf(properties);
    }

    /** Says whether its identity is its address; else that may change. */
    public boolean isKnownByAddress() {
        return id.value().equals(device.compact());
    }

    /** Returns the property of that name. */
    public Optional<Property> property(String propertyName) {
        return properties.stream().filter(p -> p.name().equals(propertyName)).findFirst();
    }
}
