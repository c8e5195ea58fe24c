// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How this gateway shares its base topic with others.
 *
 * @param id its name among the gateways
 * @param timing the times of the protocol
 */
public record GatewaySettings(String id, Timing timing) {
    static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

    /** Refuses an id that cannot be a level of a topic. */
    public GatewaySettings {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "gateway \"" + id + "\": 1 to 32 of a-z, 0-9, _ and -, the first a letter or digit, are expected");
        }
    }

    /** Returns the settings; none if the id is empty: this gateway is the only one on its base topic. */
    public static Optional<GatewaySettings> of(String id, int leaseSeconds) {
        Timing timing = new Timing(Duration.ofSeconds(leaseSeconds));
        return id.isEmpty() ? Optional.empty() : Optional.of(new GatewaySettings(id, timing));
    }
}
