// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freedesktop.dbus.DBusPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Capability;
import org.ravning.api.Ravning;
import org.ravning.api.ScanMode;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.guest.Radio;
import org.ravning.itest.bluez.peripheral.Broadcast;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.Specimen;
import org.ravning.testkit.Await;

/** Passive scanning with a real bluetoothd: by its advertisement monitors, and without them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class PassiveScanTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/org/bluez/hci0";
    private static final AdapterId HCI0 = new AdapterId("bluez", "hci0");

    private Peripheral specimen;
    private Bus bus;
    private Bluez bluez;
    private Ravning ravning;
    private final List<Advertisement> heard = new CopyOnWriteArrayList<>();
    private int readings;

    @BeforeAll
    void open() throws IOException, InterruptedException {
        specimen = Specimen.open("hci1");
        specimen.repeatAlways(true);
        bus = Bus.system();
        bluez = new Bluez(bus);
        bluez.power(PATIENCE, PATH, true);
        ravning = Ravning.open();
        assertThat(ravning.adapters().awaitReady(PATIENCE)).isTrue();
    }

    @AfterAll
    void close() throws IOException {
        ravning.close();
        specimen.close();
        bus.close();
    }

    /** bluetoothd tells what it has ever learned of a device, so it has to forget it. */
    @BeforeEach
    void forget() throws IOException {
        heard.clear();
        String device = PATH + "/dev_" + specimen.address().replace(':', '_');
        if (bluez.objects(Bluez.DEVICE).containsKey(device)) {
            bluez.call(PATH, Bluez.ADAPTER, "RemoveDevice", "o", new DBusPath(device));
        }
    }

    @Test
    void passiveScan_forAService_hearsItWithoutDiscovery() throws Exception {
        Await.until("passive scanning is offered", () -> canScanPassively());
        try (Subscription scan = scan(ScanMode.PASSIVE, Specimen.BTHOME)) {
            awaitHeard();

            assertThat(bluez.get(PATH, Bluez.ADAPTER, "Discovering")).isEqualTo(Optional.of(false));
            assertThat(scan.isActive()).isTrue();
        }
        assertThat(heard)
                .allSatisfy(advertisement ->
                        assertThat(advertisement.device().toString()).containsIgnoringCase(specimen.address()));
    }

    @Test
    void passiveScan_forEverything_hearsByItsFlags() throws Exception {
        try (Subscription scan = scan(ScanMode.PASSIVE)) {
            awaitHeard();
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    void passiveScan_forAServiceThatNobodyHas_hearsNothing() throws Exception {
        try (Subscription scan = scan(ScanMode.PASSIVE, BleUuid.of(0x1234))) {
            Await.never("anything is heard", Duration.ofSeconds(5), () -> !heard.isEmpty());
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    void passiveScan_besideAnActiveOne_bothHear_andItGoesOnAlone() throws Exception {
        List<Advertisement> active = new CopyOnWriteArrayList<>();
        try (Subscription passive = scan(ScanMode.PASSIVE, Specimen.BTHOME)) {
            awaitHeard();
            try (Subscription scan = ravning.scanner().scan(request(ScanMode.ACTIVE, Specimen.BTHOME), active::add)) {
                Await.until(
                        "the active scan hears the name",
                        () -> active.stream().anyMatch(one -> Specimen.NAME.equals(one.localName())));
                awaitHeard();
                assertThat(scan.isActive()).isTrue();
            }
            awaitHeard();
            assertThat(passive.isActive()).isTrue();
        }
    }

    @Test
    void passiveScan_daemonRestarts_hearsAgain() throws Exception {
        try (Subscription scan = scan(ScanMode.PASSIVE, Specimen.BTHOME)) {
            awaitHeard();
            Radio.restartDaemon();
            bluez.power(PATIENCE, PATH, true);
            specimen.comeBack();
            awaitHeard();
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    void plainDaemon_offersNoPassiveScan_saysSo_andScansActivelyOnRequest() throws Exception {
        Radio.restartPlainDaemon();
        try {
            bluez.power(PATIENCE, PATH, true);
            specimen.comeBack();
            Await.until("passive scanning is offered no more", () -> !canScanPassively());
            Await.until(
                    "the adapter is on",
                    () -> ravning.adapters().defaultAdapter().isPresent());

            assertThatThrownBy(() -> scan(ScanMode.PASSIVE, Specimen.BTHOME))
                    .isInstanceOf(BleUnsupportedException.class);
            try (Subscription scan = scan(ScanMode.PASSIVE_PREFERRED, Specimen.BTHOME)) {
                awaitHeard();
                assertThat(scan.isActive()).isTrue();
            }
        } finally {
            Radio.restartDaemon();
            bluez.power(PATIENCE, PATH, true);
            specimen.comeBack();
        }
    }

    private boolean canScanPassively() {
        return ravning.adapters().all().stream()
                .filter(adapter -> adapter.id().equals(HCI0))
                .map(BleAdapter::capabilities)
                .anyMatch(all -> all.contains(Capability.PASSIVE_SCAN));
    }

    private Subscription scan(ScanMode mode, UUID... services) throws Exception {
        return ravning.scanner().scan(request(mode, services), heard::add);
    }

    private static ScanRequest request(ScanMode mode, UUID... services) {
        ScanRequest.Builder request =
                ScanRequest.builder().adapter(HCI0).mode(mode).waitForAdapter(false);
        List.of(services).forEach(request::service);
        return request.build();
    }

    /**
     * Waits until the specimen is heard with a new reading. Without a filter of its own bluetoothd does not repeat what has
     * not changed, and here the signal strength, which changes elsewhere, is not available.
     */
    private void awaitHeard() throws IOException {
        Bytes reading =
                Bytes.ofHex("4002").concat(Bytes.ofInts(++readings & 0xFF, 9)).concat(Bytes.ofHex("03bf13"));
        Broadcast usual = Specimen.broadcast();
        specimen.advertise(new Broadcast(
                usual.name(), usual.serviceUuids(), Map.of(Specimen.BTHOME, reading), usual.manufacturerData()));
        Await.until(
                "the reading " + reading.hex() + " is heard",
                PATIENCE,
                () -> heard.stream()
                        .anyMatch(one -> reading.equals(one.serviceData().get(Specimen.BTHOME))));
    }
}
