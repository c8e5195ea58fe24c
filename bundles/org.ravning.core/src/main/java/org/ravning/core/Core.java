// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import org.ravning.api.BleAdapters;
import org.ravning.api.BleCentral;
import org.ravning.api.BleScanner;
import org.ravning.api.health.HealthSource;
import org.ravning.core.adapter.AdapterRegistry;
import org.ravning.core.connection.ConnectionRegistry;
import org.ravning.core.connection.DefaultBleCentral;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.scan.DefaultBleScanner;
import org.ravning.core.scan.ScanHub;
import org.ravning.core.scan.ScanningDeviceFinder;
import org.ravning.spi.Backend;

/** One running core: its parts put together, and ended in order. Knows no OSGi. */
final class Core implements AutoCloseable {
    private final CoreThreads threads;
    private final ScanHub hub;
    private final AdapterRegistry adapters;
    private final DefaultBleScanner scanner;
    private final ConnectionRegistry links;
    private final DefaultBleCentral central;
    private final HealthSource health;

    Core(CoreThreads threads) {
        this.threads = threads;
        Counters counters = new Counters();
        this.hub = new ScanHub(threads, counters);
        this.adapters = new AdapterRegistry(threads);
        this.scanner = new DefaultBleScanner(hub, adapters, threads, counters);
        this.links = new ConnectionRegistry(new ScanningDeviceFinder(hub, adapters, threads), threads, counters);
        this.central = new DefaultBleCentral(links, adapters, threads);
        adapters.follow(hub);
        adapters.follow(links);
        this.health = new CoreHealth(adapters, hub, links, counters);
    }

    BleAdapters adapters() {
        return adapters;
    }

    BleScanner scanner() {
        return scanner;
    }

    BleCentral central() {
        return central;
    }

    HealthSource health() {
        return health;
    }

    void addBackend(Backend backend) {
        adapters.addBackend(backend);
    }

    void removeBackend(Backend backend) {
        adapters.removeBackend(backend);
    }

    @Override
    public void close() {
        central.close();
        links.close();
        hub.close();
        adapters.close();
        threads.close();
    }
}
