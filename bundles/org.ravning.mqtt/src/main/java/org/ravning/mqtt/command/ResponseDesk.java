// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.CommandResult.Code;

/**
 * Answers commands, each once, and remembers the answers for ten minutes, over a restart too: the same transaction on
 * the same topic gets the answer that was given, or will be, and is not carried out again. Only that it was not tried, for
 * a reason that passes, is not remembered. A command that was under way
 * when the gateway ended is answered at the next start: it may have happened or not.
 */
public final class ResponseDesk implements AutoCloseable {
    private static final int REMEMBERED = 1000;
    private static final long REMEMBERED_BYTES = 8L << 20;
    private static final int RUNNING = 256;
    private static final int REPLIES = 8;
    private static final int TEND_SECONDS = 30;
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Publisher publisher;
    private final Counters counters;
    private final Clock clock;
    private final CommandJournal journal;
    private boolean closed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();
    private int running;
    private long bytes;
    private final AtomicLong made = new AtomicLong();
    private final String prefix;

    /** Opens the desk with what the journal remembers, and answers what was left unanswered. */
    public ResponseDesk(Publisher publisher, Counters counters, Clock clock, CommandJournal journal) {
        this.publisher = publisher;
        this.counters = counters;
        this.clock = clock;
        this.journal = journal;
        prefix = "r" + Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
        remember(journal.read());
    }

    private void remember(List<CommandJournal.Entry> entries) {
        lock.lock();
        try {
            for (CommandJournal.Entry entry : entries) {
                if (Bytes.EMPTY.equals(entry.answer())) {
                    tickets.remove(key(entry.topic(), entry.transaction()));
                    continue;
                }
                Ticket ticket = tickets.computeIfAbsent(
                        key(entry.topic(), entry.transaction()),
                        key -> new Ticket(entry.topic(), entry.transaction(), entry.at(), true));
                ticket.answered.set(entry.answer() != null);
                ticket.answer = entry.answer();
            }
            running = (int) tickets.values().stream()
                    .filter(ticket -> ticket.answer == null)
                    .count();
            bytes = tickets.values().stream().mapToLong(Ticket::size).sum();
            forget();
            journal.rewrite(entries());
        } finally {
            lock.unlock();
        }
        List<Ticket> interrupted = tickets.values().stream()
                .filter(ticket -> ticket.answer == null)
                .toList();
        interrupted.forEach(ticket -> ticket.answer(Outcome.refused(
                "error",
                Outcome.word(Code.UNKNOWN_OUTCOME),
                "the gateway ended while it was under way; it may have happened or not")));
    }

    /**
     * Takes a command in.
     *
     * @param sender where the answer goes
     * @param transaction as the sender gave it; one is made up if it gave none
     * @return what to answer with, or nothing if the command is not to be carried out: it was before, or is being now
     */
    public Optional<Ticket> open(Addressee sender, Optional<JsonPrimitive> transaction) {
        String topic = sender.topic();
        counters.count(Counter.COMMANDS);
        if (transaction.isEmpty()) {
            return Optional.of(passing(sender, transaction));
        }
        Ticket ticket = new Ticket(topic, transaction.get(), clock.instant(), true);
        ticket.addressTo(sender.reply());
        Ticket known;
        boolean full;
        lock.lock();
        try {
            forget();
            String key = key(topic, transaction.get());
            known = tickets.get(key);
            full = known == null && running >= RUNNING;
            if (known == null && !full) {
                tickets.put(key, ticket);
                running++;
                journal.append(ticket.entry());
            }
        } finally {
            lock.unlock();
        }
        if (known != null) {
            counters.count(Counter.REPEATED_COMMANDS);
            known.repeat(sender.reply());
            return Optional.empty();
        }
        if (full) {
            passing(sender, transaction)
                    .answer(Outcome.refused("busy", Outcome.word(Code.BUSY), "too many commands are under way"));
            return Optional.empty();
        }
        return Optional.of(ticket);
    }

    /** Takes note of an answer that another gateway gave, so that the same transaction is not carried out here. */
    public void learn(String topic, JsonPrimitive transaction, Bytes response) {
        lock.lock();
        try {
            forget();
            String key = key(topic, transaction);
            if (!tickets.containsKey(key)
                    && !Outcome.isPassing(response)
                    && !transaction.getAsString().startsWith(prefix)) {
                Ticket ticket = new Ticket(topic, transaction, clock.instant(), true);
                ticket.answered.set(true);
                ticket.answer = response;
                tickets.put(key, ticket);
                bytes += ticket.size();
                journal.append(ticket.entry());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says whether a command was taken in or its answer learned. */
    public boolean knows(String topic, JsonPrimitive transaction) {
        lock.lock();
        try {
            return tickets.containsKey(key(topic, transaction));
        } finally {
            lock.unlock();
        }
    }

    /** Answers a command that is not taken in, and does not remember it. */
    void turnAway(Addressee sender, Optional<JsonPrimitive> transaction, Outcome outcome) {
        passing(sender, transaction).answer(outcome);
    }

    private Ticket passing(Addressee sender, Optional<JsonPrimitive> transaction) {
        JsonPrimitive named = transaction.orElseGet(() -> new JsonPrimitive(prefix + made.incrementAndGet()));
        Ticket ticket = new Ticket(sender.topic(), named, clock.instant(), false);
        ticket.addressTo(sender.reply());
        return ticket;
    }

    private static String key(String topic, JsonPrimitive transaction) {
        return topic + "\n" + transaction;
    }

    /** Forgets the oldest answers, and those that are old; never a command that is under way. */
    private void forget() {
        Instant past = clock.instant().minus(MEMORY);
        Iterator<Ticket> oldest = tickets.values().iterator();
        boolean more = true;
        while (more && oldest.hasNext()) {
            Ticket ticket = oldest.next();
            boolean excess = tickets.size() >= REMEMBERED || bytes > REMEMBERED_BYTES;
            boolean old = ticket.opened.isBefore(past);
            if (ticket.answer != null && (excess || old)) {
                oldest.remove();
                bytes -= ticket.size();
            }
            more = excess || old;
        }
    }

    private List<CommandJournal.Entry> entries() {
        List<CommandJournal.Entry> entries = new ArrayList<>(tickets.size());
        tickets.values().forEach(ticket -> entries.add(ticket.entry()));
        return entries;
    }

    private void settle(Ticket ticket, Bytes response) {
        lock.lock();
        try {
            ticket.answer = response;
            running--;
            bytes += ticket.size();
            write(ticket);
        } finally {
            lock.unlock();
        }
    }

    private void write(Ticket ticket) {
        journal.append(ticket.entry());
        if (journal.isBloated(tickets.size())) {
            journal.rewrite(entries());
        }
    }

    /** Forgets a command that was not tried, so that it is when it comes again. */
    private void letGo(Ticket ticket) {
        lock.lock();
        try {
            tickets.remove(key(ticket.topic, ticket.transaction));
            running--;
            ticket.answer = Bytes.EMPTY;
            write(ticket);
        } finally {
            lock.unlock();
        }
    }

    /** Tries to write the journal again, if it could not be written; blocks on the disk. */
    public void tend() {
        lock.lock();
        try {
            if (!closed && !journal.trouble().isEmpty()) {
                journal.rewrite(entries());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does that from time to time. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the loop
    public void tend(ScheduledExecutorService loop) {
        loop.scheduleWithFixedDelay(this::tend, TEND_SECONDS, TEND_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns what keeps commands from being remembered, or nothing; does not block. */
    public String trouble() {
        return journal.trouble();
    }

    /** Closes the journal; what is answered from now on is not remembered. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            journal.force();
            journal.close();
        } finally {
            lock.unlock();
        }
    }

    /** The right to answer a command once. */
    public final class Ticket {
        private final String topic;
        private final JsonPrimitive transaction;
        private final Instant opened;
        private final boolean lasting;
        private final AtomicBoolean answered = new AtomicBoolean();
        private final List<Message.Reply> replies = new CopyOnWriteArrayList<>();
        private volatile @Nullable Bytes answer;

        private Ticket(String topic, JsonPrimitive transaction, Instant opened, boolean lasting) {
            this.topic = topic;
            this.transaction = transaction;
            this.opened = opened;
            this.lasting = lasting;
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
            if (lasting && outcome.isPassing()) {
                letGo(this);
            } else if (lasting) {
                settle(this, response);
            }
            publish(response);
        }

        /** Says something more about a command that was answered: what it started has ended. */
        public void add(Outcome outcome) {
            publish(Json.bytes(outcome.response(transaction)));
        }

        private void publish(Bytes response) {
            publisher.send(topic, response);
            replies.forEach(reply -> publisher.answer(reply, response));
        }

        private void addressTo(Message.@Nullable Reply reply) {
            if (reply != null && reply.isUsable() && replies.size() < REPLIES && !replies.contains(reply)) {
                replies.add(reply);
            }
        }

        private void repeat(Message.@Nullable Reply asked) {
            Bytes given = answer;
            if (given == null) {
                addressTo(asked);
                return;
            }
            publisher.send(topic, given);
            if (asked != null && asked.isUsable()) {
                publisher.answer(asked, given);
            }
        }

        private int size() {
            Bytes given = answer;
            return given == null ? 0 : given.length();
        }

        private CommandJournal.Entry entry() {
            return new CommandJournal.Entry(topic, transaction, opened, answer);
        }
    }
}
