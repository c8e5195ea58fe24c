// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.transport.ConnectFailure;
import org.ravning.mqtt.transport.Endpoint;
import org.ravning.mqtt.transport.Message;
import org.ravning.mqtt.transport.MqttTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that carry nothing but a last will, of which MQTT allows each connection one: the broker publishes them all
 * when this process dies. One that is lost is made again, for the broker has published its will by then.
 *
 * <p>A connection costs a socket and the few threads of the client, so there is a bound; beyond it a will is not held.
 * Everything happens on the loop, a few connections being made at a time.
 */
public final class LastWills implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LastWills.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration GOODBYE = Duration.ofMillis(50);
    private static final Duration FAREWELL = Duration.ofMillis(800);
    private static final int AT_ONCE = 4;

    private final BrokerChoice choice;
    private final MqttTransport.Factory transports;
    private final ScheduledExecutorService loop;
    private final int most;
    private final Map<String, Will> wills = new ConcurrentHashMap<>();
    private final Deque<Will> waiting = new ArrayDeque<>();
    private int connecting;
    private boolean full;
    private boolean closed;

    /** @param most the most wills that are held */
    public LastWills(BrokerChoice choice, MqttTransport.Factory transports, ScheduledExecutorService loop, int most) {
        this.choice = choice;
        this.transports = transports;
        this.loop = loop;
        this.most = most;
    }

    /**
     * Holds a will from now on.
     *
     * @param name what tells this connection from the others; it becomes part of the client id
     * @param will what the broker publishes when the process dies
     * @param held called on the loop when a connection was made again: the will has been published meanwhile
     */
    public void hold(String name, Message will, Runnable held) {
        onLoop(() -> {
            if (closed || choice.isEmbedded() || wills.containsKey(name)) { // a broker of ours ends with this process
                return;
            }
            if (wills.size() >= most) {
                if (!full) {
                    full = true;
                    LOG.warn("MQTT: not every device has a last will of its own; see homieWills in docs/mqtt.md");
                }
                return;
            }
            Will kept = new Will(name, will, held);
            wills.put(name, kept);
            waiting.add(kept);
            next();
        });
    }

    /** Holds a will no longer; it is not published. */
    public void release(String name) {
        onLoop(() -> {
            Will gone = wills.remove(name);
            if (gone != null) {
                waiting.remove(gone);
                gone.end();
                next();
            }
        });
    }

    /** Says whether a connection holds that will now. */
    boolean isHeld(String name) {
        Will will = wills.get(name);
        return will != null && will.isHeld;
    }

    /** Ends all connections, so that no will is published. Takes less than a second. */
    @Override
    public void close() {
        try {
            loop.submit(this::end).get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
            LOG.debug("the wills were not taken back in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        closed = true;
        List<Will> all = new ArrayList<>(wills.values());
        wills.clear();
        waiting.clear();
        all.forEach(Will::end);
    }

    private void next() {
        while (!closed && connecting < AT_ONCE && !waiting.isEmpty()) {
            waiting.remove().connect();
        }
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop has ended", e);
        }
    }

    /** A will and the connection that holds it; confined to the loop. */
    private final class Will {
        private final String name;
        private final Message message;
        private final Runnable held;
        private @Nullable MqttTransport transport;
        private boolean wasHeld;
        private volatile boolean isHeld;

        Will(String name, Message message, Runnable held) {
            this.name = name;
            this.message = message;
            this.held = held;
        }

        void connect() {
            MqttTransport made;
            try {
                Endpoint endpoint = choice.endpoint();
                Ears ears = new Ears();
                made = transports.create(
                        new Endpoint(
                                endpoint.uri(),
                                endpoint.clientId() + "-" + name,
                                endpoint.login(),
                                endpoint.tls(),
                                endpoint.keepAliveSeconds()),
                        message,
                        ears);
                ears.owner = made;
            } catch (ConnectFailure e) {
                later();
                return;
            }
            transport = made;
            connecting++;
            var timer = loop.schedule(() -> settled(made, false), DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            made.connect()
                    .whenComplete((accepted, failure) -> onLoop(() -> {
                        if (timer.cancel(false)) {
                            settled(made, failure == null);
                        }
                    }));
        }

        private void settled(MqttTransport made, boolean accepted) {
            connecting--;
            if (!made.equals(transport)) {
                made.close(GOODBYE);
            } else if (accepted) {
                isHeld = true;
                if (wasHeld) {
                    held.run();
                }
                wasHeld = true;
            } else {
                lost(made);
            }
            next();
        }

        private void lost(MqttTransport made) {
            if (made.equals(transport)) {
                transport = null;
                isHeld = false;
                made.close(GOODBYE);
                later();
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // it ends with the loop
        private void later() {
            if (!closed) {
                loop.schedule(this::queue, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void queue() {
            if (equals(wills.get(name)) && transport == null) {
                waiting.add(this);
                next();
            }
        }

        void end() {
            MqttTransport old = transport;
            transport = null;
            isHeld = false;
            if (old != null) {
                old.close(GOODBYE);
            }
        }

        /** Hears that the connection was lost. */
        private final class Ears implements MqttTransport.Listener {
            private volatile @Nullable MqttTransport owner;

            @Override
            public void onMessage(Message heard) {
                // nothing is subscribed to
            }

            @Override
            public void onRefused(String topic, String why) {
                // nothing is published
            }

            @Override
            public void onDropped(String why) {
                // nothing is subscribed to
            }

            @Override
            public void onLost(ConnectFailure cause) {
                MqttTransport gone = owner;
                if (gone != null) {
                    onLoop(() -> lost(gone));
                }
            }
        }
    }
}
