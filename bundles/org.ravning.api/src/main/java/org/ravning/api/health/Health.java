// SPDX-License-Identifier: Apache-2.0
package org.ravning.api.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a part of the gateway is.
 *
 * @param level whether it works
 * @param summary one line for people: what it does now, or what is wrong and what to do; without secrets
 * @param counters figures by snake_case name, in the order to show them
 */
public record Health(Level level, String summary, Map<String, Long> counters) {
    /** Whether a part works. */
    public enum Level {
        /** It works. */
        OK,
        /** It works in part, or waits for something. */
        WARN,
        /** It does not work. */
        ERROR
    }

    /** Copies the counters. */
    public Health {
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }
}
