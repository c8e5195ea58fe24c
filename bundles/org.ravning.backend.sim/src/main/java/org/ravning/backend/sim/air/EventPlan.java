// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Duration;
import java.util.List;

/**
 * Events that repeat.
 *
 * @param source what they happen to, such as {@code button}
 * @param values what happens, in turn
 * @param every the time between two
 * @param jitter the most by which one comes late
 */
public record EventPlan(String source, List<String> values, Duration every, Duration jitter) {
    /** Checks and copies. */
    public EventPlan {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("an event plan needs at least one value");
        }
        if (every.isNegative() || every.isZero() || jitter.isNegative()) {
            throw new IllegalArgumentException("events need a time between them, and no negative jitter");
        }
    }
}
