// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between a connection and Paho's receiver, and knows whether that lives. */
final class Reception implements IncomingPackets.Watch {
    private final URI broker;
    private final IncomingPackets.Dialect dialect;
    private final MqttTransport.Listener listener;
    private final AtomicReference<@Nullable IncomingPackets> packets = new AtomicReference<>();

    Reception(URI broker, IncomingPackets.Dialect dialect, MqttTransport.Listener listener) {
        this.broker = broker;
        this.dialect = dialect;
        this.listener = listener;
    }

    /** Returns what Paho is to read instead. */
    InputStream of(InputStream from) {
        IncomingPackets made = new IncomingPackets(from, dialect, this);
        packets.set(made);
        return made;
    }

    /** Says whether what comes is taken in. */
    boolean isHearing() {
        IncomingPackets now = packets.get();
        return now == null || now.isRead(System.nanoTime());
    }

    @Override
    public void dropped(String why) {
        listener.onDropped(why);
    }

    /** Paho notices the end of its receiver only when a ping is not answered, after a minute. */
    @Override
    public void readBy(Thread thread) {
        thread.setUncaughtExceptionHandler((dead, thrown) -> listener.onLost(
                new ConnectFailure("broker at " + broker + " lost: its messages are not read: " + thrown, thrown)));
    }
}
