// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnavailableException.Reason;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.core.adapter.AdapterObserver;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Stages;

/** The devices that are connected or being connected, each once (contract C11). */
public final class ConnectionRegistry implements AdapterObserver {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(6);

    private final CoreThreads threads;
    private final Counters counters;
    private final ConnectPaths paths;
    private final BlockingCalls calls;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DeviceId, SharedLink> links = new HashMap<>();
    private boolean closed;

    /** Creates it without links. */
    public ConnectionRegistry(DeviceFinder finder, CoreThreads threads, Counters counters) {
        this.paths = new ConnectPaths(finder, threads);
        this.threads = threads;
        this.counters = counters;
        this.calls = new BlockingCalls(threads);
    }

    /** Lets a caller have a handle to the device's link, by what exists or anew. */
    void join(DeviceId device, ConnectWaiter waiter) {
        SharedLink shared;
        boolean fresh;
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            SharedLink known = links.get(device);
            if (known != null && !known.gone().isDone()) {
                fresh = false;
                shared = known;
            } else {
                fresh = true;
                shared = create(device, waiter);
            }
        } finally {
            lock.unlock();
        }
        if (!shared.join(waiter)) {
            Stages.onEnd(shared.gone(), (nothing, thrown) -> joinLater(device, waiter));
        } else if (fresh) {
            Stages.onEnd(shared.gone(), (nothing, thrown) -> forget(device, shared));
            shared.start();
        }
    }

    private void joinLater(DeviceId device, ConnectWaiter waiter) {
        threads.workers().execute(() -> {
            try {
                if (!waiter.result().isDone()) {
                    join(device, waiter);
                }
            } catch (IllegalStateException e) {
                waiter.fail(e);
            }
        });
    }

    private SharedLink create(DeviceId device, ConnectWaiter first) {
        ConnectOptions options = first.options();
        ConnectAttempt attempt = new ConnectAttempt(
                device, options.adapter(), options.timeout(), options.platform(), paths, threads, counters);
        SharedLink shared = new SharedLink(device, attempt, waiter -> joinLater(device, waiter), threads, counters);
        links.put(device, shared);
        return shared;
    }

    private void forget(DeviceId device, SharedLink shared) {
        lock.lock();
        try {
            links.remove(device, shared);
        } finally {
            lock.unlock();
        }
    }

    String progress(DeviceId device) {
        lock.lock();
        try {
            SharedLink shared = links.get(device);
            return shared == null ? "an earlier link was still ending" : shared.progress();
        } finally {
            lock.unlock();
        }
    }

    /** Returns why the last attempt to connect to the device failed, while another is under way. */
    @Nullable
    Throwable lastFailure(DeviceId device) {
        lock.lock();
        try {
            SharedLink shared = links.get(device);
            return shared == null ? null : shared.lastFailure();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many attempts to connect are with the system now. */
    public long connecting() {
        return paths.connecting();
    }

    /** Returns how many attempts to connect wait for their turn at an adapter. */
    public long waiting() {
        return paths.waiting();
    }

    /** Ends every link and attempt, waiting a few seconds at most; idempotent. */
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        BleUnavailableException cause = new BleUnavailableException(
                BleOperation.of("connect"), Reason.ADAPTER_GONE, "this program closed Bluetooth", "", null);
        List<CompletableFuture<?>> gone = new ArrayList<>();
        for (SharedLink shared : all()) {
            gone.add(shared.gone());
            shared.close(cause);
        }
        calls.awaitQuietly(CompletableFuture.allOf(gone.toArray(new CompletableFuture<?>[0])), CLOSE_LIMIT);
    }

    private List<SharedLink> all() {
        lock.lock();
        try {
            return new ArrayList<>(links.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void adapterAdded(DefaultBleAdapter adapter) {}

    @Override
    public void adapterChanged(DefaultBleAdapter adapter) {
        if (!adapter.isUsable()) {
            BleOperation operation = new BleOperation("use", null, adapter.id());
            BleUnavailableException cause = new BleUnavailableException(
                    operation,
                    Reason.POWERED_OFF,
                    "adapter " + adapter.id() + " was switched off",
                    "switch it on",
                    null);
            adapterLost(adapter, DisconnectReason.ADAPTER_POWERED_OFF, cause, true);
        }
    }

    @Override
    public void adapterRemoved(DefaultBleAdapter adapter, BleUnavailableException cause, boolean backendLeft) {
        adapterLost(adapter, DisconnectReason.ADAPTER_GONE, cause, !backendLeft);
        paths.remove(adapter);
    }

    private void adapterLost(
            DefaultBleAdapter adapter, DisconnectReason reason, BleUnavailableException cause, boolean cleanUp) {
        for (SharedLink shared : all()) {
            threads.workers().execute(() -> shared.adapterLost(adapter, reason, cause, cleanUp));
        }
    }
}
