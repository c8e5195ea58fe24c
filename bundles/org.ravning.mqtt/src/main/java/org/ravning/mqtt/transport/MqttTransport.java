// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One connection to a broker, used once: made, connected, closed. Any thread may call; nothing blocks but
 * {@link #close}. Stages end on the client's own threads.
 */
public interface MqttTransport {
    /** Makes connections. */
    @FunctionalInterface
    interface Factory {
        /**
         * Returns a connection that is not connected yet.
         *
         * @param will what the broker publishes if the connection is lost
         * @throws ConnectFailure if the address or a key store cannot be used
         */
        MqttTransport create(Endpoint endpoint, Message will, Listener listener) throws ConnectFailure;
    }

    /** Hears a connection; calls are serial and must not block. */
    interface Listener {
        /** A message came. */
        void onMessage(Message message);

        /** The broker did not take a message, and says why; the connection goes on. MQTT 5 only. */
        void onRefused(String topic, String why);

        /** What came is no message, or one that the client cannot read; it was left out and the connection goes on. */
        void onDropped(String why);

        /** The connection was lost. */
        void onLost(ConnectFailure cause);
    }

    /** Connects; fails with {@link ConnectFailure}. */
    CompletionStage<Void> connect();

    /** Subscribes with QoS 1; ends with the filters that the broker refused. */
    CompletionStage<List<String>> subscribe(List<String> filters);

    /** Publishes; ends when the message was sent (QoS 0) or the broker has it (QoS 1). */
    CompletionStage<Void> publish(Message message);

    /** Says whether what the broker sends is read; if not, it may as well not be there. */
    boolean isHearing();

    /**
     * Says good-bye if there is a connection, waits for it at most that long, and frees everything. Without patience (zero)
     * there is no good-bye, so that the broker publishes the will. Idempotent.
     */
    void close(Duration patience);
}
