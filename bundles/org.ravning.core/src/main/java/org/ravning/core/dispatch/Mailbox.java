// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.dispatch;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Overflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded queue before one listener, and the one place that calls it: serially, in order, on a dispatcher thread,
 * with no lock held (contract C5, C6, C7).
 *
 * <p>Values obey the bound; signals (a state, an adapter lost) keep their place among the values and are dropped only
 * beyond a bound of their own. The last call, if there is one, comes after everything else, exactly once.
 *
 * <p>A value counts as started once it is taken from the queue: both happen under the lock, so that {@link #close} can
 * promise that nothing starts after it returned.
 */
public final class Mailbox<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final int SIGNALS = 4096;
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Executor dispatchers;
    private final String name;
    private final int capacity;
    private final Overflow overflow;
    private final Consumer<? super T> listener;
    private final LongAdder allDropped;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private int values;
    private long dropped;
    private long thrown;
    private boolean draining;
    private volatile boolean open = true;
    private boolean lastGiven;
    private @Nullable Runnable last;
    private @Nullable Thread running;

    /**
     * Creates it.
     *
     * @param name whose listener this is, for the log
     * @param allDropped also counts what is dropped
     */
    public Mailbox(
            Executor dispatchers,
            String name,
            int capacity,
            Overflow overflow,
            Consumer<? super T> listener,
            LongAdder allDropped) {
        this.dispatchers = dispatchers;
        this.name = name;
        this.capacity = capacity;
        this.overflow = overflow;
        this.listener = listener;
        this.allDropped = allDropped;
    }

    /** A call in its place among the values. */
    private record Signal(Runnable call) {}

    /** Queues a value; returns false if it was closed, or has now closed because it was full. */
    public boolean offer(T value) {
        lock.lock();
        try {
            if (!open || values >= capacity && !makeRoom()) {
                return false;
            }
            waiting.add(value);
            values++;
            schedule();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Queues values as {@link #offer} does one after the other, but wakes a dispatcher once for all. */
    public boolean offerAll(List<? extends T> all) {
        boolean wake;
        boolean taken = true;
        lock.lock();
        try {
            for (T value : all) {
                taken = open && (values < capacity || makeRoom());
                if (!taken) {
                    break;
                }
                waiting.add(value);
                values++;
            }
            wake = !draining && !waiting.isEmpty();
            draining |= wake;
        } finally {
            lock.unlock();
        }
        if (wake) {
            dispatchers.execute(this::drain);
        }
        return taken;
    }

    /** Queues a call that is not subject to the bound of the values. */
    public void signal(Runnable call) {
        lock.lock();
        try {
            if (!open) {
                return;
            }
            if (waiting.size() - values >= SIGNALS) {
                drop(1);
                return;
            }
            waiting.add(new Signal(call));
            schedule();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, delivers what waits, and then makes the last call. Does not wait. */
    public void finish(Runnable lastCall) {
        lock.lock();
        try {
            open = false;
            if (!lastGiven) {
                lastGiven = true;
                last = lastCall;
                schedule();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes without a last call. */
    public void close() {
        close(null);
    }

    /**
     * Forgets what waits and makes the last call unless one was set before; waits until it and a listener that is running
     * have returned, for a second at most. What has not started by then never does. From within the listener it does not
     * wait.
     */
    public void close(@Nullable Runnable lastCall) {
        lock.lock();
        try {
            open = false;
            if (!lastGiven) {
                lastGiven = true;
                last = lastCall;
            }
            waiting.clear();
            values = 0;
            if (last != null) {
                schedule();
            }
            if (running != Thread.currentThread()) {
                awaitIdle();
                last = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says whether it still takes values. */
    public boolean isOpen() {
        return open;
    }

    /** Returns how many values were lost. */
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    private void awaitIdle() {
        long left = CLOSE_NANOS;
        boolean interrupted = false;
        while (left > 0 && (running != null || last != null)) {
            try {
                left = idle.awaitNanos(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean makeRoom() {
        switch (overflow) {
            case DROP_OLDEST -> dropOldest();
            case KEEP_LATEST -> dropAll();
            case CLOSE -> {
                drop(1);
                open = false;
                LOG.warn("{} was ended because its listener is too slow: {} values wait", name, values);
            }
        }
        return open;
    }

    private void dropAll() {
        drop(values);
        waiting.removeIf(entry -> !(entry instanceof Signal));
        values = 0;
    }

    private void dropOldest() {
        for (Iterator<Object> entries = waiting.iterator(); entries.hasNext(); ) {
            if (!(entries.next() instanceof Signal)) {
                entries.remove();
                values--;
                drop(1);
                return;
            }
        }
    }

    private void drop(int count) {
        dropped += count;
        allDropped.add(count);
    }

    private void schedule() {
        if (!draining) {
            draining = true;
            dispatchers.execute(this::drain);
        }
    }

    private void drain() {
        Object entry;
        while ((entry = take()) != null) {
            try {
                call(entry);
            } catch (Throwable e) {
                report(e);
            }
        }
    }

    private @Nullable Object take() {
        lock.lock();
        try {
            Object entry = waiting.poll();
            if (entry == null && last != null) {
                entry = new Signal(last);
                last = null;
            } else if (entry != null && !(entry instanceof Signal)) {
                values--;
            }
            running = entry == null ? null : Thread.currentThread();
            if (entry == null) {
                draining = false;
                idle.signalAll();
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked") // only values and signals are ever added
    private void call(Object entry) {
        if (entry instanceof Signal signal) {
            signal.call.run();
        } else {
            listener.accept((T) entry);
        }
    }

    /** A listener may throw at every advertisement; the log hears of the 1st, 10th, 100th... time. */
    private void report(Throwable e) {
        thrown++;
        long power = 1;
        while (power < thrown) {
            power *= 10;
        }
        if (power == thrown) {
            LOG.warn("the listener of {} threw, {} times so far; it is kept", name, thrown, e);
        }
    }
}
