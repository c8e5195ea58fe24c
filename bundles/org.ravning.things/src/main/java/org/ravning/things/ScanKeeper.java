// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleException;
import org.ravning.api.BleScanner;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.things.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one scan for everything running, on a thread that may wait. */
final class ScanKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ScanKeeper.class);
    private static final ScanRequest EVERYTHING =
            ScanRequest.builder().waitForAdapter(true).queueCapacity(8192).build();
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final BleScanner scanner;
    private final AdvertisementListener listener;
    private final Executor executor;
    private final Time time;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FutureTask<?> attempt;
    private @Nullable Subscription scan;
    private boolean closed;

    ScanKeeper(BleScanner scanner, AdvertisementListener listener, Executor executor, Time time) {
        this.scanner = scanner;
        this.listener = listener;
        this.executor = executor;
        this.time = time;
    }

    void start() {
        lock.lock();
        try {
            if (!closed) {
                FutureTask<?> task = new FutureTask<>(this::scan, null);
                attempt = task;
                executor.execute(task);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("closing: no scan is started");
        } finally {
            lock.unlock();
        }
    }

    private void scan() {
        try {
            keep(scanner.scan(EVERYTHING, listener));
        } catch (BleException e) {
            LOG.warn("Cannot scan: {}; tried again in {} s", e.getMessage(), RETRY.getSeconds());
            time.after(RETRY, this::start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // The scanner was closed before this bundle was told.
            LOG.debug("Cannot scan: {}", e.getMessage());
            time.after(RETRY, this::start);
        }
    }

    private void keep(Subscription started) {
        boolean late;
        lock.lock();
        try {
            late = closed;
            scan = started;
        } finally {
            lock.unlock();
        }
        if (late) {
            started.close();
        }
    }

    /** Returns how many advertisements were lost because they came faster than they were taken. */
    long dropped() {
        lock.lock();
        try {
            return scan == null ? 0 : scan.dropped();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        Subscription running;
        lock.lock();
        try {
            closed = true;
            running = scan;
            if (attempt != null) {
                attempt.cancel(true);
            }
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.close();
        }
    }
}
