// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened, such as a button press.
 *
 * @param property which event property
 * @param type which of its kinds
 * @param attributes what else is known, such as {@code steps} of a dimmer
 */
public record Event(Property property, String type, Map<String, Value> attributes) {
    /** Refuses a property that is no event. */
    public Event {
        if (!property.isEvent()) {
            throw new IllegalArgumentException(property.name() + " is no event");
        }
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Returns an event without attributes. */
    public static Event of(Property property, String type) {
        return new Event(property, type, Map.of());
    }
}
