// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.adapter;

import java.time.Duration;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleUnavailableException;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendEvents;
import org.ravning.spi.Radio;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One backend while it is there: starts and stops it on threads of their own, and hands its news to the registry. */
final class BackendHandle implements BackendEvents {
    private static final Logger LOG = LoggerFactory.getLogger(BackendHandle.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final AdapterRegistry registry;
    private final Backend backend;
    private final String name;
    private final Thread starter;
    private final Thread stopper;

    // guarded by the registry's lock
    final IdentityHashMap<Radio, DefaultBleAdapter> adapters = new IdentityHashMap<>();
    boolean active = true;

    private volatile @Nullable BackendStatus status;

    BackendHandle(AdapterRegistry registry, Backend backend) {
        this.registry = registry;
        this.backend = backend;
        this.name = backend.name();
        this.starter = daemon(this::runStart, "ravning-start-" + name);
        this.stopper = daemon(this::runStop, "ravning-stop-" + name);
    }

    Backend backend() {
        return backend;
    }

    String name() {
        return name;
    }

    @Nullable
    BackendStatus lastStatus() {
        return status;
    }

    void start() {
        starter.start();
    }

    /** Begins to stop the backend, whatever its start does. */
    void beginStop() {
        stopper.start();
    }

    /** Waits until it has stopped, for a second at most. */
    void awaitStopped() {
        if (!join(stopper)) {
            LOG.warn(
                    "backend {} has not stopped within {} s; its threads are left behind",
                    name,
                    STOP_LIMIT.getSeconds());
        }
    }

    @Override
    public void radioAdded(Radio radio) {
        registry.radioAdded(this, radio);
    }

    @Override
    public void radioChanged(Radio radio) {
        registry.radioChanged(this, radio);
    }

    @Override
    public void radioRemoved(Radio radio, BleUnavailableException cause) {
        registry.radioRemoved(this, radio, cause);
    }

    @Override
    public void status(BackendStatus news) {
        BackendStatus before = status;
        status = news;
        registry.statusChanged(this, news, !news.equals(before));
    }

    private void runStart() {
        try {
            backend.start(this);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("backend {} failed to start", name, e);
            status(new BackendStatus(name, BleUnavailableException.Reason.FAILED, "failed to start: " + e, ""));
        }
    }

    private void runStop() {
        join(starter);
        try {
            backend.stop();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("backend {} failed to stop", name, e);
        }
    }

    private static boolean join(Thread thread) {
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private static Thread daemon(Runnable task, String threadName) {
        Thread thread = new Thread(task, threadName);
        thread.setDaemon(true);
        return thread;
    }
}
