// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.api.BluezOptions;
import org.ravning.api.Bytes;
import org.ravning.api.PlatformOptions;
import org.ravning.backend.bluez.bus.MonitorPattern;
import org.ravning.spi.RadioScan;

/**
 * The patterns of a passive scan: bluetoothd hears nothing without any. A pattern names an AD type, a place and the bytes
 * there (Core Specification Supplement, Part A, for the types).
 */
final class MonitorPatterns {
    private static final int FLAGS = 0x01;
    private static final int SOME_16_BIT = 0x02;
    private static final int ALL_16_BIT = 0x03;
    private static final int SOME_128_BIT = 0x06;
    private static final int ALL_128_BIT = 0x07;
    private static final int SERVICE_DATA_16_BIT = 0x16;
    private static final int SERVICE_DATA_128_BIT = 0x21;
    private static final int MANUFACTURER = 0xFF;
    private static final int PLACES = 4;

    /**
     * bluetoothd up to 5.66 at least counts the bytes of the patterns of one monitor, 34 each, in eight bits, and writes
     * beyond its memory from the eighth pattern on (merged_pattern_send_add_pattern in its adv_monitor.c).
     */
    static final int MOST_IN_A_MONITOR = 7;

    /** Linux takes 32 monitors for each adapter, those of other programs included (HCI_MAX_ADV_MONITORS). */
    private static final int MOST_MONITORS = 16;

    private static final int MOST = MOST_IN_A_MONITOR * MOST_MONITORS;

    private MonitorPatterns() {}

    /**
     * Returns patterns for all scans, in groups that bluetoothd can take as a monitor each: those that a scan gives, or
     * else those for its services. Many services are sought less thoroughly.
     */
    static List<List<MonitorPattern>> groups(Collection<RadioScan.Want> wants) {
        Set<UUID> services = new LinkedHashSet<>();
        Set<BluezOptions.OrPattern> given = new LinkedHashSet<>();
        boolean everything = wants.isEmpty();
        for (RadioScan.Want want : wants) {
            List<BluezOptions.OrPattern> own = PlatformOptions.of(want.platform(), BluezOptions.class)
                    .map(BluezOptions::orPatterns)
                    .orElse(List.of());
            given.addAll(own);
            services.addAll(own.isEmpty() ? want.serviceUuids() : Set.of());
            everything |= own.isEmpty() && want.serviceUuids().isEmpty();
        }
        List<MonitorPattern> all = new ArrayList<>();
        if (everything || !services.isEmpty()) {
            all.addAll(thatFit(everything ? Set.of() : services, Math.max(0, MOST - given.size())));
        }
        given.forEach(p -> all.add(new MonitorPattern(p.start(), p.adType(), p.content())));
        return inGroups(all.size() > MOST ? of(Set.of()) : all);
    }

    private static List<MonitorPattern> thatFit(Set<UUID> services, int most) {
        List<MonitorPattern> all = of(services);
        if (all.size() > most) {
            all = of(services, 1);
        }
        return all.size() > most ? of(Set.of()) : all;
    }

    private static List<List<MonitorPattern>> inGroups(List<MonitorPattern> all) {
        List<List<MonitorPattern>> groups = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_IN_A_MONITOR) {
            groups.add(List.copyOf(all.subList(from, Math.min(from + MOST_IN_A_MONITOR, all.size()))));
        }
        return groups;
    }

    /**
     * Returns patterns for these services, or for as much as can be said of everything: the usual flags. A service that
     * stands fifth or later in a list is not found.
     */
    static List<MonitorPattern> of(Set<UUID> services) {
        return of(services, PLACES);
    }

    private static List<MonitorPattern> of(Set<UUID> services, int places) {
        List<MonitorPattern> patterns = new ArrayList<>();
        if (services.isEmpty()) {
            for (int flags : new int[] {0x02, 0x04, 0x05, 0x06, 0x08, 0x18, 0x1A, 0x1E}) {
                patterns.add(new MonitorPattern(0, FLAGS, Bytes.ofInts(flags)));
            }
            // What has no flags is mostly service data of the SIG's and of members' services, and beacons of Apple's.
            patterns.add(new MonitorPattern(1, SERVICE_DATA_16_BIT, Bytes.ofInts(0xFC)));
            patterns.add(new MonitorPattern(1, SERVICE_DATA_16_BIT, Bytes.ofInts(0xFD)));
            patterns.add(new MonitorPattern(1, SERVICE_DATA_16_BIT, Bytes.ofInts(0xFE)));
            patterns.add(new MonitorPattern(1, SERVICE_DATA_16_BIT, Bytes.ofInts(0x18)));
            patterns.add(new MonitorPattern(0, MANUFACTURER, Bytes.ofInts(0x4C, 0x00)));
        }
        services.forEach(service -> add(patterns, service, places));
        return patterns;
    }

    private static void add(List<MonitorPattern> patterns, UUID service, int places) {
        if (isShort(service)) {
            int number = (int) (service.getMostSignificantBits() >>> 32);
            Bytes bytes = Bytes.ofInts(number & 0xFF, number >>> 8);
            for (int place = 0; place < places; place++) {
                patterns.add(new MonitorPattern(2 * place, SOME_16_BIT, bytes));
                patterns.add(new MonitorPattern(2 * place, ALL_16_BIT, bytes));
            }
            patterns.add(new MonitorPattern(0, SERVICE_DATA_16_BIT, bytes));
        } else {
            Bytes bytes = littleEndian(service);
            patterns.add(new MonitorPattern(0, SOME_128_BIT, bytes));
            patterns.add(new MonitorPattern(0, ALL_128_BIT, bytes));
            patterns.add(new MonitorPattern(0, SERVICE_DATA_128_BIT, bytes));
        }
    }

    private static boolean isShort(UUID service) {
        return BleUuid.shortText(service).length() == 4;
    }

    private static Bytes littleEndian(UUID uuid) {
        int[] bytes = new int[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (int) (uuid.getLeastSignificantBits() >>> (8 * i)) & 0xFF;
            bytes[8 + i] = (int) (uuid.getMostSignificantBits() >>> (8 * i)) & 0xFF;
        }
        return Bytes.ofInts(bytes);
    }
}
