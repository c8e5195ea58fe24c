// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.health.Health;
import org.ravning.mqtt.transport.ConnectFailure;
import org.ravning.mqtt.transport.Endpoint;
import org.ravning.mqtt.transport.Message;
import org.ravning.mqtt.transport.MqttTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to the broker and empties the outbox through it.
 *
 * <pre>
 *   WAITING --(time, or an offer)--&gt; CONNECTING --(accepted)--&gt; CONNECTED
 *      ^                                 |                          |
 *      +----------(refused, late)--------+---------(lost)-----------+         any --close--&gt; CLOSED
 * </pre>
 *
 * <p>Everything but {@link #close} and {@link #health} happens on the loop, a single thread.
 */
public final class Session {
    private enum State {
        WAITING,
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    /**
     * What a session says and hears.
     *
     * @param birth the first message of each connection, retained
     * @param will what the broker publishes when the connection is lost, and what is published at the end
     * @param filters what to subscribe to
     * @param messages takes messages, on the client's thread; must not block
     */
    public record Dialogue(Message birth, Message will, List<String> filters, Consumer<Message> messages) {}

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(15);
    private static final Duration HEARING_CHECK = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofMillis(400);
    private static final Duration ECHO = Duration.ofSeconds(5);
    private static final int IN_FLIGHT = 64;

    private final BrokerChoice choice;
    private final MqttTransport.Factory transports;
    private final Dialogue dialogue;
    private final Outbox outbox;
    private final Counters counters;
    private final Clock clock;
    private final ScheduledExecutorService loop;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Status status = new Status("connecting to the broker");
    private final Backoff backoff = new Backoff();
    private final Alarm timer;
    private final Alarm hearingCheck;

    private volatile State state = State.WAITING;
    private @Nullable MqttTransport transport;
    private Instant connectedAt = Instant.EPOCH;
    private int inFlight;
    private String greeting = "";
    private boolean keptBack;

    /** Creates a session that does not connect before {@link #start}. */
    public Session(
            BrokerChoice choice,
            MqttTransport.Factory transports,
            Dialogue dialogue,
            Outbox.Limits limits,
            Counters counters,
            Clock clock,
            ScheduledExecutorService loop) {
        this.choice = choice;
        this.transports = transports;
        this.dialogue = dialogue;
        this.outbox = new Outbox(clock, limits, counters, this::wake);
        this.counters = counters;
        this.clock = clock;
        this.loop = loop;
        timer = new Alarm(loop);
        hearingCheck = new Alarm(loop);
    }

    /** Returns where to put what is to be published. */
    public Publisher publisher() {
        return outbox;
    }

    /** Begins to connect; also cuts a wait short, when a broker may have come. */
    public void start() {
        onLoop(() -> {
            if (state == State.WAITING) {
                connect();
            }
        });
    }

    /** Publishes every state again, if a broker is there. */
    public void publishAgain() {
        if (state == State.CONNECTED) {
            outbox.opened();
        }
    }

    /** Returns how the session is. */
    public Health health() {
        java.util.Map<String, Long> counts = counters.all();
        counts.put("waiting", (long) outbox.waiting());
        return status.health(counts);
    }

    /** Says whether the broker is there now. */
    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    /** Says good-bye and ends; takes less than a second. The loop is still its owner's to shut down. */
    public void close() {
        try {
            loop.submit(this::end).get(2 * FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
            LOG.debug("the session did not end in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() {
        timer.cancel();
        state = State.CONNECTING;
        Endpoint endpoint;
        MqttTransport made;
        try {
            endpoint = choice.endpoint();
            Ears ears = new Ears();
            made = transports.create(endpoint, dialogue.will(), ears);
            ears.owner = made;
        } catch (ConnectFailure e) {
            retry(e);
            return;
        }
        transport = made;
        inFlight = 0;
        timer.after(CONNECT_DEADLINE, () -> fail(made, endpoint, "does not answer"));
        made.connect()
                .thenCompose(accepted -> subscribe(made))
                .whenComplete((refused, failure) -> onLoop(() -> {
                    if (failure == null) {
                        connected(made, endpoint, refused);
                    } else {
                        failed(made, ConnectFailure.of(failure));
                    }
                }));
    }

    private CompletionStage<List<String>> subscribe(MqttTransport made) {
        List<String> filters = new ArrayList<>(dialogue.filters());
        filters.add(dialogue.birth().topic());
        return made.subscribe(filters);
    }

    private void connected(MqttTransport made, Endpoint endpoint, List<String> refused) {
        if (!made.equals(transport) || state != State.CONNECTING) {
            return;
        }
        timer.cancel();
        state = State.CONNECTED;
        connectedAt = clock.instant();
        counters.count(Counter.CONNECTED);
        String kind = choice.isEmbedded() ? "the embedded broker" : "the broker";
        greeting = "connected to " + kind + " at " + endpoint.uri();
        keptBack = false;
        status.say(Health.Level.OK, greeting);
        if (!refused.isEmpty()) {
            status.say(Health.Level.WARN, "broker at " + endpoint.uri() + " does not let us subscribe to " + refused);
        }
        outbox.retain(dialogue.birth().topic(), dialogue.birth().payload());
        outbox.opened();
        pump();
        timer.after(ECHO, () -> unheard(made, endpoint));
        hearingCheck.every(HEARING_CHECK, () -> requireHearing(made, endpoint));
    }

    /** A client that publishes but does not hear would be online and deaf. */
    private void requireHearing(MqttTransport made, Endpoint endpoint) {
        if (!made.isHearing()) {
            fail(made, endpoint, "lost: its messages are not read");
        }
    }

    private void fail(MqttTransport which, Endpoint endpoint, String why) {
        failed(which, new ConnectFailure("broker at " + endpoint.uri() + " " + why, null));
    }

    /** Many brokers take what their access list forbids and drop it without a word; so we listen for our own birth. */
    private void unheard(MqttTransport made, Endpoint endpoint) {
        if (made.equals(transport)) {
            keptBack = true;
            String who = endpoint.login().map(login -> "user " + login.user()).orElse("anybody");
            status.say(
                    Health.Level.WARN,
                    "broker at " + endpoint.uri() + " does not pass on what we publish to "
                            + dialogue.birth().topic() + ": its access list must let " + who + " read and write there");
        }
    }

    /** The will of an earlier connection of ours came late: we are here. */
    private void contradict(MqttTransport made) {
        if (made.equals(transport) && state == State.CONNECTED) {
            outbox.forget(dialogue.birth().topic());
            outbox.retain(dialogue.birth().topic(), dialogue.birth().payload());
        }
    }

    private void heard(MqttTransport made) {
        if (made.equals(transport) && state == State.CONNECTED) {
            timer.cancel();
            if (keptBack) {
                keptBack = false;
                status.say(Health.Level.OK, greeting);
            }
        }
    }

    private void failed(MqttTransport which, ConnectFailure failure) {
        if (which.equals(transport)) {
            retry(failure);
        }
    }

    private void retry(ConnectFailure failure) {
        if (state == State.CLOSED) {
            return;
        }
        Duration lasted = state == State.CONNECTED ? Duration.between(connectedAt, clock.instant()) : null;
        abandon();
        state = State.WAITING;
        Duration delay = backoff.next(lasted, failure.isTakeover());
        String guess = backoff.isRival() && !failure.isTakeover()
                ? "; does another client use the id " + choice.clientId() + "?"
                : "";
        status.say(Health.Level.ERROR, failure.line() + guess);
        LOG.debug("next attempt in {}", delay, failure);
        timer.after(delay, this::connectAgain);
    }

    private void connectAgain() {
        if (state == State.WAITING) {
            connect();
        }
    }

    private void abandon() {
        timer.cancel();
        hearingCheck.cancel();
        outbox.closed();
        MqttTransport old = transport;
        transport = null;
        if (old != null) {
            old.close(Duration.ZERO); // the will says that we are away
        }
    }

    private void end() {
        if (state == State.CLOSED) {
            return;
        }
        boolean connected = state == State.CONNECTED;
        state = State.CLOSED;
        timer.cancel();
        hearingCheck.cancel();
        MqttTransport old = transport;
        transport = null;
        if (old == null) {
            return;
        }
        try {
            if (connected) {
                LastWords.say(outbox, old);
                old.publish(dialogue.will()).toCompletableFuture().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the broker did not take the good-bye", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        old.close(FAREWELL);
        status.say(Health.Level.WARN, "closed");
    }

    private void wake() {
        if (state == State.CONNECTED && woken.compareAndSet(false, true)) {
            onLoop(() -> {
                woken.set(false);
                pump();
            });
        }
    }

    private void pump() {
        MqttTransport to = transport;
        while (state == State.CONNECTED && to != null && inFlight < IN_FLIGHT) {
            Outbox.Outgoing next = outbox.poll();
            if (next == null) {
                return;
            }
            inFlight++;
            to.publish(next.message()).whenComplete((sent, failure) -> onLoop(() -> settled(to, next, failure)));
        }
    }

    private void settled(MqttTransport by, Outbox.Outgoing outgoing, @Nullable Throwable failure) {
        if (failure == null) {
            counters.count(Counter.PUBLISHED);
        } else {
            LOG.debug("not published on {}", outgoing.message().topic(), failure);
            outbox.putBack(outgoing);
        }
        if (!by.equals(transport)) {
            return;
        }
        inFlight--;
        if (failure != null) {
            failed(by, ConnectFailure.of(failure));
        } else {
            pump();
        }
    }

    private void onLoop(Runnable task) {
        GuardedLoop.execute(loop, task);
    }

    /** Hears one transport. */
    private final class Ears implements MqttTransport.Listener {
        private volatile @Nullable MqttTransport owner;

        @Override
        public void onMessage(Message message) {
            counters.count(Counter.RECEIVED);
            MqttTransport from = owner;
            if (!message.topic().equals(dialogue.birth().topic())) {
                dialogue.messages().accept(message);
            } else if (from != null
                    && !message.retained()
                    && message.payload().equals(dialogue.will().payload())) {
                onLoop(() -> contradict(from));
            } else if (from != null && message.payload().equals(dialogue.birth().payload()) && !message.retained()) {
                onLoop(() -> heard(from));
            }
        }

        @Override
        public void onRefused(String topic, String why) {
            counters.count(Counter.REFUSED_MESSAGES);
            onLoop(() -> status.say(Health.Level.WARN, "the broker does not let us publish to " + topic + ": " + why));
        }

        @Override
        public void onDropped(String why) {
            status.leftOut(why, counters.countFirst(Counter.UNREADABLE));
        }

        @Override
        public void onLost(ConnectFailure cause) {
            onLoop(() -> {
                MqttTransport lost = owner;
                if (lost != null) {
                    failed(lost, cause);
                }
            });
        }
    }
}
