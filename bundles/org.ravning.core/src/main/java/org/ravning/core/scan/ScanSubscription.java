// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleException;
import org.ravning.api.Capability;
import org.ravning.api.ScanMode;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Mailbox;

/** One scan of an application. Its adapters and its start are guarded by the hub's lock. */
final class ScanSubscription implements Subscription {
    private final ScanRequest request;
    private final AdvertisementListener listener;
    private final Mailbox<Advertisement> mailbox;
    private final CoreThreads threads;
    private final Consumer<ScanSubscription> remove;

    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final Set<AdapterId> feeding = new HashSet<>();
    private final Set<AdapterId> undecided = new HashSet<>();
    private @Nullable BleException firstRefusal;

    ScanSubscription(
            ScanRequest request,
            AdvertisementListener listener,
            CoreThreads threads,
            Counters counters,
            Consumer<ScanSubscription> remove) {
        this.request = request;
        this.listener = listener;
        this.threads = threads;
        this.remove = remove;
        this.mailbox = new Mailbox<>(
                threads.dispatchers(),
                "a scan",
                request.queueCapacity(),
                request.overflow(),
                listener::onAdvertisement,
                counters.advertisementsDropped);
    }

    ScanRequest request() {
        return request;
    }

    /** Ends when the first adapter scans for it, or when all have refused. */
    CompletableFuture<Void> started() {
        return started;
    }

    /** Says whether this adapter is meant and can listen as asked: passive means that nothing is sent. */
    boolean wants(DefaultBleAdapter adapter) {
        return (request.adapter() == null || request.adapter().equals(adapter.id()))
                && canListen(adapter.capabilities());
    }

    private boolean canListen(Set<Capability> offered) {
        return offered.contains(Capability.PASSIVE_SCAN)
                || request.mode() != ScanMode.PASSIVE && offered.contains(Capability.ACTIVE_SCAN);
    }

    /** Takes what an adapter heard; runs at the rate of the air. */
    void heard(Advertisement advertisement) {
        if (request.admits(advertisement) && !mailbox.offer(advertisement)) {
            mailbox.finish(listener::onEnd);
            threads.workers().execute(() -> remove.accept(this));
        }
    }

    void expect(AdapterId adapter) {
        undecided.add(adapter);
    }

    boolean expectsNothing() {
        return undecided.isEmpty() && feeding.isEmpty();
    }

    void scanning(AdapterId adapter) {
        undecided.remove(adapter);
        if (feeding.add(adapter)) {
            mailbox.signal(() -> listener.onAdapterScanning(adapter));
        }
        started.complete(null);
    }

    void lost(AdapterId adapter, BleException cause) {
        if (firstRefusal == null) {
            firstRefusal = cause;
        }
        if (feeding.remove(adapter)) {
            mailbox.signal(() -> listener.onAdapterLost(adapter, cause));
        }
        if (undecided.remove(adapter) && undecided.isEmpty()) {
            if (request.waitForAdapter()) {
                started.complete(null);
            } else {
                started.completeExceptionally(firstRefusal);
            }
        }
    }

    @Override
    public long dropped() {
        return mailbox.dropped();
    }

    @Override
    public boolean isActive() {
        return mailbox.isOpen();
    }

    @Override
    public void close() {
        remove.accept(this);
        mailbox.close(listener::onEnd);
    }

    /** Ends it without a word. */
    void abort() {
        remove.accept(this);
        mailbox.close();
    }
}
