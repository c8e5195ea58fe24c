// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.time.Clock;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ravning.things.time.DefaultTime;
import org.ravning.things.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of this bundle, all of which end with {@link #close()}. */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int LISTENER_THREADS = 4;
    private static final int LINK_THREADS = 16;
    private static final int SCAN_THREADS = 1;
    private static final long IDLE_SECONDS = 20;
    private static final long CLOSING_SECONDS = 3;

    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, named("alarm"));
    private final ExecutorService listeners = pool("listener", LISTENER_THREADS);
    private final ExecutorService links = pool("link", LINK_THREADS);
    private final ExecutorService scan = pool("scan", SCAN_THREADS);
    private final Time time = new DefaultTime(Clock.systemUTC(), System::nanoTime, alarms);

    Workers() {
        alarms.setRemoveOnCancelPolicy(true);
        alarms.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Returns a pool that starts a thread for each task up to its size; what waits is bounded by who submits. */
    private static ExecutorService pool(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "ravning-things-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    DefaultThingRegistry.Threads threads() {
        return new DefaultThingRegistry.Threads(time, listeners, links, scan, new Random()::nextDouble);
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        scan.shutdownNow();
        // What is in them now ends links and hands out answers.
        links.shutdown();
        listeners.shutdown();
        try {
            long end = time.nanos() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
            boolean ended = await(scan, end) && await(links, end) && await(listeners, end) && await(alarms, end);
            if (!ended) {
                links.shutdownNow();
                LOG.warn("A thread of org.ravning.things is still busy {} s after it was told to end", CLOSING_SECONDS);
            }
        } catch (InterruptedException e) {
            links.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private boolean await(ExecutorService executor, long end) throws InterruptedException {
        return executor.awaitTermination(Math.max(0, end - time.nanos()), TimeUnit.NANOSECONDS);
    }
}
