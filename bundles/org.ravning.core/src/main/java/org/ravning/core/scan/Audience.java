// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.PlatformOptions;
import org.ravning.api.ScanMode;
import org.ravning.api.ScanRequest;
import org.ravning.spi.RadioScan;

/** The scans that one radio feeds. Reading needs no lock; changing needs the hub's. */
final class Audience {
    private final CopyOnWriteArrayList<ScanSubscription> scans = new CopyOnWriteArrayList<>();

    void add(ScanSubscription scan) {
        scans.add(scan);
    }

    boolean remove(ScanSubscription scan) {
        return scans.remove(scan);
    }

    void forEach(Consumer<ScanSubscription> action) {
        scans.forEach(action);
    }

    /** Gives each of these to every scan that admits it. */
    void heard(List<Advertisement> advertisements) {
        for (ScanSubscription scan : scans) {
            scan.heard(advertisements);
        }
    }

    /**
     * Returns the narrowest discovery that serves every scan, or null if there is none to serve.
     *
     * @param passive whether the radio can scan passively
     * @param backend whose options of scans to pass on
     */
    @Nullable
    RadioScan union(boolean passive, String backend) {
        ScanMode mode = ScanMode.PASSIVE;
        Set<UUID> services = new HashSet<>();
        Set<RadioScan.Want> wants = new HashSet<>();
        boolean everything = false;
        for (ScanSubscription scan : scans) {
            boolean asks = scan.request().mode() == ScanMode.ACTIVE || !passive;
            mode = asks ? ScanMode.ACTIVE : mode;
            everything |= scan.request().serviceUuids().isEmpty();
            services.addAll(scan.request().serviceUuids());
            wants.add(want(scan.request(), backend));
        }
        return scans.isEmpty() ? null : new RadioScan(mode, everything ? Set.of() : services, wants);
    }

    private static RadioScan.Want want(ScanRequest request, String backend) {
        List<PlatformOptions> platform = new ArrayList<>(request.platform());
        platform.removeIf(options -> !options.backend().equals(backend));
        return new RadioScan.Want(request.serviceUuids(), platform);
    }
}
