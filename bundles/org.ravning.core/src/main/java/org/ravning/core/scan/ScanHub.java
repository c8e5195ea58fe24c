// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.Capability;
import org.ravning.api.DeviceId;
import org.ravning.api.ScanRequest;
import org.ravning.api.Sighting;
import org.ravning.core.adapter.AdapterObserver;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.connection.DeviceFinder;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;

/** All scans over all radios; any thread may call, nothing waits (contract C15). */
public final class ScanHub implements AdapterObserver {
    /** What stands for a strength that is not known, in dBm. */
    private static final int WEAKEST = -127;
    /** How long ago a radio may have heard something for it to hear now. */
    private static final Duration LATELY = Duration.ofSeconds(10);

    private final CoreThreads threads;
    private final Counters counters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AdapterId, RadioScanner> radios = new TreeMap<>();
    private final Set<ScanSubscription> scans = new LinkedHashSet<>();
    private boolean closed;

    /** Creates it without radios. */
    public ScanHub(CoreThreads threads, Counters counters) {
        this.threads = threads;
        this.counters = counters;
    }

    /** Adds a scan that waits for adapters. */
    ScanSubscription start(ScanRequest request, AdvertisementListener listener) {
        ScanSubscription scan = add(request, listener);
        if (scan == null) {
            throw new IllegalArgumentException("the request does not wait for adapters");
        }
        return scan;
    }

    /** Adds a scan; returns null if it does not wait for adapters and none can be used. */
    @Nullable
    ScanSubscription add(ScanRequest request, AdvertisementListener listener) {
        ScanSubscription scan = new ScanSubscription(request, listener, threads, counters, this::remove);
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            boolean usable =
                    radios.values().stream().anyMatch(radio -> radio.isUsable() && scan.wants(radio.adapter()));
            if (!usable && !request.waitForAdapter()) {
                return null;
            }
            scans.add(scan);
            radios.values().stream()
                    .filter(radio -> scan.wants(radio.adapter()))
                    .forEach(radio -> radio.add(scan));
            if (scan.expectsNothing()) {
                scan.started().complete(null);
            }
            return scan;
        } finally {
            lock.unlock();
        }
    }

    private void remove(ScanSubscription scan) {
        lock.lock();
        try {
            if (scans.remove(scan)) {
                radios.values().forEach(radio -> radio.remove(scan));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the usable adapters that heard the device within the time given, with what they heard. */
    List<DeviceFinder.Found> heardBy(DeviceId device, Duration within, @Nullable AdapterId only) {
        Instant since = threads.clock().instant().minus(within);
        lock.lock();
        try {
            List<DeviceFinder.Found> all = new ArrayList<>();
            for (RadioScanner radio : radios.values()) {
                Heard heard = radio.feed().lastHeard(device);
                boolean meant = radio.isUsable() && isMeant(radio.adapter(), only);
                if (meant && heard != null && !heard.at().isBefore(since)) {
                    all.add(new DeviceFinder.Found(radio.adapter(), heard.device(), strength(heard)));
                }
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the latest sighting of a device by any adapter. */
    Optional<Sighting> lastHeard(DeviceId device) {
        lock.lock();
        try {
            return radios.values().stream()
                    .flatMap(radio -> sighting(radio, device))
                    .max(Comparator.comparing(Sighting::at));
        } finally {
            lock.unlock();
        }
    }

    private static Stream<Sighting> sighting(RadioScanner radio, DeviceId device) {
        Heard heard = radio.feed().lastHeard(device);
        return heard == null
                ? Stream.empty()
                : Stream.of(new Sighting(heard.device(), radio.adapter().id(), heard.rssi(), heard.at()));
    }

    /** Ends every scan; idempotent. */
    public void close() {
        Set<ScanSubscription> open = new LinkedHashSet<>();
        lock.lock();
        try {
            closed = true;
            open.addAll(scans);
        } finally {
            lock.unlock();
        }
        open.forEach(ScanSubscription::close);
    }

    @Override
    public void adapterAdded(DefaultBleAdapter adapter) {
        lock.lock();
        try {
            RadioScanner radio = new RadioScanner(adapter, threads, counters, lock, this::othersHear);
            radios.put(adapter.id(), radio);
            scans.stream().filter(scan -> scan.wants(adapter)).forEach(radio::add);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void adapterChanged(DefaultBleAdapter adapter) {
        lock.lock();
        try {
            RadioScanner radio = radios.get(adapter.id());
            if (radio != null) {
                radio.adapterChanged();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void adapterRemoved(DefaultBleAdapter adapter, BleUnavailableException cause, boolean backendLeft) {
        lock.lock();
        try {
            RadioScanner radio = radios.remove(adapter.id());
            if (radio != null) {
                radio.gone(cause);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the adapters that scan and have become deaf, as far as can be told. */
    public Set<AdapterId> silent() {
        lock.lock();
        try {
            Set<AdapterId> all = new TreeSet<>();
            radios.forEach((id, radio) -> {
                if (radio.isSilent()) {
                    all.add(id);
                }
            });
            return all;
        } finally {
            lock.unlock();
        }
    }

    private boolean othersHear(RadioScanner than) {
        return radios.values().stream()
                .filter(radio -> radio != than && radio.adapter().isScanning())
                .map(radio -> radio.feed().habit())
                .anyMatch(air -> air.known() && air.silence().compareTo(LATELY) < 0);
    }

    private static boolean isMeant(DefaultBleAdapter adapter, @Nullable AdapterId only) {
        return (only == null || only.equals(adapter.id()))
                && adapter.capabilities().contains(Capability.CENTRAL);
    }

    private static int strength(Heard heard) {
        return heard.rssi() == Advertisement.RSSI_UNAVAILABLE ? WEAKEST : heard.rssi();
    }
}
