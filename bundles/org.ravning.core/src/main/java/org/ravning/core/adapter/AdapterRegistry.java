// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterListener;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnavailableException.Reason;
import org.ravning.api.Capability;
import org.ravning.api.Subscription;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.spi.Backend;
import org.ravning.spi.Radio;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backends and adapters that are there now.
 *
 * <p>All news is taken under one lock and told to the other parts of core under it, so that everybody sees one order. No
 * backend and no listener is ever called under it.
 */
public final class AdapterRegistry implements BleAdapters {
    private static final Logger LOG = LoggerFactory.getLogger(AdapterRegistry.class);

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final CoreThreads threads;
    private final BlockingCalls calls;
    private final List<AdapterObserver> observers = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<AdapterId, DefaultBleAdapter> adapters = new TreeMap<>();
    private final List<BackendHandle> backends = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> awaitingReady = new ArrayList<>();
    private final List<AdapterSubscription> listeners = new CopyOnWriteArrayList<>();
    private boolean closed;

    /** Creates it without backends. */
    public AdapterRegistry(CoreThreads threads) {
        this.threads = threads;
        this.calls = new BlockingCalls(threads);
    }

    /** Adds a part of core that follows the adapters, before there is any; they are told in the order added. */
    public void follow(AdapterObserver observer) {
        observers.add(observer);
    }

    /** Starts a backend; returns at once. */
    public void addBackend(Backend backend) {
        BackendHandle handle = new BackendHandle(this, backend);
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            backends.add(handle);
            backends.sort(Comparator.comparing(BackendHandle::name));
            handle.start();
        } finally {
            lock.unlock();
        }
    }

    /** Ends a backend's adapters at once, then stops it, waiting for a second at most (contract C10). */
    public void removeBackend(Backend backend) {
        removeBackends(handle -> handle.backend() == backend, "its backend was stopped");
    }

    /** Ends all backends and listeners; idempotent. */
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        removeBackends(handle -> true, "this program closed Bluetooth");
        listeners.forEach(AdapterSubscription::close);
    }

    private void removeBackends(java.util.function.Predicate<BackendHandle> which, String why) {
        List<BackendHandle> leaving = new ArrayList<>();
        lock.lock();
        try {
            backends.stream().filter(which).forEach(leaving::add);
            leaving.forEach(handle -> retire(handle, why));
            answerReady();
        } finally {
            lock.unlock();
        }
        leaving.forEach(BackendHandle::beginStop);
        leaving.forEach(BackendHandle::awaitStopped);
    }

    private void retire(BackendHandle handle, String why) {
        handle.active = false;
        backends.remove(handle);
        for (DefaultBleAdapter adapter : List.copyOf(handle.adapters.values())) {
            remove(handle, adapter, gone(adapter.id(), why), true);
        }
        BackendStatus left = new BackendStatus(handle.name(), Reason.NO_BACKEND, "the backend was stopped", "");
        listeners.forEach(l -> l.tell(listener -> listener.onBackendStatus(left)));
    }

    @Override
    public List<BleAdapter> all() {
        lock.lock();
        try {
            return List.copyOf(adapters.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<BleAdapter> defaultAdapter() {
        lock.lock();
        try {
            Optional<BleAdapter> hearing = Optional.empty();
            for (DefaultBleAdapter adapter : adapters.values()) {
                if (adapter.isUsable() && adapter.capabilities().contains(Capability.CENTRAL)) {
                    return Optional.of(adapter);
                }
                hearing = adapter.isUsable() && !hearing.isPresent() ? Optional.of(adapter) : hearing;
            }
            return hearing;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<BackendStatus> backends() {
        lock.lock();
        try {
            List<BackendStatus> all = new ArrayList<>();
            for (BackendHandle handle : backends) {
                BackendStatus status = handle.lastStatus();
                if (status != null) {
                    all.add(status);
                }
            }
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitReady(Duration timeout) throws InterruptedException {
        BlockingCalls.refuseInListener("awaitReady");
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        lock.lock();
        try {
            awaitingReady.removeIf(CompletableFuture::isDone);
            awaitingReady.add(ready);
            answerReady();
        } finally {
            lock.unlock();
        }
        try {
            return calls.await(ready, BleOperation.of("awaitReady"), timeout);
        } catch (BleTimeoutException e) {
            return false;
        } catch (BleException e) {
            throw new IllegalStateException("unexpected", e);
        }
    }

    @Override
    public Subscription listen(AdapterListener listener) {
        lock.lock();
        try {
            AdapterSubscription subscription = new AdapterSubscription(threads, listener, listeners::remove);
            listeners.add(subscription);
            backends().forEach(status -> subscription.tell(l -> l.onBackendStatus(status)));
            adapters.values().forEach(adapter -> subscription.tell(l -> l.onAdapterAdded(adapter)));
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until each backend has said what it found if no such adapter can be used yet, so that a program that just
     * opened Bluetooth need not wait by itself. Returns how much of the time is left, at least a nanosecond.
     *
     * @param needed what such an adapter must be able to do, null if nothing: one that only scans does not help who
     *     wants to connect
     */
    public Duration awaitUsable(@Nullable AdapterId only, @Nullable Capability needed, Duration timeout)
            throws InterruptedException {
        if (usable(only).stream()
                .anyMatch(adapter -> needed == null || adapter.capabilities().contains(needed))) {
            return timeout;
        }
        Instant since = threads.clock().instant();
        awaitReady(timeout.compareTo(ANSWER_LIMIT) < 0 ? timeout : ANSWER_LIMIT);
        Duration left = timeout.minus(Duration.between(since, threads.clock().instant()));
        return left.isNegative() || left.isZero() ? Duration.ofNanos(1) : left;
    }

    /** Returns the adapters that are switched on, in their order: all, or the one named. */
    public List<DefaultBleAdapter> usable(@Nullable AdapterId only) {
        lock.lock();
        try {
            List<DefaultBleAdapter> usable = new ArrayList<>(adapters.values());
            usable.removeIf(adapter -> !adapter.isUsable() || only != null && !only.equals(adapter.id()));
            return usable;
        } finally {
            lock.unlock();
        }
    }

    /** Returns why no adapter can be used for this, as an exception that tells what to do. */
    public BleUnavailableException unavailable(BleOperation operation, @Nullable AdapterId wanted) {
        lock.lock();
        try {
            return new Unavailability(operation, List.copyOf(adapters.values()), backends()).explain(wanted);
        } finally {
            lock.unlock();
        }
    }

    void radioAdded(BackendHandle handle, Radio radio) {
        DefaultBleAdapter adapter = new DefaultBleAdapter(radio, threads);
        lock.lock();
        try {
            if (!handle.active || handle.adapters.containsKey(radio)) {
                return;
            }
            if (adapters.containsKey(adapter.id())) {
                LOG.warn("a second adapter {} was ignored", adapter.id());
                return;
            }
            handle.adapters.put(radio, adapter);
            adapters.put(adapter.id(), adapter);
            LOG.info("adapter {} is there: {}, {}", adapter.id(), adapter.label(), adapter.state());
            observers.forEach(observer -> observer.adapterAdded(adapter));
            listeners.forEach(l -> l.tell(listener -> listener.onAdapterAdded(adapter)));
        } finally {
            lock.unlock();
        }
    }

    void radioChanged(BackendHandle handle, Radio radio) {
        DefaultBleAdapter adapter = find(handle, radio);
        if (adapter == null) {
            return;
        }
        boolean usableBefore = adapter.isUsable();
        adapter.refresh();
        lock.lock();
        try {
            if (!handle.active || handle.adapters.get(radio) != adapter) {
                adapter.markGone();
                return;
            }
            if (usableBefore != adapter.isUsable()) {
                LOG.info("adapter {} is now {}", adapter.id(), adapter.state());
            }
            observers.forEach(observer -> observer.adapterChanged(adapter));
            listeners.forEach(l -> l.tell(listener -> listener.onAdapterChanged(adapter)));
        } finally {
            lock.unlock();
        }
    }

    void radioRemoved(BackendHandle handle, Radio radio, BleUnavailableException cause) {
        lock.lock();
        try {
            DefaultBleAdapter adapter = handle.adapters.get(radio);
            if (handle.active && adapter != null) {
                remove(handle, adapter, cause, false);
            }
        } finally {
            lock.unlock();
        }
    }

    void statusChanged(BackendHandle handle, BackendStatus status, boolean isNew) {
        lock.lock();
        try {
            if (!handle.active) {
                return;
            }
            if (isNew) {
                log(status);
                listeners.forEach(l -> l.tell(listener -> listener.onBackendStatus(status)));
            }
            answerReady();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable DefaultBleAdapter find(BackendHandle handle, Radio radio) {
        lock.lock();
        try {
            return handle.adapters.get(radio);
        } finally {
            lock.unlock();
        }
    }

    private void remove(
            BackendHandle handle, DefaultBleAdapter adapter, BleUnavailableException cause, boolean backendLeft) {
        handle.adapters.remove(adapter.radio());
        adapters.remove(adapter.id());
        adapter.markGone();
        LOG.info("adapter {} left: {}", adapter.id(), cause.getMessage());
        observers.forEach(observer -> observer.adapterRemoved(adapter, cause, backendLeft));
        listeners.forEach(l -> l.tell(listener -> listener.onAdapterRemoved(adapter, cause)));
    }

    private void answerReady() {
        if (backends.stream().allMatch(handle -> handle.lastStatus() != null)) {
            awaitingReady.forEach(ready -> ready.complete(true));
            awaitingReady.clear();
        }
    }

    private static BleUnavailableException gone(AdapterId id, String why) {
        BleOperation operation = new BleOperation("use", null, id);
        return new BleUnavailableException(operation, Reason.ADAPTER_GONE, "adapter " + id + " left: " + why, "", null);
    }

    private static void log(BackendStatus status) {
        String hint = status.hint().isEmpty() ? "" : "; " + status.hint();
        if (status.isOk()) {
            LOG.info("{}: {}{}", status.backend(), status.message(), hint);
        } else {
            LOG.warn("{}: {}{}", status.backend(), status.message(), hint);
        }
    }
}
