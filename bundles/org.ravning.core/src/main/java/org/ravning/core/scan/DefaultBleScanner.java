// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.AdvertisementStream;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleScanner;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.Capability;
import org.ravning.api.DeviceId;
import org.ravning.api.ScanMode;
import org.ravning.api.ScanRequest;
import org.ravning.api.Sighting;
import org.ravning.api.Subscription;
import org.ravning.core.adapter.AdapterRegistry;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Stages;

/** The scanner: waits for the hub to start a scan, and for an advertisement that matches. */
public final class DefaultBleScanner implements BleScanner {
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final ScanHub hub;
    private final AdapterRegistry adapters;
    private final CoreThreads threads;
    private final Counters counters;
    private final BlockingCalls calls;

    /** Takes its parts. */
    public DefaultBleScanner(ScanHub hub, AdapterRegistry adapters, CoreThreads threads, Counters counters) {
        this.hub = hub;
        this.adapters = adapters;
        this.threads = threads;
        this.counters = counters;
        this.calls = new BlockingCalls(threads);
    }

    @Override
    public Subscription scan(ScanRequest request, AdvertisementListener listener)
            throws BleException, InterruptedException {
        BlockingCalls.refuseInListener("scan");
        BleOperation operation = new BleOperation("scan", null, request.adapter());
        Duration left = letBackendsAnswer(request, START_LIMIT);
        ScanSubscription scan = begin(operation, request, listener);
        boolean started = false;
        try {
            calls.await(scan.started(), operation, left);
            started = true;
            return scan;
        } finally {
            if (!started) {
                scan.abort();
            }
        }
    }

    @Override
    public AdvertisementStream stream(ScanRequest request) throws BleException, InterruptedException {
        DefaultAdvertisementStream stream = new DefaultAdvertisementStream(request, threads, counters);
        return stream.fedBy(scan(request, stream));
    }

    @Override
    public Optional<Advertisement> findFirst(
            ScanRequest request, Predicate<? super Advertisement> match, Duration timeout)
            throws BleException, InterruptedException {
        BlockingCalls.refuseInListener("findFirst");
        BleOperation operation = new BleOperation("scan", null, request.adapter());
        Duration left = letBackendsAnswer(request, timeout);
        CompletableFuture<Optional<Advertisement>> found = new CompletableFuture<>();
        ScanSubscription scan = begin(operation, request, heard -> test(match, heard, found));
        Stages.onEnd(scan.started(), (nothing, refusal) -> {
            if (refusal != null) {
                found.completeExceptionally(refusal);
            }
        });
        try {
            return calls.await(found, operation, left, () -> found.complete(Optional.empty()));
        } finally {
            scan.abort();
        }
    }

    @Override
    public Optional<Sighting> lastHeard(DeviceId device) {
        return hub.lastHeard(device);
    }

    private Duration letBackendsAnswer(ScanRequest request, Duration limit) throws InterruptedException {
        return request.waitForAdapter() ? limit : adapters.awaitUsable(request.adapter(), null, limit);
    }

    private static void test(
            Predicate<? super Advertisement> match,
            Advertisement heard,
            CompletableFuture<Optional<Advertisement>> found) {
        if (found.isDone()) {
            return;
        }
        try {
            if (match.test(heard)) {
                found.complete(Optional.of(heard));
            }
        } catch (RuntimeException e) {
            found.completeExceptionally(e);
        }
    }

    private ScanSubscription begin(BleOperation operation, ScanRequest request, AdvertisementListener listener)
            throws BleException {
        ScanSubscription scan = hub.add(request, listener);
        if (scan == null) {
            throw refusal(operation, request);
        }
        return scan;
    }

    private BleException refusal(BleOperation operation, ScanRequest request) {
        boolean onlyActive = request.mode() == ScanMode.PASSIVE
                && adapters.all().stream()
                        .anyMatch(adapter ->
                                request.adapter() == null || request.adapter().equals(adapter.id()));
        boolean anyPassive = adapters.all().stream()
                .anyMatch(adapter -> adapter.capabilities().contains(Capability.PASSIVE_SCAN));
        if (onlyActive && !anyPassive) {
            return new BleUnsupportedException(
                    operation, Capability.PASSIVE_SCAN, "no adapter here can scan passively; scan actively", null);
        }
        return adapters.usable(request.adapter()).isEmpty()
                ? adapters.unavailable(operation, request.adapter())
                : new BleUnsupportedException(
                        operation,
                        Capability.ACTIVE_SCAN,
                        operation
                                + " refused: no adapter here can scan, for none has the central role; add one that has",
                        null);
    }
}
