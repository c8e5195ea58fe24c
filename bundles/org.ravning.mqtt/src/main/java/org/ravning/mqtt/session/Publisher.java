// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import org.ravning.api.Bytes;
import org.ravning.mqtt.transport.Message;

/** Takes what is to be published, whether or not a broker is there. Any thread may call; nothing blocks. */
public interface Publisher {
    /** Keeps this as the topic's newest state; it is published now, and again after each connect. */
    void retain(String topic, Bytes payload);

    /**
     * Keeps this as the topic's newest state and publishes it after all else that waits, also if it is as it was; after each
     * connect it comes after what was kept before it.
     */
    void conclude(String topic, Bytes payload);

    /** Publishes the topic's newest state again, after all else that waits; nothing if there is none. */
    void renew(String topic);

    /** Publishes, if a broker is there, what a retained topic says only until the next message on it; it is not kept. */
    void pass(String topic, Bytes payload);

    /** Removes the topic's state, here and at the broker. */
    void clear(String topic);

    /** Removes what is retained under a topic at the broker, whoever published it. */
    void purge(String topic);

    /** Publishes the topic's state once, for somebody else to keep from now on. */
    void handOver(String topic, Bytes payload);

    /** Has nothing more to do with the topic's state, which stays at the broker as it is. */
    void forget(String topic);

    /** Publishes something that happened; it waits a minute for a broker at most. */
    void send(String topic, Bytes payload);

    /** Publishes the answer to a request where its sender wants it; it waits a minute for a broker at most. */
    void answer(Message.Reply to, Bytes payload);

    /** Publishes one of many such, if a broker is there and there is room. */
    void sample(String topic, Bytes payload);
}
