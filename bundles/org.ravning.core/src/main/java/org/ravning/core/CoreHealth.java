// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ravning.api.AdapterId;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleAdapters;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.core.connection.ConnectionRegistry;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.scan.ScanHub;

/** Says how Bluetooth is: what it has, or what it looked for. */
final class CoreHealth implements HealthSource {
    private final BleAdapters adapters;
    private final ScanHub scans;
    private final ConnectionRegistry connections;
    private final Counters counters;

    CoreHealth(BleAdapters adapters, ScanHub scans, ConnectionRegistry connections, Counters counters) {
        this.adapters = adapters;
        this.scans = scans;
        this.connections = connections;
        this.counters = counters;
    }

    @Override
    public String name() {
        return "ble";
    }

    @Override
    public Health health() {
        List<BleAdapter> all = adapters.all();
        Set<AdapterId> silent = scans.silent();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("adapters", (long) all.size());
        figures.put("scanning", all.stream().filter(BleAdapter::isScanning).count());
        figures.put("silent", (long) silent.size());
        figures.put("links", all.stream().mapToLong(BleAdapter::connections).sum());
        figures.put("connecting", connections.connecting());
        figures.put("connects_waiting", connections.waiting());
        figures.putAll(counters.snapshot());
        boolean usable = adapters.defaultAdapter().isPresent();
        boolean well = usable && silent.isEmpty();
        return new Health(well ? Health.Level.OK : Health.Level.WARN, summary(all, silent), figures);
    }

    private String summary(List<BleAdapter> all, Set<AdapterId> silent) {
        if (!all.isEmpty()) {
            return all.stream()
                    .map(adapter -> adapter.id() + " "
                            + (silent.contains(adapter.id()) ? "scans and hears nothing" : state(adapter)))
                    .collect(Collectors.joining(", "));
        }
        List<BackendStatus> statuses = adapters.backends();
        return statuses.isEmpty()
                ? "no backend has found anything yet"
                : statuses.stream().map(CoreHealth::text).collect(Collectors.joining("; "));
    }

    private static String state(BleAdapter adapter) {
        return switch (adapter.state()) {
            case POWERED_ON -> adapter.isScanning() ? "scans" : "is ready";
            case POWERED_OFF -> "is switched off";
            case GONE -> "has left";
        };
    }

    private static String text(BackendStatus status) {
        String hint = status.hint().isEmpty() ? "" : " (" + status.hint() + ")";
        return status.backend() + ": " + status.message() + hint;
    }
}
