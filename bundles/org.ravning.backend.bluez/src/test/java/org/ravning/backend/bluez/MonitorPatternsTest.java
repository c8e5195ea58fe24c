// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleUuid;
import org.ravning.api.BluezOptions;
import org.ravning.api.Bytes;
import org.ravning.backend.bluez.bus.MonitorPattern;
import org.ravning.spi.RadioScan;

class MonitorPatternsTest {
    private static final UUID VENDOR = UUID.fromString("6e400001-b5a3-f393-e0a9-e50e24dcca9e");

    private static List<String> of(UUID service) throws Exception {
        return MonitorPatterns.of(Set.of(service)).stream()
                .map(MonitorPatternsTest::text)
                .toList();
    }

    private static List<List<MonitorPattern>> groups(RadioScan.Want... wants) {
        return MonitorPatterns.groups(List.of(wants));
    }

    private static Stream<String> texts(RadioScan.Want... wants) {
        return groups(wants).stream().flatMap(List::stream).map(MonitorPatternsTest::text);
    }

    private static String text(MonitorPattern pattern) {
        Object[] fields = pattern.getParameters();
        return String.format(
                "%02x@%d %s",
                (Byte) fields[1], (Byte) fields[0], Bytes.of((byte[]) fields[2]).hex());
    }

    @Test
    void shortService_isSoughtInListsAndServiceData() throws Exception {
        assertThat(of(BleUuid.of(0x180F)))
                .containsExactly(
                        "02@0 0f18",
                        "03@0 0f18",
                        "02@2 0f18",
                        "03@2 0f18",
                        "02@4 0f18",
                        "03@4 0f18",
                        "02@6 0f18",
                        "03@6 0f18",
                        "16@0 0f18");
    }

    @Test
    void longService_isSoughtLeastSignificantByteFirst() throws Exception {
        String bytes = "9ecadc240ee5a9e093f3a3b50100406e";

        assertThat(of(VENDOR)).containsExactly("06@0 " + bytes, "07@0 " + bytes, "21@0 " + bytes);
    }

    @Test
    void noService_asksForTheUsualFlags() {
        assertThat(MonitorPatterns.of(Set.of()).stream().map(MonitorPatternsTest::text))
                .contains("01@0 06", "01@0 1a", "16@1 fc");
    }

    @Test
    void groups_holdWhatBluetoothdCanTake() {
        Set<UUID> many = IntStream.range(0x2000, 0x2010).mapToObj(BleUuid::of).collect(Collectors.toSet());
        Set<UUID> tooMany =
                IntStream.range(0x2000, 0x2100).mapToObj(BleUuid::of).collect(Collectors.toSet());

        for (Set<UUID> services : List.of(Set.<UUID>of(), Set.of(BleUuid.of(0x180F), VENDOR), many, tooMany)) {
            List<List<MonitorPattern>> groups = groups(new RadioScan.Want(services, List.of()));
            assertThat(groups).hasSizeBetween(1, 16).allMatch(group -> !group.isEmpty() && group.size() <= 7);
        }
        assertThat(groups(new RadioScan.Want(many, List.of())).stream().flatMap(List::stream))
                .hasSize(48);
        assertThat(groups(new RadioScan.Want(Set.of(BleUuid.of(0x180F)), List.of())).stream()
                        .flatMap(List::stream))
                .hasSize(9);
    }

    @Test
    void patternsOfAScan_standBesideTheServicesOfAnother() {
        BluezOptions given = BluezOptions.builder()
                .orPattern(0, 0xFF, Bytes.ofHex("9904"))
                .orPattern(2, 0x16, Bytes.ofHex("40"))
                .build();
        RadioScan.Want patterns = new RadioScan.Want(Set.of(), List.of(given));
        assertThat(texts(patterns)).containsExactly("ff@0 9904", "16@2 40");
        RadioScan.Want service = new RadioScan.Want(Set.of(VENDOR), List.of());
        assertThat(texts(patterns, service)).hasSize(5).endsWith("ff@0 9904", "16@2 40");
        RadioScan.Want everything = new RadioScan.Want(Set.of(), List.of());
        assertThat(texts(patterns, everything)).contains("01@0 06", "ff@0 9904");
    }

    @Test
    void morePatternsThanBluetoothdTakes_fallBackToTheUsualFlags() {
        BluezOptions.Builder many = BluezOptions.builder();
        for (int i = 0; i < 100; i++) {
            many.orPattern(0, 0xFF, Bytes.ofInts(i));
        }
        BluezOptions.Builder more = BluezOptions.builder();
        for (int i = 100; i < 200; i++) {
            more.orPattern(0, 0xFF, Bytes.ofInts(i));
        }
        RadioScan.Want first = new RadioScan.Want(Set.of(), List.of(many.build()));
        RadioScan.Want second = new RadioScan.Want(Set.of(), List.of(more.build()));
        assertThat(groups(first)).hasSize(15);
        assertThat(texts(first, second)).contains("01@0 06").hasSize(13);
    }
}
