// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a thing last told; a snapshot.
 *
 * @param values the last value of each property by its name, in order of first appearance
 * @param availability whether the thing is there
 * @param rssi the last signal strength in dBm, if any
 * @param lastSeen when it was last heard, if ever
 */
public record ThingState(
        Map<String, TimedValue> values,
        Availability availability,
        @Nullable Integer rssi,
        @Nullable Instant lastSeen) {
    /** Copies the map. */
    public ThingState {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A value and when it was told.
     *
     * @param value the value, or null if the device says that it has none
     * @param at when it was received
     * @param quality how far it can be trusted, apart from its age
     */
    public record TimedValue(@Nullable Value value, Instant at, Quality quality) {
        /** Creates a value that is good, or not available if there is none. */
        public TimedValue(@Nullable Value value, Instant at) {
            this(value, at, value == null ? Quality.UNAVAILABLE : Quality.GOOD);
        }
    }

    /**
     * Returns how far the value of a property can be trusted now: {@linkplain Quality#STALE stale} if the thing is away and
     * the value is from before, not available if it was never told.
     */
    public Quality quality(String property) {
        TimedValue told = values.get(property);
        if (told == null || told.quality() == Quality.UNAVAILABLE) {
            return Quality.UNAVAILABLE;
        }
        boolean toldSince = lastSeen != null && told.at().isAfter(lastSeen);
        return availability == Availability.OFFLINE && !toldSince ? Quality.STALE : told.quality();
    }
}
