// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.time;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something at intervals until it is closed. */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final Time time;
    private final Duration interval;
    private final Executor worker;
    private final Runnable task;
    private final ReentrantLock lock = new ReentrantLock();
    private Time.@Nullable Alarm alarm;
    private boolean closed;

    private Ticker(Time time, Duration interval, Executor worker, Runnable task) {
        this.time = time;
        this.interval = interval;
        this.worker = worker;
        this.task = task;
    }

    /** Begins; the worker does the task first after one interval. */
    public static Ticker start(Time time, Duration interval, Executor worker, Runnable task) {
        Ticker ticker = new Ticker(time, interval, worker, task);
        ticker.arm();
        return ticker;
    }

    private void arm() {
        lock.lock();
        try {
            if (!closed) {
                alarm = time.after(interval, this::tick);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        try {
            worker.execute(task);
            arm();
        } catch (RejectedExecutionException e) {
            LOG.debug("closing: nothing is done at intervals any more");
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (alarm != null) {
                alarm.cancel();
            }
        } finally {
            lock.unlock();
        }
    }
}
