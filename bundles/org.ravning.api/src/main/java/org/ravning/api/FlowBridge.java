// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way from one listener to one subscriber: keeps what was not asked for, and makes every signal on the executor, one
 * after the other (Reactive Streams 1.0.4; the numbers are those of its rules).
 */
final class FlowBridge<T> implements Flow.Subscription, Subscription {
    private final Executor executor;
    private final int capacity;
    private final Overflow overflow;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super T> subscriber; // null once it shall hear nothing more (3.13)
    private @Nullable Subscription source;
    private long demand;
    private long dropped;
    private boolean draining = true; // nothing is signalled before onSubscribe has returned (1.3)
    private boolean ended;
    private @Nullable Throwable failure;

    FlowBridge(Executor executor, int capacity, Overflow overflow, Flow.Subscriber<? super T> subscriber) {
        this.executor = executor;
        this.capacity = capacity;
        this.overflow = overflow;
        this.subscriber = Objects.requireNonNull(subscriber, "subscriber"); // 1.9
    }

    /** Introduces itself to the subscriber, and opens the source on the executor. */
    void start(Callable<Subscription> open) {
        Flow.Subscriber<? super T> first = subscriber;
        if (first == null) {
            return;
        }
        first.onSubscribe(this);
        try {
            executor.execute(() -> {
                open(open);
                drain();
            });
        } catch (RejectedExecutionException e) {
            cancel();
            first.onError(e);
        }
    }

    private void open(Callable<Subscription> open) {
        if (!isActive()) {
            return;
        }
        try {
            opened(open.call());
        } catch (Exception e) {
            end(e);
        }
    }

    private void opened(Subscription fresh) {
        boolean unwanted;
        lock.lock();
        try {
            source = fresh;
            unwanted = subscriber == null;
        } finally {
            lock.unlock();
        }
        if (unwanted) {
            fresh.close();
        }
    }

    /** Takes a value; any thread. */
    void value(T value) {
        boolean tooSlow = false;
        lock.lock();
        try {
            if (subscriber == null || ended) {
                return;
            }
            if (waiting.size() >= capacity) {
                tooSlow = overflow == Overflow.CLOSE;
                makeRoom();
            }
            if (!tooSlow) {
                waiting.add(value);
                schedule();
            }
        } finally {
            lock.unlock();
        }
        if (tooSlow) {
            end(new IllegalStateException("the subscriber is too slow: " + capacity + " values wait"));
            closeSource();
        }
    }

    private void makeRoom() {
        switch (overflow) {
            case DROP_OLDEST -> {
                waiting.remove();
                dropped++;
            }
            case KEEP_LATEST -> {
                dropped += waiting.size();
                waiting.clear();
            }
            case CLOSE -> dropped++;
        }
    }

    /** Says that nothing more comes; what waits is delivered before. */
    void end(@Nullable Throwable cause) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = cause;
                schedule();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void request(long n) {
        lock.lock();
        try {
            if (n <= 0) { // 3.9
                waiting.clear();
                ended = true;
                failure = new IllegalArgumentException("request at least one value, not " + n + " (rule 3.9)");
            } else {
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n; // 3.17
            }
            schedule();
        } finally {
            lock.unlock();
        }
        if (n <= 0) {
            closeSource();
        }
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            subscriber = null;
            ended = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        closeSource();
    }

    /** Closing may wait a second, and cancelling must not (3.5). */
    private void closeSource() {
        Subscription open;
        lock.lock();
        try {
            open = source;
            source = null;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            try {
                executor.execute(open::close);
            } catch (RejectedExecutionException e) {
                open.close();
            }
        }
    }

    private void schedule() {
        if (!draining && subscriber != null) {
            draining = true;
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                subscriber = null;
                ended = true;
                waiting.clear();
            }
        }
    }

    private void drain() {
        try {
            boolean more = true;
            while (more) {
                more = signal();
            }
        } catch (Throwable e) { // the subscriber broke rule 2.13
            cancel();
            throw e;
        }
    }

    /** Makes one signal; returns whether there may be another. */
    private boolean signal() {
        Flow.Subscriber<? super T> told;
        T value = null;
        Throwable cause = null;
        lock.lock();
        try {
            told = subscriber;
            boolean over = ended && waiting.isEmpty();
            if (told == null || !over && (demand == 0 || waiting.isEmpty())) {
                draining = false;
                return false;
            }
            if (over) {
                cause = failure;
                subscriber = null; // 1.7
            } else {
                value = waiting.remove();
                demand = demand == Long.MAX_VALUE ? demand : demand - 1;
            }
        } finally {
            lock.unlock();
        }
        if (value != null) {
            told.onNext(value);
        } else if (cause != null) {
            told.onError(cause);
        } else {
            told.onComplete();
        }
        return true;
    }

    @Override
    public long dropped() {
        lock.lock();
        try {
            return dropped + (source == null ? 0 : source.dropped());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isActive() {
        lock.lock();
        try {
            return subscriber != null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        cancel();
    }
}
