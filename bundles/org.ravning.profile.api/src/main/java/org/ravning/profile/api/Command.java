// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request to set or to read properties of a thing.
 *
 * @param thing the thing's name or id, as the sender wrote it
 * @param set values to set, by property name, in order; empty for a request that only reads
 * @param get names of properties to read from the device; with {@code set} empty too, all that can be read
 * @param deadline how long it may take from now on; a command still queued then is not carried out
 */
public record Command(String thing, Map<String, Value> set, Set<String> get, Duration deadline) {
    /** Refuses a deadline that is not positive. */
    public Command {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        get = Set.copyOf(get);
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be positive, not " + deadline);
        }
    }
}
