// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.GattException;
import org.ravning.api.ScanMode;
import org.ravning.api.WriteMode;
import org.ravning.backend.sim.file.AirFile;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.Link;
import org.ravning.spi.NotifyMode;
import org.ravning.spi.PendingLink;

/** What a file says happens. */
class SimFileBehaviourTest {
    private static final String ADDRESS = "C2:00:00:00:00:01";

    @Test
    void bthome_isAdvertisedWithTheName() {
        SimRig rig = rig("""
                  name: Cellar
                  advertise: {flags: 6, bthome: {temperature: 25.06, humidity: 50.55}}
                """);
        rig.scan(ScanMode.ACTIVE);
        rig.passSeconds(2);

        AdvertisementReport packet = rig.core.reports.get(0);
        assertThat(packet.data().serviceData().get(BleUuid.of(0xFCD2))).isEqualTo(Bytes.ofHex("4002ca0903bf13"));
        assertThat(packet.connectable()).isFalse();
        assertThat(rig.core.reports.get(1).data().localName()).isEqualTo("Cellar");
    }

    @Test
    void button_advertisesOnlyWhenPressed() {
        SimRig rig = rig("""
                  interval: none
                  event_frames: {repeat: 2, gap: 50ms}
                  advertise: {bthome: {packet_id: true, button: {events: [press, hold_press], every: 20s}}}
                """);
        rig.scan(ScanMode.PASSIVE);
        rig.passSeconds(19);
        assertThat(rig.core.reports).isEmpty();

        rig.passSeconds(22);

        List<String> frames = rig.core.reports.stream()
                .map(r -> String.valueOf(r.data().serviceData().get(BleUuid.of(0xFCD2))))
                .toList();
        assertThat(frames).hasSize(4);
        assertThat(frames.get(0)).isEqualTo(frames.get(1)).endsWith("3a01").startsWith("44");
        assertThat(frames.get(2)).isEqualTo(frames.get(3)).endsWith("3a80");
    }

    @Test
    void malformedEvery_cutsThatPacket() {
        SimRig rig = rig("  advertise: {flags: 6, malformed_every: 3}\n");
        rig.scan(ScanMode.PASSIVE);
        rig.passSeconds(31);

        assertThat(rig.core.malformed).hasSizeBetween(9, 11);
        assertThat(rig.core.reports).hasSizeBetween(19, 21);
    }

    @Test
    void counter_countsInServiceData() {
        SimRig rig = rig("  advertise: {service_data: {fcd2: {uint8: {counter: {every: 1s}}}}}\n");
        rig.scan(ScanMode.PASSIVE);
        rig.passSeconds(10);

        List<Integer> counted = rig.core.reports.stream()
                .map(r -> r.data().serviceData().get(BleUuid.of(0xFCD2)).u8(0))
                .toList();
        assertThat(counted).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(8);
    }

    @Test
    void notifyEvery_sendsTheSignal() {
        SimRig rig = rig(gatt("{uuid: 2a19, properties: [notify], value: {uint8: {counter: {every: 1s}}},"
                + " notify: {every: 1s, at_once: true}}"));
        Link link = connect(rig);
        rig.now(link.setNotify(rig.characteristic(link, "2a19"), NotifyMode.NOTIFY));
        assertThat(rig.core.notifications).hasSize(1);

        rig.passSeconds(5);
        rig.now(link.setNotify(rig.characteristic(link, "2a19"), NotifyMode.OFF));
        rig.passSeconds(5);

        assertThat(rig.core.notifications).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void onWrite_setsAndNotifiesAnotherOrHangsUp() {
        SimRig rig = rig(gatt("{uuid: ffe1, properties: [write], on_write: ["
                + "{when: 01, set: ffe2, value: aa}, {when: 02, after: 1s, set: ffe2}, {when: ff, disconnect: true}]},"
                + "{uuid: ffe2, properties: [read, notify]}"));
        Link link = connect(rig);
        Characteristic command = rig.characteristic(link, "ffe1");
        Characteristic answer = rig.characteristic(link, "ffe2");
        rig.now(link.setNotify(answer, NotifyMode.NOTIFY));

        rig.now(link.write(command, Bytes.ofInts(1), WriteMode.WITH_RESPONSE));
        assertThat(rig.core.notifications).containsExactly(Bytes.ofInts(0xAA));
        rig.now(link.write(command, Bytes.ofInts(2, 3), WriteMode.WITH_RESPONSE));
        assertThat(rig.now(link.read(answer))).isEqualTo(Bytes.ofInts(0xAA));
        rig.passSeconds(1);
        assertThat(rig.now(link.read(answer))).isEqualTo(Bytes.ofInts(2, 3));
        rig.now(link.write(command, Bytes.ofInts(0xFF), WriteMode.WITH_RESPONSE));

        assertThat(rig.told()).endsWith("disconnected REMOTE");
    }

    @Test
    void fault_isThatOfTheFile() {
        SimRig rig =
                rig(gatt("{uuid: 2a19, properties: [read], read: {error: insufficient_authentication, every: 2}}"));
        Link link = connect(rig);
        Characteristic level = rig.characteristic(link, "2a19");

        assertThat(rig.now(link.read(level))).isEqualTo(Bytes.EMPTY);
        assertThat(rig.failureNow(link.read(level)))
                .isInstanceOfSatisfying(
                        GattException.class,
                        e -> assertThat(e.reason()).isEqualTo(GattException.Reason.AUTHENTICATION));
    }

    @Test
    void dropAfter_hangsUp() {
        SimRig rig = rig("  connectable: true\n  connection: {drop_after: 30s}\n");
        connect(rig);
        rig.passSeconds(29);
        assertThat(rig.told()).doesNotContain("disconnected REMOTE");

        rig.passSeconds(1);

        assertThat(rig.told()).endsWith("disconnected REMOTE");
    }

    @Test
    void refuse_refusesAfterTheDelay() {
        SimRig rig = rig("  connectable: true\n  connection: {refuse: true, delay: 2s}\n");
        PendingLink attempt = rig.open(ADDRESS);
        rig.pass(Duration.ofMillis(1999));
        assertThat(attempt.link().toCompletableFuture()).isNotDone();

        rig.pass(Duration.ofMillis(1));

        assertThat(rig.failureNow(attempt.link()))
                .isInstanceOfSatisfying(
                        BleConnectException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleConnectException.Reason.REFUSED));
    }

    @Test
    void outOfRange_losesTheLinkAndRejoins() {
        SimRig rig =
                rig("  connectable: true\n  out_of_range: {every: 10s, for: 5s}\n  connection: {supervision: 1s}\n");
        connect(rig);
        rig.passSeconds(12);
        assertThat(rig.told()).endsWith("disconnected LINK_LOST");
        PendingLink again = rig.open(ADDRESS);
        rig.passSeconds(2);
        assertThat(again.link().toCompletableFuture()).isNotDone();

        rig.passSeconds(3);

        assertThat(rig.now(again.link()).mtu()).isEqualTo(247);
    }

    @Test
    void slots_limitTheLinks() {
        SimRig rig = new SimRig(AirFile.parse("""
                adapters: [{name: sim0, slots: 1}]
                devices:
                  - {address: C2:00:00:00:00:01, connectable: true}
                  - {address: C2:00:00:00:00:02, connectable: true}
                """, "t.yaml"));
        connect(rig);

        assertThat(rig.failureNow(rig.open("C2:00:00:00:00:02").link()))
                .isInstanceOfSatisfying(
                        BleConnectException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleConnectException.Reason.NO_SLOT));
    }

    private static Link connect(SimRig rig) {
        PendingLink attempt = rig.open(ADDRESS);
        rig.pass(Duration.ofMillis(50));
        return rig.now(attempt.link());
    }

    private static SimRig rig(String settings) {
        return new SimRig(AirFile.parse("devices:\n- address: " + ADDRESS + "\n" + settings, "t.yaml"));
    }

    private static String gatt(String characteristics) {
        return "  gatt: [{uuid: ffe0, characteristics: [" + characteristics + "]}]\n";
    }
}
