// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.health.Health;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bluetooth of Linux, through bluetoothd on the D-Bus system bus.
 *
 * <p>Two threads of its own, whatever the number of devices: the {@link Loop}, and one on which the few calls run that
 * block in the D-Bus library. The library adds its own handful for the connection.
 */
final class BluezBackend implements Backend {
    static final String NAME = "bluez";

    private static final Logger LOG = LoggerFactory.getLogger(BluezBackend.class);
    private static final Duration RELEASE = Duration.ofMillis(600);
    private static final Duration LAST = Duration.ofMillis(300);

    private final BluezSettings settings;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private volatile @Nullable Running running;

    BluezBackend(BluezSettings settings) {
        this.settings = settings;
    }

    /** What exists between start and stop. */
    private record Running(ScheduledThreadPoolExecutor loop, ExecutorService blocking, BluezSupervisor supervisor) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(BackendEvents events) {
        lifecycle.lock();
        try {
            if (running != null) {
                throw new IllegalStateException("the BlueZ backend runs already");
            }
            ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, threads("ravning-bluez"));
            executor.setRemoveOnCancelPolicy(true);
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            ExecutorService blocking = Executors.newSingleThreadExecutor(threads("ravning-bluez-bus"));
            BluezSupervisor supervisor = new BluezSupervisor(settings, new Loop(executor), blocking, events);
            running = new Running(executor, blocking, supervisor);
            supervisor.begin();
        } finally {
            lifecycle.unlock();
        }
    }

    /** Returns how it is; from any thread. */
    Health health() {
        Running current = running;
        return current == null
                ? new Health(Health.Level.WARN, "not started", Map.of())
                : current.supervisor().health();
    }

    @Override
    public void stop() {
        lifecycle.lock();
        try {
            Running current = running;
            running = null;
            if (current != null) {
                stop(current);
            }
        } finally {
            lifecycle.unlock();
        }
    }

    private static void stop(Running current) {
        try {
            current.supervisor().end().get(RELEASE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "bluetoothd did not answer in time that it lets go of our scans; they end with our D-Bus connection");
        } catch (ExecutionException e) {
            LOG.warn("Stopping the BlueZ backend: {}", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        current.supervisor().closeBus();
        current.loop().shutdownNow();
        current.blocking().shutdown();
        try {
            // After this no sink is called.
            if (!current.loop().awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A listener of the BlueZ backend is still busy");
            }
            if (!current.blocking().awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS)) {
                current.blocking().shutdownNow(); // it is connecting; what it gets, it closes
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
