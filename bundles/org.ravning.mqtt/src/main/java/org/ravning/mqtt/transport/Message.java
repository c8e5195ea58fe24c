// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;

/**
 * An MQTT message.
 *
 * @param topic where to
 * @param payload what
 * @param qos 0 at most once, 1 at least once
 * @param retained whether the broker keeps it (sent), or had kept it (received)
 * @param reply received: where the sender wants the answer; sent: of which request it is the answer. MQTT 5 only
 */
public record Message(
        String topic,
        Bytes payload,
        int qos,
        boolean retained,
        @Nullable Reply reply) {
    /**
     * What ties an answer to its request (MQTT 5 section 4.10).
     *
     * @param topic the response topic
     * @param correlation the correlation data; empty if the sender gave none
     */
    public record Reply(String topic, Bytes correlation) {
        private static final int LONGEST = 1024;

        /** Says whether an answer may be published there: a topic without wildcards that is not the broker's own. */
        public boolean isUsable() {
            return !topic.isEmpty()
                    && topic.length() <= LONGEST
                    && !topic.startsWith("$")
                    && topic.chars().noneMatch(c -> c == '+' || c == '#' || Character.isISOControl(c));
        }
    }

    /** Creates one that belongs to no request. */
    public Message(String topic, Bytes payload, int qos, boolean retained) {
        this(topic, payload, qos, retained, null);
    }

    /** Refuses what MQTT cannot carry. */
    public Message {
        if (topic.isEmpty() || qos < 0 || qos > 1) {
            throw new IllegalArgumentException("not a message: \"" + topic + "\", QoS " + qos);
        }
    }
}
