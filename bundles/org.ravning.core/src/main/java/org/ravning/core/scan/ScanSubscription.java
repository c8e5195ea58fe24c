// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One scan of an application. Its adapters and its start are guarded by the hub's lock. */
final class ScanSubscription implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(ScanSubscription.class);

    private final ScanRequest request;
    private final AdvertisementListener listener;
    private final Mailbox<Advertisement> mailbox;
    private final CoreThreads threads;
    private final Counters counters;
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
        this.counters = counters;
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

    /** Takes what an adapter heard at about the same time; runs at the rate of the air. */
    void heard(List<Advertisement> advertisements) {
        List<Advertisement> admitted = new ArrayList<>(advertisements.size());
        for (Advertisement advertisement : advertisements) {
            if (admits(advertisement)) {
                admitted.add(advertisement);
            }
        }
        if (!admitted.isEmpty() && !mailbox.offerAll(admitted)) {
            mailbox.finish(listener::onEnd);
            threads.workers().execute(() -> remove.accept(this));
        }
    }

    private boolean admits(Advertisement advertisement) {
        try {
            return request.admits(advertisement);
        } catch (RuntimeException e) { // options of a platform are asked as well
            counters.malformed.increment();
            LOG.debug("A scan cannot tell whether it admits {}", advertisement, e);
            return false;
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
