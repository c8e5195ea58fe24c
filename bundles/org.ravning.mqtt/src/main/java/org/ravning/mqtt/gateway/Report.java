// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway hears of some things, and which of them it has.
 *
 * @param gateway whose
 * @param session made up at each start
 * @param heard the smoothed signal of things in dBm; null of those no longer heard
 * @param owned the term of the claim of things that it has
 */
record Report(String gateway, String session, Map<String, @Nullable Integer> heard, Map<String, Long> owned) {
    Report {
        heard = Collections.unmodifiableMap(new LinkedHashMap<>(heard));
        owned = Collections.unmodifiableMap(new LinkedHashMap<>(owned));
    }
}
