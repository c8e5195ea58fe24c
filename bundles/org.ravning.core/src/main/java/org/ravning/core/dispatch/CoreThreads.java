// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time and all threads of one running core.
 *
 * <p>Dispatchers run listeners, one thread for each listener that is busy, so that a slow one slows no other. Workers
 * call backends, so that a backend which hangs holds up nobody's deadline. The timer only completes futures and hands
 * work to the others.
 */
public final class CoreThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoreThreads.class);
    private static final long IDLE_SECONDS = 10;
    private static final long TICK_SECONDS = 1;
    private static final long CLOSE_MILLIS = 1000;

    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final ExecutorService dispatchers = pool("ravning-dispatch-", DispatchThread::new);
    private final ExecutorService workers = pool("ravning-core-", CoreThreads::daemon);

    /** Takes the time from outside; the timer is shut down with the rest. */
    public CoreThreads(Clock clock, ScheduledExecutorService timer) {
        this.clock = clock;
        this.timer = timer;
    }

    /** Returns threads that run on the system's time. */
    @SuppressWarnings("FutureReturnValueIgnored") // the tick ends with the timer
    public static CoreThreads system() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, task -> daemon(task, "ravning-timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        // A timer's thread wakes for each new task that is due first. Behind a tick, the deadlines of calls, which are
        // longer and mostly cancelled, wake nobody.
        timer.scheduleAtFixedRate(() -> {}, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        return new CoreThreads(Clock.systemUTC(), timer);
    }

    /** Returns the clock that stamps what is received. */
    public Clock clock() {
        return clock;
    }

    /** Returns what runs listeners. */
    public Executor dispatchers() {
        return dispatchers;
    }

    /** Returns what calls backends. */
    public Executor workers() {
        return workers;
    }

    /** Runs a short task later, on the timer's thread. */
    public Alarm after(Duration delay, Runnable task) {
        Future<?> scheduled = timer.schedule(() -> runLogged(task), Durations.nanos(delay), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Ends all threads; listeners that still run are interrupted after a second. */
    @Override
    public void close() {
        timer.shutdownNow();
        dispatchers.shutdown();
        workers.shutdown();
        end(dispatchers);
        end(workers);
    }

    private static void end(ExecutorService pool) {
        boolean inside = DispatchThread.isCurrent();
        try {
            if (inside || !pool.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
                if (!inside && !pool.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    LOG.warn("a listener or a backend still runs after close: {}", pool);
                }
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static void runLogged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a timed task of core failed", e);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static ExecutorService pool(String prefix, BiFunction<Runnable, String, Thread> make) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory factory = task -> make.apply(task, prefix + count.incrementAndGet());
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                factory,
                new ThreadPoolExecutor.DiscardPolicy());
    }
}
