// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import org.ravning.mqtt.transport.MqttTransport;

/** What still waits when the session ends, such as the last answers. */
final class LastWords {
    private static final int MOST = 900;

    private LastWords() {}

    /** Hands it over; nobody waits for the result. */
    static void say(Outbox outbox, MqttTransport to) {
        for (int i = 0; i < MOST; i++) {
            Outbox.Outgoing next = outbox.poll();
            if (next == null) {
                return;
            }
            to.publish(next.message());
        }
    }
}
