// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.broker;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stands between a connection and Paho's receiver, and knows whether that lives. */
final class Reception implements IncomingPackets.Watch {
    private final Consumer<String> dropped;
    private final Consumer<Throwable> dead;
    private final AtomicReference<@Nullable IncomingPackets> packets = new AtomicReference<>();

    /**
     * Watches one connection.
     *
     * @param dropped hears of each packet that is left out, and why
     * @param dead hears of what ended the receiver
     */
    Reception(Consumer<String> dropped, Consumer<Throwable> dead) {
        this.dropped = dropped;
        this.dead = dead;
    }

    /** Returns what Paho is to read instead. */
    InputStream of(InputStream from) {
        IncomingPackets made = new IncomingPackets(from, GuardedClient.DIALECT, this);
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
        dropped.accept(why);
    }

    /** Paho notices the end of its receiver only when a ping is not answered, after a minute. */
    @Override
    public void readBy(Thread thread) {
        thread.setUncaughtExceptionHandler((ended, thrown) -> dead.accept(thrown));
    }
}
