// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapters;
import org.ravning.api.health.Health;
import org.ravning.things.feed.ThingFeeds;
import org.ravning.things.table.ThingCounters;
import org.ravning.things.table.ThingTable;

/** Says how things are. */
final class ThingHealth {
    private final BleAdapters adapters;
    private final ThingTable table;
    private final AdvertisementIntake intake;
    private final ScanKeeper scan;
    private final ThingFeeds feeds;
    private final ThingCounters counters;

    ThingHealth(
            BleAdapters adapters,
            ThingTable table,
            AdvertisementIntake intake,
            ScanKeeper scan,
            ThingFeeds feeds,
            ThingCounters counters) {
        this.adapters = adapters;
        this.table = table;
        this.intake = intake;
        this.scan = scan;
        this.feeds = feeds;
        this.counters = counters;
    }

    Health health() {
        long things = table.view().size();
        long online = table.view().online();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("things", things);
        figures.put("online", online);
        figures.put("profiles", (long) table.profileSet().size());
        counters.addTo(figures);
        figures.put("scan_dropped", scan.dropped());
        figures.put("listeners", (long) feeds.size());
        figures.put("commands_waiting", table.view().waitingCommands());
        figures.put("queue_depth", feeds.depth());
        figures.put("dropped", feeds.dropped());
        if (intake.hearing().isEmpty()) {
            return new Health(Health.Level.WARN, "no adapter hears anything" + because(), figures);
        }
        String summary = things + " things, " + online + " online";
        String malformed = counters.lastMalformed();
        return new Health(
                Health.Level.OK, malformed == null ? summary : summary + "; last not decoded: " + malformed, figures);
    }

    private String because() {
        return adapters.backends().stream()
                .filter(status -> !status.isOk())
                .map(BackendStatus::message)
                .findFirst()
                .map(message -> ": " + message)
                .orElse("");
    }
}
