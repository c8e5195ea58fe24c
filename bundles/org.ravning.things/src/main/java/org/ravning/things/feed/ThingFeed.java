// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Subscription;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;
import org.ravning.things.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of news to one listener: serial, in order, with no lock held.
 *
 * <p>Of each thing at most one piece of news waits, which takes later reports in, so that a slow listener hears the newest
 * state. Events wait in order, bounded in number and in age; a state may overtake an event, never the other way round.
 */
final class ThingFeed implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(ThingFeed.class);
    private static final int BATCH = 64;
    private static final long CLOSING_SECONDS = 1;

    private final ThingListener listener;
    private final Executor executor;
    private final Time time;
    private final int eventCapacity;
    private final Duration eventAge;
    private final Consumer<ThingFeed> onClose;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Deque<Pending> queue = new ArrayDeque<>();
    private final Map<ThingId, PendingThing> pendingThings = new HashMap<>();
    private final Set<ThingId> announced = new HashSet<>();
    private int waitingEvents;
    private boolean scheduled;
    private @Nullable Thread running;
    private boolean closed;
    private long dropped;

    ThingFeed(
            ThingListener listener,
            Executor executor,
            Time time,
            int eventCapacity,
            Duration eventAge,
            Consumer<ThingFeed> onClose) {
        this.listener = listener;
        this.executor = executor;
        this.time = time;
        this.eventCapacity = eventCapacity;
        this.eventAge = eventAge;
        this.onClose = onClose;
    }

    void describe(Thing thing) {
        enqueue(() -> pending(thing).describe(thing));
    }

    void come(Thing thing, Availability availability) {
        enqueue(() -> pending(thing).come(thing, availability));
    }

    void tell(Thing thing, ThingState state, Set<String> told) {
        enqueue(() -> {
            if (pending(thing).tell(thing, state, told)) {
                dropped++;
            }
        });
    }

    void remove(Thing thing) {
        enqueue(() -> {
            pending(thing).remove(thing, announced.contains(thing.id()));
            dropEventsOf(thing.id());
        });
    }

    void happen(Thing thing, Event event, Instant at) {
        enqueue(() -> {
            if (waitingEvents == eventCapacity) {
                dropOldestEvent();
            }
            queue.add(new PendingEvent(thing, event, at, time.nanos()));
            waitingEvents++;
        });
    }

    /** Whoever calls sees to it that there are few. */
    void announce(Candidate candidate) {
        enqueue(() -> queue.add(listening -> listening.onCandidate(candidate)));
    }

    private PendingThing pending(Thing thing) {
        return pendingThings.computeIfAbsent(thing.id(), id -> {
            PendingThing fresh = new PendingThing(id);
            queue.add(fresh);
            return fresh;
        });
    }

    private void dropOldestEvent() {
        for (var all = queue.iterator(); all.hasNext(); ) {
            if (all.next() instanceof PendingEvent) {
                all.remove();
                waitingEvents--;
                dropped++;
                return;
            }
        }
    }

    private void dropEventsOf(ThingId thing) {
        for (var all = queue.iterator(); all.hasNext(); ) {
            if (all.next() instanceof PendingEvent event && event.thing().id().equals(thing)) {
                all.remove();
                waitingEvents--;
                dropped++;
            }
        }
    }

    private void enqueue(Runnable addition) {
        boolean start;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            addition.run();
            start = !scheduled;
            scheduled = true;
        } finally {
            lock.unlock();
        }
        if (start) {
            schedule();
        }
    }

    private void schedule() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            LOG.debug("closing: news is no longer delivered");
        }
    }

    private void drain() {
        for (int i = 0; i < BATCH; i++) {
            Pending next = take();
            if (next == null) {
                return;
            }
            try {
                next.deliver(listener);
            } catch (RuntimeException e) {
                LOG.error("A listener of things failed; it is kept", e);
            } finally {
                delivered();
            }
        }
        schedule();
    }

    private @Nullable Pending take() {
        lock.lock();
        try {
            Pending next = closed ? null : nextFresh();
            if (next == null) {
                scheduled = false;
                return null;
            }
            if (next instanceof PendingThing thing) {
                pendingThings.remove(thing.id());
                thing.recordIn(announced);
            }
            running = Thread.currentThread();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Pending nextFresh() {
        Pending next = queue.poll();
        while (next instanceof PendingEvent event) {
            waitingEvents--;
            if (time.nanos() - event.queuedAt() <= eventAge.toNanos()) {
                return next;
            }
            dropped++;
            next = queue.poll();
        }
        return next;
    }

    private void delivered() {
        lock.lock();
        try {
            running = null;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int depth() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isActive() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                queue.clear();
                pendingThings.clear();
            }
            awaitIdle();
        } finally {
            lock.unlock();
        }
        onClose.accept(this);
    }

    private void awaitIdle() {
        long left = TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
        while (running != null && running != Thread.currentThread() && left > 0) {
            try {
                left = idle.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A piece of news that waits. */
    interface Pending {
        void deliver(ThingListener listener);
    }

    private record PendingEvent(Thing thing, Event event, Instant at, long queuedAt) implements Pending {
        @Override
        public void deliver(ThingListener listener) {
            listener.onEvent(thing, event, at);
        }
    }
}
