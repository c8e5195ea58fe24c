// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BluezOptions;
import org.ravning.api.BluezOptions.Transport;
import org.ravning.api.PlatformOptions;
import org.ravning.spi.RadioScan;

/**
 * The filter of the one discovery that several scans share: a condition holds only if each scan has it, in the form that
 * is wide enough for all; what adds to the discovery is asked for if one scan wants it.
 */
final class DiscoveryFilter {
    private static final BluezOptions NONE = BluezOptions.builder().build();

    private final List<BluezOptions> all;

    private DiscoveryFilter(List<BluezOptions> all) {
        this.all = all;
    }

    /** Returns the argument of SetDiscoveryFilter, with the types that bluetoothd takes. */
    static Map<String, Variant<?>> of(Set<RadioScan.Want> wants) {
        List<BluezOptions> all = new ArrayList<>();
        wants.forEach(want ->
                all.add(PlatformOptions.of(want.platform(), BluezOptions.class).orElse(NONE)));
        return new DiscoveryFilter(all.isEmpty() ? List.of(NONE) : all).arguments();
    }

    private Map<String, Variant<?>> arguments() {
        Map<String, Variant<?>> filter = new LinkedHashMap<>();
        filter.put("Transport", new Variant<>(transport()));
        // Without it bluetoothd piles up the data of a device and tells only what is new; see AdvertisementReader.
        filter.put("DuplicateData", new Variant<>(all.stream().anyMatch(BluezOptions::duplicateData)));
        if (all.stream().noneMatch(options -> options.services().isEmpty())) {
            Set<String> uuids = new TreeSet<>();
            all.forEach(options -> options.services().forEach(uuid -> uuids.add(uuid.toString())));
            filter.put("UUIDs", new Variant<>(uuids.toArray(new String[0]), "as"));
        }
        List<Integer> strengths = ifAllHave(BluezOptions::rssi);
        if (!strengths.isEmpty()) {
            filter.put("RSSI", new Variant<>((short)
                    strengths.stream().mapToInt(i -> i).min().getAsInt()));
        }
        List<Integer> losses = ifAllHave(BluezOptions::pathloss);
        if (!losses.isEmpty()) {
            filter.put(
                    "Pathloss",
                    new Variant<>(
                            new UInt16(losses.stream().mapToInt(i -> i).max().getAsInt())));
        }
        if (all.stream().anyMatch(BluezOptions::discoverable)) {
            filter.put("Discoverable", new Variant<>(true));
        }
        List<String> patterns = ifAllHave(BluezOptions::pattern);
        if (patterns.stream().distinct().count() == 1) {
            filter.put("Pattern", new Variant<>(patterns.get(0)));
        }
        return filter;
    }

    private String transport() {
        Set<Transport> kinds = all.stream().map(BluezOptions::transport).collect(Collectors.toSet());
        return switch (kinds.size() == 1 ? kinds.iterator().next() : Transport.AUTO) {
            case AUTO -> "auto";
            case BREDR -> "bredr";
            case LE -> "le";
        };
    }

    private <T> List<T> ifAllHave(Function<BluezOptions, @Nullable T> condition) {
        List<T> values = new ArrayList<>();
        for (BluezOptions options : all) {
            T value = condition.apply(options);
            if (value == null) {
                return List.of();
            }
            values.add(value);
        }
        return values;
    }
}
