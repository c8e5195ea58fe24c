// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Capability;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattException;
import org.ravning.api.ScanMode;
import org.ravning.api.WriteMode;
import org.ravning.backend.sim.air.AirCharacteristic;
import org.ravning.backend.sim.air.AirDevice;
import org.ravning.backend.sim.air.AirService;
import org.ravning.backend.sim.air.Fault;
import org.ravning.backend.sim.air.Payload;
import org.ravning.spi.Link;
import org.ravning.spi.NotifyMode;
import org.ravning.spi.PendingLink;

class SimLinkTest {
    private static final String ADDRESS = "C2:00:00:00:00:01";
    private static final Bytes VALUE = Bytes.ofHex("0102");

    private final SimRig rig = new SimRig();
    private final AirDevice device = rig.air.addDevice(AirDevice.builder(ADDRESS)
            .connectable(true)
            .advertisement(Bytes.ofHex("020106"))
            .interval(Duration.ofSeconds(1))
            .supervision(Duration.ofSeconds(2))
            .service(
                    "180f",
                    s -> s.characteristic(
                                    "2a19",
                                    c -> c.allow(CharacteristicProperty.READ, CharacteristicProperty.NOTIFY)
                                            .value(VALUE)
                                            .descriptor(BleUuid.of(0x2901), Payload.of(Bytes.ofUtf8("level")), false))
                            .characteristic(
                                    "2a56",
                                    c -> c.allow(
                                                    CharacteristicProperty.WRITE,
                                                    CharacteristicProperty.READ,
                                                    CharacteristicProperty.INDICATE)
                                            .notifyOnChange())
                            .characteristic("2a06", c -> c.allow(CharacteristicProperty.WRITE_WITHOUT_RESPONSE))));
    private final AirCharacteristic battery = device.characteristic("2a19");

    @Test
    void discover_givesTheTreeInHandleOrder() {
        GattDatabase gatt = rig.now(rig.connect(ADDRESS).discover());

        assertThat(gatt.services()).hasSize(1);
        assertThat(gatt.characteristics()).extracting(Characteristic::handle).containsExactly(2, 6, 9);
        assertThat(gatt.characteristics().get(0).descriptors())
                .containsExactly(
                        new Descriptor(Descriptor.CLIENT_CHARACTERISTIC_CONFIGURATION, 4),
                        new Descriptor(BleUuid.of(0x2901), 5));
        assertThat(gatt.characteristics().get(2).descriptors()).isEmpty();
    }

    @Test
    void read_givesTheValueOfAttributeAndDescriptor() {
        Link link = rig.connect(ADDRESS);
        Characteristic characteristic = rig.characteristic(link, "2a19");

        assertThat(rig.now(link.read(characteristic))).isEqualTo(VALUE);
        assertThat(rig.now(link.read(characteristic.descriptors().get(1))).utf8())
                .isEqualTo("level");
        assertThat(rig.now(link.read(characteristic.descriptors().get(0)))).isEqualTo(Bytes.ofInts(0, 0));
        assertThat(battery.reads()).isEqualTo(1);
    }

    @Test
    void mtu_isExchangedAfterConnecting() {
        Link link = rig.connect(ADDRESS);

        assertThat(link.mtu()).isEqualTo(247);
        assertThat(link.maxWriteLength(WriteMode.WITHOUT_RESPONSE)).isEqualTo(244);
        assertThat(link.maxWriteLength(WriteMode.WITH_RESPONSE)).isEqualTo(512);
        assertThat(rig.told()).endsWith("mtu 247");
    }

    @Test
    void signalStrength_isThatOfTheDevice() throws Exception {
        assertThat(rig.radio().capabilities()).contains(Capability.LINK_RSSI);
        assertThat(rig.now(rig.connect(ADDRESS).rssi())).isBetween(-127, 20);
    }

    @Test
    void write_isKeptReadBackAndIndicated() {
        Link link = rig.connect(ADDRESS);
        Characteristic relay = rig.characteristic(link, "2a56");
        rig.now(link.setNotify(relay, NotifyMode.INDICATE));

        rig.now(link.write(relay, VALUE, WriteMode.WITH_RESPONSE));

        assertThat(device.characteristic("2a56").written()).containsExactly(VALUE);
        assertThat(rig.now(link.read(relay))).isEqualTo(VALUE);
        assertThat(rig.core.notifications).containsExactly(VALUE);
        assertThat(rig.now(link.read(relay.descriptors().get(0)))).isEqualTo(Bytes.ofInts(2, 0));
    }

    @Test
    void writeWithoutResponse_tooLong_failsAndNothingArrives() {
        Link link = rig.connect(ADDRESS);
        Characteristic alert = rig.characteristic(link, "2a06");

        Throwable failure = rig.failureNow(link.write(alert, Bytes.of(new byte[245]), WriteMode.WITHOUT_RESPONSE));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        GattException.class, e -> assertThat(e.reason()).isEqualTo(GattException.Reason.TOO_LONG));
        assertThat(device.characteristic("2a06").writes()).isZero();
        rig.now(link.write(alert, Bytes.of(new byte[244]), WriteMode.WITHOUT_RESPONSE));
        assertThat(device.characteristic("2a06").written()).hasSize(1);
    }

    @Test
    void longValue_isReadAndWrittenWhole() {
        Link link = rig.connect(ADDRESS);
        Characteristic relay = rig.characteristic(link, "2a56");

        rig.now(link.write(relay, Bytes.of(new byte[512]), WriteMode.WITH_RESPONSE));

        assertThat(rig.now(link.read(relay)).length()).isEqualTo(512);
        assertThat(attCode(link.write(relay, Bytes.of(new byte[513]), WriteMode.WITH_RESPONSE)))
                .isEqualTo(0x0D);
    }

    @Test
    void forbidden_answersWithTheAttErrorOfTheDevice() {
        Link link = rig.connect(ADDRESS);

        assertThat(attCode(link.write(rig.characteristic(link, "2a19"), VALUE, WriteMode.WITH_RESPONSE)))
                .isEqualTo(0x03);
        assertThat(attCode(link.read(rig.characteristic(link, "2a06")))).isEqualTo(0x02);
        assertThat(attCode(link.read(new Descriptor(BleUuid.of(0x2901), 99)))).isEqualTo(0x01);
        assertThat(attCode(link.setNotify(rig.characteristic(link, "2a06"), NotifyMode.NOTIFY)))
                .isEqualTo(0x0A);
    }

    @Test
    void faults_strikeEveryNthDelayAndStall() {
        Link link = rig.connect(ADDRESS);
        Characteristic characteristic = rig.characteristic(link, "2a19");

        battery.readFault(new Fault(0x81, 2, Duration.ZERO, false));
        assertThat(rig.now(link.read(characteristic))).isEqualTo(VALUE);
        assertThat(attCode(link.read(characteristic))).isEqualTo(0x81);

        battery.readFault(Fault.late(Duration.ofSeconds(3)));
        CompletionStage<Bytes> late = link.read(characteristic);
        rig.pass(Duration.ofMillis(2999));
        assertThat(late.toCompletableFuture()).isNotDone();
        rig.pass(Duration.ofMillis(1));
        assertThat(rig.now(late)).isEqualTo(VALUE);

        battery.readFault(Fault.STALL);
        CompletionStage<Bytes> stalled = link.read(characteristic);
        rig.passSeconds(100);
        assertThat(stalled.toCompletableFuture()).isNotDone();
        battery.release();
        assertThat(rig.now(stalled)).isEqualTo(VALUE);
        assertThat(rig.now(link.read(characteristic))).isEqualTo(VALUE);
    }

    @Test
    void notifications_comeOnlyWhileSubscribedAndNeverFromReads() {
        Link link = rig.connect(ADDRESS);
        Characteristic characteristic = rig.characteristic(link, "2a19");
        battery.notifyNow(Bytes.ofInts(1));
        rig.now(link.setNotify(characteristic, NotifyMode.NOTIFY));
        assertThat(battery.isSubscribed()).isTrue();

        battery.notifyNow(Bytes.ofInts(2));
        rig.now(link.read(characteristic));
        battery.notifyNow(Bytes.of(new byte[300]));
        rig.now(link.setNotify(characteristic, NotifyMode.OFF));
        battery.notifyNow(Bytes.ofInts(3));
        rig.settle();

        assertThat(rig.core.notifications).containsExactly(Bytes.ofInts(2), Bytes.of(new byte[244]));
        assertThat(battery.isSubscribed()).isFalse();
    }

    @Test
    void connected_doesNotAdvertise_andResumesAfterwards() {
        Link link = rig.connect(ADDRESS);
        rig.scan(ScanMode.PASSIVE);
        rig.passSeconds(5);
        assertThat(rig.core.reports).isEmpty();

        rig.now(link.close());
        rig.passSeconds(5);

        assertThat(rig.core.reports).hasSizeGreaterThan(3);
        assertThat(rig.told()).endsWith("disconnected REQUESTED");
    }

    @Test
    void hungUp_isRemoteAndFailsWhatIsOpen() {
        Link link = rig.connect(ADDRESS);
        battery.readFault(Fault.STALL);
        CompletionStage<Bytes> open = link.read(rig.characteristic(link, "2a19"));

        device.disconnect();

        assertThat(rig.failureNow(open)).isInstanceOfSatisfying(BleDisconnectedException.class, e -> {
            assertThat(e.reason()).isEqualTo(DisconnectReason.REMOTE);
            assertThat(e.wasSent()).isTrue();
            assertThat(e.operation().toString()).isEqualTo("read 2a19 " + ADDRESS + " (sim/sim0)");
        });
        assertThat(rig.told()).endsWith("disconnected REMOTE");
        assertThat(rig.failureNow(link.discover()))
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.wasSent()).isFalse());
        assertThat(rig.now(link.close())).isNull();
    }

    @Test
    void vanished_isLostAfterTheSupervisionTimeout() {
        Link link = rig.connect(ADDRESS);
        Characteristic characteristic = rig.characteristic(link, "2a19");
        device.vanish();
        CompletionStage<Bytes> read = link.read(characteristic);
        rig.pass(Duration.ofMillis(1900));
        assertThat(read.toCompletableFuture()).isNotDone();

        rig.pass(Duration.ofMillis(200));

        assertThat(Recorder.failure(read)).isInstanceOf(BleDisconnectedException.class);
        assertThat(rig.told()).endsWith("disconnected LINK_LOST");
    }

    @Test
    void absentDevice_isConnectedWhenItAppears() {
        device.vanish();
        PendingLink attempt = rig.open(ADDRESS);
        rig.passSeconds(60);
        assertThat(attempt.link().toCompletableFuture()).isNotDone();

        device.appear();

        assertThat(rig.now(attempt.link())).isNotNull();
    }

    @Test
    void cancelledAttempt_leavesNoLink() {
        device.vanish();
        PendingLink attempt = rig.open(ADDRESS);
        rig.now(attempt.cancel());
        device.appear();
        rig.passSeconds(5);

        assertThat(connectReason(attempt.link())).isEqualTo(BleConnectException.Reason.ABORTED);
        assertThat(device.isConnected()).isFalse();
        assertThat(rig.told()).containsExactly("added sim/sim0");
    }

    @Test
    void cancelAfterTheLinkIsUp_hasNoEffect() {
        PendingLink attempt = rig.open(ADDRESS);
        Link link = rig.now(attempt.link());

        rig.now(attempt.cancel());

        assertThat(device.isConnected()).isTrue();
        assertThat(rig.now(link.discover()).services()).hasSize(1);
    }

    @Test
    void attempts_failWithTheirReason() {
        assertThat(connectReason(rig.open("C2:00:00:00:00:99").link())).isEqualTo(BleConnectException.Reason.NOT_FOUND);
        device.refuseConnections(true);
        assertThat(connectReason(rig.open(ADDRESS).link())).isEqualTo(BleConnectException.Reason.REFUSED);
        rig.air.adapter("sim0").powerOff();
        assertThat(rig.failureNow(rig.open(ADDRESS).link()))
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleUnavailableException.Reason.POWERED_OFF));
    }

    @Test
    void adapterLost_endsLinkAndAttempt() {
        rig.connect(ADDRESS);
        rig.air.addDevice(AirDevice.builder("C2:00:00:00:00:02"));
        PendingLink attempt = rig.open("C2:00:00:00:00:02");
        rig.settle();

        rig.air.adapter("sim0").unplug();
        rig.settle();

        assertThat(rig.told()).endsWith("removed sim/sim0 ADAPTER_GONE", "disconnected ADAPTER_GONE");
        assertThat(Recorder.failure(attempt.link())).isInstanceOf(BleUnavailableException.class);
        assertThat(device.isConnected()).isFalse();
    }

    @Test
    void stoppedBackend_endsWhatIsOpenWithoutCallingAnybody() {
        Link link = rig.connect(ADDRESS);
        battery.readFault(Fault.STALL);
        CompletionStage<Bytes> open = link.read(rig.characteristic(link, "2a19"));
        rig.settle();
        List<String> before = List.copyOf(rig.told());

        rig.backend.stop();

        assertThat(Recorder.failure(open)).isInstanceOf(BleDisconnectedException.class);
        assertThat(Recorder.failure(link.discover())).isInstanceOf(BleDisconnectedException.class);
        assertThat(rig.told()).isEqualTo(before);
        assertThat(device.isConnected()).isFalse();
    }

    @Test
    void replacedServices_endSubscriptionsAndAreDiscoveredAnew() {
        Link link = rig.connect(ADDRESS);
        rig.now(link.setNotify(rig.characteristic(link, "2a19"), NotifyMode.NOTIFY));

        device.replaceServices(List.of(new AirService.Builder(BleUuid.of(0x180A))));
        battery.notifyNow(VALUE);
        rig.settle();

        assertThat(rig.told()).endsWith("services changed");
        assertThat(rig.core.notifications).isEmpty();
        assertThat(rig.now(link.discover()).service(BleUuid.of(0x180A))).isPresent();
    }

    private int attCode(CompletionStage<?> stage) {
        Throwable failure = rig.failureNow(stage);
        assertThat(failure).isInstanceOf(GattException.class);
        return ((GattException) failure).attCode().orElseThrow();
    }

    private BleConnectException.Reason connectReason(CompletionStage<?> stage) {
        Throwable failure = rig.failureNow(stage);
        assertThat(failure).isInstanceOf(BleConnectException.class);
        return ((BleConnectException) failure).reason();
    }
}
