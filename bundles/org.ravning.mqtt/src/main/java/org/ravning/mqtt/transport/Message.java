// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import org.ravning.api.Bytes;

/**
 * An MQTT message.
 *
 * @param topic where to
 * @param payload what
 * @param qos 0 at most once, 1 at least once
 * @param retained whether the broker keeps it (sent), or had kept it (received)
 */
public record Message(String topic, Bytes payload, int qos, boolean retained) {
    /** Refuses what MQTT cannot carry. */
    public Message {
        if (topic.isEmpty() || qos < 0 || qos > 1) {
            throw new IllegalArgumentException("not a message: \"" + topic + "\", QoS " + qos);
        }
    }
}
