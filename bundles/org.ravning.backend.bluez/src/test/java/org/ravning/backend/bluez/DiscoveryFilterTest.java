// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.ravning.api.AddressType;
import org.ravning.api.BluezOptions;
import org.ravning.api.BluezOptions.Transport;
import org.ravning.api.WinRtOptions;
import org.ravning.spi.RadioScan.Want;

class DiscoveryFilterTest {
    private static final String BATTERY = "0000180f-0000-1000-8000-00805f9b34fb";
    private static final String HEART_RATE = "0000180d-0000-1000-8000-00805f9b34fb";
    private static final BluezOptions NONE = BluezOptions.builder().build();

    private static Map<String, Variant<?>> filter(BluezOptions... scans) {
        return DiscoveryFilter.of(
                Stream.of(scans).map(o -> new Want(Set.of(), List.of(o))).collect(Collectors.toSet()));
    }

    private static void assertKey(Map<String, Variant<?>> filter, String key, String signature, Object value) {
        assertThat(filter).containsKey(key);
        assertThat(filter.get(key).getSig()).as(key).isEqualTo(signature);
        assertThat(filter.get(key).getValue()).as(key).isEqualTo(value);
    }

    @Test
    void everyKey_hasTheTypeThatBluetoothdTakes() {
        Map<String, Variant<?>> filter = filter(BluezOptions.builder()
                .service("180F")
                .rssi(-70)
                .transport(Transport.AUTO)
                .duplicateData(false)
                .discoverable(true)
                .pattern("AA:BB")
                .build());
        assertKey(filter, "UUIDs", "as", new String[] {BATTERY});
        assertKey(filter, "RSSI", "n", (short) -70);
        assertKey(filter, "Transport", "s", "auto");
        assertKey(filter, "DuplicateData", "b", false);
        assertKey(filter, "Discoverable", "b", true);
        assertKey(filter, "Pattern", "s", "AA:BB");
        assertThat(filter).doesNotContainKey("Pathloss");
    }

    @Test
    void pathloss_isUnsigned() {
        assertKey(filter(BluezOptions.builder().pathloss(60).build()), "Pathloss", "q", new UInt16(60));
    }

    @Test
    void scanWithoutOptionsBesideOneWith_liftsEveryCondition() {
        BluezOptions strict = BluezOptions.builder()
                .service("180f")
                .rssi(-70)
                .pattern("x")
                .discoverable(true)
                .duplicateData(false)
                .build();
        Map<String, Variant<?>> filter = filter(strict, NONE);
        assertThat(filter).containsOnlyKeys("Transport", "DuplicateData", "Discoverable");
        assertKey(filter, "DuplicateData", "b", true);
        assertKey(filter, "Transport", "s", "le");
    }

    @Test
    void conditionsOfSeveralScans_areAsWideAsTheWidest() {
        Map<String, Variant<?>> filter = filter(
                BluezOptions.builder().service("180f").rssi(-70).pattern("a").build(),
                BluezOptions.builder().service("180d").rssi(-90).pattern("b").build());
        assertKey(filter, "UUIDs", "as", new String[] {HEART_RATE, BATTERY});
        assertKey(filter, "RSSI", "n", (short) -90);
        assertThat(filter).doesNotContainKey("Pattern");
    }

    @Test
    void signalStrengthOfOneAndPathlossOfAnother_areBothLeftOut() {
        assertThat(filter(
                        BluezOptions.builder().rssi(-70).build(),
                        BluezOptions.builder().pathloss(60).build()))
                .containsOnlyKeys("Transport", "DuplicateData");
    }

    @Test
    void transportsThatDiffer_areDiscoveredTogether() {
        assertKey(filter(BluezOptions.builder().transport(Transport.BREDR).build(), NONE), "Transport", "s", "auto");
    }

    @Test
    void optionsOfAnotherSystem_areIgnored() {
        Want foreign = new Want(Set.of(), List.of(WinRtOptions.DEFAULT.withAddressType(AddressType.PUBLIC)));
        assertThat(DiscoveryFilter.of(Set.of(foreign))).isEqualTo(DiscoveryFilter.of(Set.of()));
    }
}
