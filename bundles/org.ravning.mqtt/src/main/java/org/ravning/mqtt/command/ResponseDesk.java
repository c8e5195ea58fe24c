// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.session.Publisher;

/**
 * Answers commands, each once, and remembers the answers for ten minutes: the same transaction on the same topic gets
 * the answer that was given, or will be, and is not carried out again.
 */
public final class ResponseDesk {
    private static final int REMEMBERED = 1000;
    private static final int RUNNING = 256;
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Publisher publisher;
    private final Counters counters;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();
    private final AtomicLong made = new AtomicLong();
    private final String prefix;

    /** Opens the desk. */
    public ResponseDesk(Publisher publisher, Counters counters, Clock clock) {
        this.publisher = publisher;
        this.counters = counters;
        this.clock = clock;
        prefix = "r" + Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
    }

    /**
     * Takes a command in.
     *
     * @param topic where the answer goes
     * @param transaction as the sender gave it; one is made up if it gave none
     * @return what to answer with, or nothing if the command is not to be carried out: it was before, or is being now
     */
    public Optional<Ticket> open(String topic, Optional<JsonPrimitive> transaction) {
        counters.count(Counter.COMMANDS);
        if (transaction.isEmpty()) {
            return Optional.of(new Ticket(topic, new JsonPrimitive(prefix + made.incrementAndGet())));
        }
        Ticket ticket = new Ticket(topic, transaction.get());
        Ticket known;
        boolean full;
        lock.lock();
        try {
            forget();
            String key = topic + "\n" + transaction.get();
            known = tickets.get(key);
            full = known == null && running() >= RUNNING;
            if (known == null && !full) {
                tickets.put(key, ticket);
            }
        } finally {
            lock.unlock();
        }
        if (known != null) {
            counters.count(Counter.REPEATED_COMMANDS);
            known.repeat();
            return Optional.empty();
        }
        if (full) {
            ticket.answer(Outcome.refused("busy", "busy", "too many commands are under way"));
            return Optional.empty();
        }
        return Optional.of(ticket);
    }

    /** Forgets the oldest answers, and those that are old; never a command that is under way. */
    private void forget() {
        Instant past = clock.instant().minus(MEMORY);
        int excess = tickets.size() - REMEMBERED + 1;
        Iterator<Ticket> oldest = tickets.values().iterator();
        while (oldest.hasNext()) {
            Ticket ticket = oldest.next();
            if (ticket.answer != null && (excess > 0 || ticket.opened.isBefore(past))) {
                oldest.remove();
                excess--;
            }
        }
    }

    private long running() {
        return tickets.values().stream().filter(ticket -> ticket.answer == null).count();
    }

    /** The right to answer a command once. */
    public final class Ticket {
        private final String topic;
        private final JsonPrimitive transaction;
        private final Instant opened = clock.instant();
        private final AtomicBoolean answered = new AtomicBoolean();
        private volatile @Nullable Bytes answer;

        private Ticket(String topic, JsonPrimitive transaction) {
            this.topic = topic;
            this.transaction = transaction;
        }

        /** Answers; a second answer is ignored. */
        public void answer(Outcome outcome) {
            if (!answered.compareAndSet(false, true)) {
                return;
            }
            if (!outcome.isOk()) {
                counters.count(Counter.FAILED_COMMANDS);
            }
            Bytes response = Json.bytes(outcome.response(transaction));
            answer = response;
            publisher.send(topic, response);
        }

        /** Says something more about a command that was answered: what it started has ended. */
        public void add(Outcome outcome) {
            publisher.send(topic, Json.bytes(outcome.response(transaction)));
        }

        private void repeat() {
            Bytes given = answer;
            if (given != null) {
                publisher.send(topic, given);
            }
        }
    }
}
