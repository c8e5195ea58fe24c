// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A scheduler whose time is moved by hand; see {@link ManualTime}. */
final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Task<?>> queue = new PriorityQueue<>();
    private long now;
    private long sequence;
    private boolean shutdown;

    void advance(Duration by) {
        long until = nanos() + by.toNanos();
        Task<?> due;
        while ((due = next(until)) != null) {
            due.runOnce();
        }
        lock.lock();
        try {
            now = Math.max(now, until);
        } finally {
            lock.unlock();
        }
    }

    long nanos() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    int pending() {
        lock.lock();
        try {
            queue.removeIf(FutureTask::isDone);
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Task<?> next(long until) {
        lock.lock();
        try {
            Task<?> first = queue.peek();
            if (first == null || first.at > until) {
                return null;
            }
            now = Math.max(now, first.at);
            return queue.poll();
        } finally {
            lock.unlock();
        }
    }

    private <T> Task<T> add(Callable<T> call, long delay, long period) {
        lock.lock();
        try {
            Task<T> task = new Task<>(call, now + Math.max(0, delay), period, sequence++);
            if (!shutdown) {
                queue.add(task);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what the task throws is the caller's business, as in any executor
    public void execute(Runnable task) {
        add(asCall(task), 0, 0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return add(asCall(task), unit.toNanos(delay), 0);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> call, long delay, TimeUnit unit) {
        return add(call, unit.toNanos(delay), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initial, long period, TimeUnit unit) {
        return add(asCall(task), unit.toNanos(initial), unit.toNanos(period));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
        return add(asCall(task), unit.toNanos(initial), unit.toNanos(delay));
    }

    @Override
    public void shutdown() {
        lock.lock();
        try {
            shutdown = true;
            queue.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        lock.lock();
        try {
            List<Runnable> left = new ArrayList<>((Collection<? extends Runnable>) queue);
            shutdown = true;
            queue.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown();
    }

    private static Callable<Boolean> asCall(Runnable task) {
        return () -> {
            task.run();
            return true;
        };
    }

    private final class Task<T> extends FutureTask<T> implements ScheduledFuture<T> {
        private final long period;
        private final long order;
        private long at;

        Task(Callable<T> call, long at, long period, long order) {
            super(call);
            this.at = at;
            this.period = period;
            this.order = order;
        }

        void runOnce() {
            if (period == 0) {
                run();
            } else if (runAndReset()) {
                lock.lock();
                try {
                    at += period;
                    queue.add(this);
                } finally {
                    lock.unlock();
                }
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - nanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Task<?> task = (Task<?>) other;
            int byTime = Long.compare(at, task.at);
            return byTime != 0 ? byTime : Long.compare(order, task.order);
        }
    }
}
