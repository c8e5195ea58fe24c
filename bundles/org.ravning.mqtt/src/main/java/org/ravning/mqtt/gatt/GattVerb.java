// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.util.Optional;

/** What is asked of a characteristic: the last level of the topic. */
public enum GattVerb {
    /** Read it. */
    GET,
    /** Write it. */
    SET,
    /** Have it send its values, or no longer. */
    SUBSCRIBE;

    /** Returns the verb of that level. */
    public static Optional<GattVerb> of(String level) {
        return switch (level) {
            case "get" -> Optional.of(GET);
            case "set" -> Optional.of(SET);
            case "subscribe" -> Optional.of(SUBSCRIBE);
            default -> Optional.empty();
        };
    }
}
