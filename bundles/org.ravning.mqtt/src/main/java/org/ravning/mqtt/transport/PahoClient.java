// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Paho's clients of both protocol versions, which share no type, do alike: how a request ends and how a connection is
 * given up.
 *
 * @param <T> the token of a request
 */
abstract class PahoClient<T> implements MqttTransport {
    static final int REFUSED = 0x80;
    static final int CONNECT_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(PahoClient.class);

    final Reception reception;

    private final URI broker;
    private final AtomicBoolean closed = new AtomicBoolean();

    PahoClient(URI broker, IncomingPackets.Dialect dialect, Listener listener) {
        this.broker = broker;
        reception = new Reception(broker, dialect, listener);
    }

    /** Sends a request to Paho, which ends the future. */
    @FunctionalInterface
    interface Request<T> {
        void send(CompletableFuture<T> done) throws Exception;
    }

    /** Something that Paho does at once, or not. */
    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    /** Returns what a failure means. */
    abstract ConnectFailure failure(@Nullable Throwable thrown);

    /** Says good-bye if there is a connection, and waits so long for it. */
    abstract void disconnect(long millis) throws Exception;

    /** Ends the connection without a word. */
    abstract void disconnectForcibly() throws Exception;

    /** Frees what the client has. */
    abstract void free() throws Exception;

    final CompletableFuture<T> ask(Request<T> request) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            request.send(done);
        } catch (Exception e) {
            done.completeExceptionally(failure(e));
        }
        return done;
    }

    static List<String> refused(List<String> filters, int @Nullable [] codes) {
        List<String> refused = new ArrayList<>();
        for (int i = 0; codes != null && i < Math.min(filters.size(), codes.length); i++) {
            if (codes[i] >= REFUSED) {
                refused.add(filters.get(i));
            }
        }
        return List.copyOf(refused);
    }

    @Override
    public final boolean isHearing() {
        return reception.isHearing();
    }

    @Override
    public final void close(Duration patience) {
        if (closed.compareAndSet(false, true)) {
            if (!patience.isZero()) {
                attempt("no clean good-bye", () -> disconnect(Math.max(1, patience.toMillis())));
            }
            attempt("already disconnected", this::disconnectForcibly);
            attempt("not freed", this::free);
        }
    }

    private void attempt(String otherwise, Step step) {
        try {
            step.take();
        } catch (Exception e) {
            LOG.debug("{}: {}: {}", broker, otherwise, e.getMessage());
        }
    }
}
