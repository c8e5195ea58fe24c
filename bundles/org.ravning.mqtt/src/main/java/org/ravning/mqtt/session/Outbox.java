// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.transport.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to be published, in order. Of a state only the newest waits, in the place of the first; events wait for a
 * limited time; samples only while there is a connection. All of it is bounded, no topic takes more than its part of the
 * room, and what is lost is counted.
 */
public final class Outbox implements Publisher {
    /**
     * The bounds.
     *
     * @param states topics with a retained state
     * @param waiting events and samples that wait
     * @param payload bytes of a payload
     * @param age how long an event waits
     */
    public record Limits(int states, int waiting, int payload, Duration age) {
        /** 50,000 states, 1,000 waiting, just below 1 MiB, one minute. */
        public static final Limits DEFAULT = new Limits(50_000, 1_000, 1_000_000, Duration.ofSeconds(60));
    }

    /**
     * A message taken out to be sent.
     *
     * @param number its place in the order
     * @param message what to send
     * @param expires when it is no longer of use; null for a state
     */
    public record Outgoing(
            long number, Message message, @Nullable Instant expires) {}

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int PART = 4;
    private static final int SMALLEST_PART = 16;

    private final Clock clock;
    private final Limits limits;
    private final Counters counters;
    private final Runnable wake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Bytes> states = new LinkedHashMap<>();
    private final TreeMap<Long, Outgoing> queue = new TreeMap<>();
    private final Map<String, Long> queuedStates = new HashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();
    private long last;
    private volatile boolean open;

    /** @param wake called without a lock when there is something to send */
    public Outbox(Clock clock, Limits limits, Counters counters, Runnable wake) {
        this.clock = clock;
        this.limits = limits;
        this.counters = counters;
        this.wake = wake;
    }

    @Override
    public void retain(String topic, Bytes payload) {
        if (payload.isEmpty() || !fits(topic, payload)) {
            return;
        }
        boolean queued;
        lock.lock();
        try {
            boolean room = states.containsKey(topic) || states.size() < limits.states();
            if (!room) {
                counters.count(Counter.REFUSED_STATES);
            }
            queued = room && !payload.equals(states.put(topic, payload));
            if (queued) {
                queueState(topic, payload);
            }
        } finally {
            lock.unlock();
        }
        if (queued) {
            wake.run();
        }
    }

    @Override
    public void conclude(String topic, Bytes payload) {
        if (payload.isEmpty() || !fits(topic, payload)) {
            return;
        }
        lock.lock();
        try {
            if (states.remove(topic) == null && states.size() >= limits.states()) {
                counters.count(Counter.REFUSED_STATES);
                return;
            }
            states.put(topic, payload);
            Long place = queuedStates.remove(topic);
            if (place != null) {
                queue.remove(place);
            }
            queueState(topic, payload);
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    @Override
    public void renew(String topic) {
        Bytes payload;
        lock.lock();
        try {
            payload = states.get(topic);
        } finally {
            lock.unlock();
        }
        if (payload != null) {
            conclude(topic, payload);
        }
    }

    @Override
    public void pass(String topic, Bytes payload) {
        if (open && fits(topic, payload)) {
            Instant expires = clock.instant().plus(limits.age());
            queue(new Message(topic, payload, 1, true), expires, Counter.DROPPED_EVENTS);
        }
    }

    @Override
    public void clear(String topic) {
        lock.lock();
        try {
            if (states.remove(topic) == null) {
                return;
            }
            queueState(topic, Bytes.EMPTY);
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    @Override
    public void purge(String topic) {
        lock.lock();
        try {
            states.remove(topic);
            queueState(topic, Bytes.EMPTY);
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    @Override
    public void handOver(String topic, Bytes payload) {
        if (payload.isEmpty() || !fits(topic, payload)) {
            return;
        }
        lock.lock();
        try {
            states.remove(topic);
            queueState(topic, payload);
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    @Override
    public void forget(String topic) {
        lock.lock();
        try {
            states.remove(topic);
            Long place = queuedStates.remove(topic);
            if (place != null) {
                queue.remove(place);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void send(String topic, Bytes payload) {
        if (fits(topic, payload)) {
            Instant expires = clock.instant().plus(limits.age());
            queue(new Message(topic, payload, 1, false), expires, Counter.DROPPED_EVENTS);
        }
    }

    @Override
    public void answer(Message.Reply to, Bytes payload) {
        if (fits(to.topic(), payload)) {
            Instant expires = clock.instant().plus(limits.age());
            queue(new Message(to.topic(), payload, 1, false, to), expires, Counter.DROPPED_EVENTS);
        }
    }

    @Override
    public void sample(String topic, Bytes payload) {
        if (fits(topic, payload)) {
            Instant expires = clock.instant().plus(limits.age());
            queue(new Message(topic, payload, 0, false), expires, Counter.DROPPED_SAMPLES);
        }
    }

    /** Has every state published again: a connection was made. */
    void opened() {
        lock.lock();
        try {
            open = true;
            states.forEach((topic, payload) -> {
                if (!queuedStates.containsKey(topic)) {
                    queueState(topic, payload);
                }
            });
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    /** Samples no longer wait: the connection was lost. */
    void closed() {
        lock.lock();
        try {
            open = false;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out what is to be sent next, or null if nothing waits. */
    @Nullable
    Outgoing poll() {
        lock.lock();
        try {
            for (Map.Entry<Long, Outgoing> first = queue.pollFirstEntry();
                    first != null;
                    first = queue.pollFirstEntry()) {
                Outgoing outgoing = first.getValue();
                if (outgoing.expires() == null) {
                    queuedStates.remove(outgoing.message().topic());
                    return outgoing;
                }
                waiting.merge(outgoing.message().topic(), -1, (before, one) -> before == 1 ? null : before + one);
                if (clock.instant().isBefore(outgoing.expires())) {
                    return outgoing;
                }
                counters.count(outgoing.message().qos() == 0 ? Counter.DROPPED_SAMPLES : Counter.EXPIRED_EVENTS);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a message back in its place: it was not sent. A state that is newer stands. */
    void putBack(Outgoing outgoing) {
        Message message = outgoing.message();
        lock.lock();
        try {
            if (message.qos() == 0 && outgoing.expires() != null) {
                counters.count(Counter.DROPPED_SAMPLES);
            } else if (outgoing.expires() != null) {
                queue.put(outgoing.number(), outgoing);
                waiting.merge(message.topic(), 1, Integer::sum);
            } else if (!queuedStates.containsKey(message.topic()) && isCurrent(message)) {
                queue.put(outgoing.number(), outgoing);
                queuedStates.put(message.topic(), outgoing.number());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many messages wait. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean isCurrent(Message message) {
        return message.payload().equals(states.getOrDefault(message.topic(), Bytes.EMPTY));
    }

    private boolean fits(String topic, Bytes payload) {
        if (payload.length() <= limits.payload()) {
            return true;
        }
        counters.count(Counter.REFUSED_STATES);
        LOG.warn("not published on {}: {} bytes, at most {}", topic, payload.length(), limits.payload());
        return false;
    }

    private void queueState(String topic, Bytes payload) {
        Long place = queuedStates.get(topic);
        long number = place == null ? ++last : place;
        queuedStates.put(topic, number);
        queue.put(number, new Outgoing(number, new Message(topic, payload, 1, true), null));
    }

    private void queue(Message message, Instant expires, Counter lost) {
        boolean queued;
        lock.lock();
        try {
            boolean wanted = message.qos() > 0 || open;
            boolean room = queue.size() - queuedStates.size() < limits.waiting()
                    && waiting.getOrDefault(message.topic(), 0) < Math.max(SMALLEST_PART, limits.waiting() / PART);
            queued = wanted && room;
            if (queued) {
                waiting.merge(message.topic(), 1, Integer::sum);
                queue.put(++last, new Outgoing(last, message, expires));
            } else {
                counters.count(lost);
            }
        } finally {
            lock.unlock();
        }
        if (queued) {
            wake.run();
        }
    }
}
