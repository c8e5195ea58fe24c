// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.Capability;
import org.ravning.api.DeviceId;
import org.ravning.api.Overflow;
import org.ravning.api.ScanRequest;
import org.ravning.core.adapter.AdapterRegistry;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.connection.DeviceFinder;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Stages;

/** Finds devices by what all scans have heard, or by a scan of its own. */
public final class ScanningDeviceFinder implements DeviceFinder {
    private static final Duration LATELY = Duration.ofSeconds(10);

    private final ScanHub hub;
    private final AdapterRegistry adapters;
    private final Executor workers;

    /** Takes its parts. */
    public ScanningDeviceFinder(ScanHub hub, AdapterRegistry adapters, CoreThreads threads) {
        this.hub = hub;
        this.adapters = adapters;
        this.workers = threads.workers();
    }

    @Override
    public List<Found> heardLately(DeviceId device, @Nullable AdapterId only) {
        return hub.heardBy(device, LATELY, only);
    }

    @Override
    public List<DefaultBleAdapter> usable(@Nullable AdapterId only) {
        return adapters.usable(only).stream()
                .filter(adapter -> adapter.capabilities().contains(Capability.CENTRAL))
                .collect(Collectors.toList());
    }

    @Override
    public BleException unavailable(BleOperation operation, @Nullable AdapterId only) {
        return adapters.usable(only).isEmpty()
                ? adapters.unavailable(operation, only)
                : new BleUnsupportedException(
                        operation,
                        Capability.CENTRAL,
                        operation
                                + " refused: no adapter here can connect, for none has the central role; add one that has",
                        null);
    }

    @Override
    public Search search(DeviceId device, @Nullable AdapterId only, Set<AdapterId> avoided, Runnable heard) {
        ScanRequest request = ScanRequest.builder()
                .adapter(only)
                .device(device)
                .waitForAdapter(true)
                .queueCapacity(1)
                .overflow(Overflow.KEEP_LATEST)
                .build();
        return hub.start(request, advertisement -> {
            if (!avoided.contains(advertisement.heardBy())) {
                heard.run();
            }
        })::close;
    }

    @Override
    public void holding(
            DeviceId device, @Nullable AdapterId only, Set<AdapterId> avoided, Consumer<DefaultBleAdapter> found) {
        for (DefaultBleAdapter adapter : usable(only)) {
            if (!avoided.contains(adapter.id())) {
                Stages.onEnd(adapter.radio().knownDevices(), (known, thrown) -> {
                    if (known != null
                            && known.stream()
                                    .anyMatch(one ->
                                            one.connected() && one.device().equals(device))) {
                        workers.execute(() -> found.accept(adapter));
                    }
                });
            }
        }
    }
}
