// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Time and threads of a bridge.
 *
 * @param clock the time
 * @param loop one thread for the connection and for what happens later
 * @param workers a few threads for what blocks; their queue is bounded
 */
record MqttThreads(Clock clock, ScheduledExecutorService loop, ExecutorService workers) implements AutoCloseable {
    private static final int WORKERS = 8;
    private static final int QUEUE = 128;
    private static final int IDLE_SECONDS = 10;

    static MqttThreads system() {
        ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1, task -> thread(task, "ravning-mqtt"));
        loop.setRemoveOnCancelPolicy(true);
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                task -> thread(task, "ravning-mqtt-worker-" + count.incrementAndGet()));
        workers.allowCoreThreadTimeOut(true);
        return new MqttThreads(Clock.systemUTC(), loop, workers);
    }

    @Override
    public void close() {
        loop.shutdown(); // no interrupt: it may be starting the embedded broker, which would tell that as a failure
        workers.shutdownNow();
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
