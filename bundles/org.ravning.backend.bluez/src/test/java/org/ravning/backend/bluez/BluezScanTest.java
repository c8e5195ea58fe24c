// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.BleUuid;
import org.ravning.api.BluezOptions;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.ScanMode;
import org.ravning.backend.bluez.script.Answer;
import org.ravning.backend.bluez.script.ScriptedBluez;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioScan;
import org.ravning.testkit.Await;

class BluezScanTest extends BluezRig {
    private static final String BATTERY = "0000180f-0000-1000-8000-00805f9b34fb";

    private static final String GENERIC_ACCESS = "00001800-0000-1000-8000-00805f9b34fb";
    private static final String HEART_RATE = "0000180d-0000-1000-8000-00805f9b34fb";

    private static Variant<Short> rssi(int dBm) {
        return new Variant<>((short) dBm);
    }

    private AdvertisementReport last(int count) {
        Await.until(count + " reports", () -> recorder.reports.size() >= count);
        assertThat(recorder.reports).hasSize(count);
        return recorder.reports.get(count - 1);
    }

    @Test
    void scanStarts_filterAsksForEveryLePacket() throws Exception {
        startScan();

        ScriptedBluez.Call filter = bluez.calls().stream()
                .filter(c -> c.member().equals("SetDiscoveryFilter"))
                .findFirst()
                .orElseThrow();
        assertThat(filter.path()).isEqualTo(hci0);
        Map<?, ?> keys = (Map<?, ?>) filter.values()[0];
        assertThat(((Variant<?>) keys.get("Transport")).getValue()).isEqualTo("le");
        assertThat(((Variant<?>) keys.get("DuplicateData")).getValue()).isEqualTo(true);
        assertThat(bluez.count("StartDiscovery")).isEqualTo(1);
    }

    @Test
    void newDeviceIsHeard_allItsPacketCarriedIsReported() throws Exception {
        startScan();

        bluez.addDevice(
                hci0,
                ADDRESS,
                Map.of(
                        "Name",
                        "Tag",
                        "RSSI",
                        rssi(-60),
                        "TxPower",
                        new Variant<>((short) -4),
                        "UUIDs",
                        List.of(BATTERY),
                        "Appearance",
                        new Variant<>(new UInt16(0x0341)),
                        "AdvertisingFlags",
                        new byte[] {6},
                        "ManufacturerData",
                        ScriptedBluez.manufacturerData(0x0499, (byte) 5, (byte) 0xFF),
                        "ServiceData",
                        ScriptedBluez.serviceData(BATTERY, (byte) 99)));

        AdvertisementReport report = last(1);
        assertThat(report.device()).isEqualTo(DeviceAddress.of(ADDRESS, AddressType.RANDOM));
        assertThat(((DeviceAddress) report.device()).type()).isEqualTo(AddressType.RANDOM);
        assertThat(report.rssi()).isEqualTo(-60);
        assertThat(report.connectable()).isNull();
        assertThat(report.data().localName()).isEqualTo("Tag");
        assertThat(report.data().txPower()).isEqualTo(-4);
        assertThat(report.data().appearance()).isEqualTo(0x0341);
        assertThat(report.data().flags()).isEqualTo(6);
        assertThat(report.data().serviceUuids()).containsExactly(BleUuid.of(0x180F));
        assertThat(report.data().manufacturerData()).containsExactly(Map.entry(0x0499, Bytes.ofHex("05ff")));
        assertThat(report.data().serviceData()).containsExactly(Map.entry(BleUuid.of(0x180F), Bytes.ofHex("63")));
    }

    @Test
    void nextPacketCarriesOtherData_earlierDataIsNotInTheReport() throws Exception {
        String device = bluez.addDevice(hci0, ADDRESS, Map.of("Name", "Tag"));
        startScan();

        bluez.change(
                device,
                ScriptedBluez.DEVICE,
                Map.of("RSSI", rssi(-60), "ManufacturerData", ScriptedBluez.manufacturerData(1, (byte) 1)));
        last(1);
        bluez.change(
                device,
                ScriptedBluez.DEVICE,
                Map.of("RSSI", rssi(-60), "ServiceData", ScriptedBluez.serviceData(BATTERY, (byte) 99)));
        AdvertisementReport second = last(2);
        bluez.change(device, ScriptedBluez.DEVICE, Map.of("RSSI", rssi(-61)));
        AdvertisementReport third = last(3);

        assertThat(second.data().manufacturerData()).isEmpty();
        assertThat(second.data().serviceData()).hasSize(1);
        assertThat(third.data().manufacturerData()).isEmpty();
        assertThat(third.data().serviceData()).isEmpty();
        assertThat(third.data().localName()).isEqualTo("Tag");
        assertThat(third.rssi()).isEqualTo(-61);
    }

    @Test
    void deviceWasNeverAnnounced_itsPacketsAreReported() throws Exception {
        startScan();

        bluez.change(hci0 + "/dev_C0_00_00_00_00_09", ScriptedBluez.DEVICE, Map.of("RSSI", rssi(-60)));
        bluez.change("/org/bluez/hci9/dev_C0_00_00_00_00_09", ScriptedBluez.DEVICE, Map.of("RSSI", rssi(-61)));
        bluez.change(hci0 + "/player0", ScriptedBluez.DEVICE, Map.of("RSSI", rssi(-62)));
        bluez.change(hci0 + "/dev_C0_00_00_00_00_09", ScriptedBluez.DEVICE, Map.of("RSSI", rssi(-63)));

        assertThat(last(2).rssi()).isEqualTo(-63);
        assertThat(recorder.reports.get(0).device())
                .isEqualTo(DeviceAddress.of("C0:00:00:00:00:09", AddressType.UNKNOWN));
    }

    @Test
    void changesThatAreNoPackets_areNotReported() throws Exception {
        startScan();
        String device = bluez.addDevice(hci0, ADDRESS, Map.of("Name", "Tag"));

        for (String property : List.of("Connected", "Paired", "Trusted", "ServicesResolved")) {
            bluez.change(device, ScriptedBluez.DEVICE, Map.of(property, true));
        }
        bluez.change(device, ScriptedBluez.DEVICE, Map.of("Name", "Other", "UUIDs", List.of(BATTERY)));
        bluez.change(device, ScriptedBluez.DEVICE, Map.of(), List.of("RSSI", "TxPower"));
        bluez.change(device, ScriptedBluez.DEVICE, Map.of("RSSI", rssi(127)));

        AdvertisementReport report = last(1);
        assertThat(report.rssi()).isEqualTo(Advertisement.RSSI_UNAVAILABLE);
        assertThat(report.data().localName()).isEqualTo("Other");
        assertThat(report.data().serviceUuids()).as("learned by connecting").isEmpty();
    }

    @Test
    void deviceKnownFromAnEarlierLink_anyOfItsServicesMayBeAdvertised() throws Exception {
        String device = bluez.addDevice(hci0, ADDRESS, Map.of("UUIDs", List.of(GENERIC_ACCESS, BATTERY)));
        startScan();

        bluez.change(device, ScriptedBluez.DEVICE, Map.of("RSSI", rssi(-60)));

        assertThat(last(1).data().serviceUuids()).containsExactly(BleUuid.of(0x180F));
    }

    @Test
    void deviceIsToldAnewWithServicesFromAnEarlierLife_anyOfThemMayBeAdvertised() throws Exception {
        startScan();

        bluez.addDevice(hci0, ADDRESS, Map.of("RSSI", rssi(-60), "UUIDs", List.of(GENERIC_ACCESS, BATTERY)));

        assertThat(last(1).data().serviceUuids()).containsExactly(BleUuid.of(0x180F));
    }

    @Test
    void servicesLearnedByConnecting_areNotTakenForAdvertised() throws Exception {
        startScan();
        String device = bluez.addDevice(hci0, ADDRESS, Map.of("RSSI", rssi(-60), "UUIDs", List.of(HEART_RATE)));
        last(1);

        List<String> learned = List.of(GENERIC_ACCESS, BATTERY, HEART_RATE);
        bluez.change(device, ScriptedBluez.DEVICE, Map.of("RSSI", rssi(-61), "UUIDs", learned));

        assertThat(last(2).data().serviceUuids()).containsExactly(BleUuid.of(0x180D));
    }

    @Test
    void anotherProgramScans_nothingIsReported() throws Exception {
        Radio radio = start();
        bluez.addDevice(hci0, ADDRESS, Map.of("RSSI", rssi(-60)));
        bluez.addAdapter("hci2");
        recorder.await("added bluez/hci2 POWERED_ON");
        Await.result(radio.startScan(ACTIVE, recorder));
        Await.result(radio.stopScan());
        bluez.change(hci0 + "/dev_C0_00_00_00_00_01", ScriptedBluez.DEVICE, Map.of("RSSI", rssi(-59)));
        bluez.addAdapter("hci1");
        recorder.await("added bluez/hci1 POWERED_ON");

        assertThat(recorder.reports).isEmpty();
        assertThat(bluez.count("StopDiscovery")).isEqualTo(1);
    }

    @Test
    void dataOfWrongType_isCountedAndTheScanGoesOn() throws Exception {
        startScan();

        bluez.addDevice(hci0, ADDRESS, Map.of("RSSI", rssi(-60), "ManufacturerData", "nonsense"));
        recorder.await("malformed");
        bluez.addDevice(hci0, "C0:00:00:00:00:02", Map.of("RSSI", rssi(-60), "UUIDs", List.of("xyz")));
        recorder.await(2, "malformed");
        bluez.addDevice(hci0, "C0:00:00:00:00:03", Map.of("RSSI", "loud", "Name", new Variant<>(7)));

        assertThat(last(1).rssi()).isEqualTo(Advertisement.RSSI_UNAVAILABLE);
    }

    @Test
    void staleSessionInTheWay_isStoppedAndTheStartRepeated() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        bluez.on(
                "StartDiscovery",
                call -> starts.incrementAndGet() < 3
                        ? Answer.error("InProgress", "Operation already in progress")
                        : Answer.DONE);

        startScan();

        assertThat(starts).hasValue(3);
        assertThat(bluez.count("StopDiscovery")).isEqualTo(2);
    }

    @Test
    void adapterIsOff_startFailsTyped() throws Exception {
        bluez.on("StartDiscovery", call -> Answer.error("NotReady", "Resource Not Ready"));
        Radio radio = start();

        assertThat(Await.failure(radio.startScan(ACTIVE, recorder)))
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleUnavailableException.Reason.POWERED_OFF));
    }

    @Test
    void passiveScan_isRefusedTyped() throws Exception {
        Radio radio = start();

        assertThat(Await.failure(radio.startScan(new RadioScan(ScanMode.PASSIVE, Set.of()), recorder)))
                .isInstanceOf(BleUnsupportedException.class);
    }

    @Test
    void startIsStoppedBeforeItsAnswer_nothingIsLeft() throws Exception {
        Radio radio = start();

        CompletionStage<Void> started = radio.startScan(ACTIVE, recorder);
        Await.result(radio.stopScan());
        Await.until("the start is decided", () -> started.toCompletableFuture().isDone());

        assertThat(bluez.count("StopDiscovery")).isEqualTo(bluez.count("StartDiscovery"));
        bluez.addDevice(hci0, ADDRESS, Map.of("RSSI", rssi(-60)));
        Await.result(radio.startScan(ACTIVE, recorder));
    }

    @Test
    void adapterIsSwitchedOff_scanStopsWithItsReason() throws Exception {
        startScan();

        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", false));

        recorder.await("scan stopped POWERED_OFF");
    }

    @Test
    void bluetoothdEndsDiscovery_scanStops() throws Exception {
        startScan();

        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Discovering", false));

        recorder.await("scan stopped FAILED");
    }

    @Test
    void bluetoothdRestartsDiscovery_scanGoesOn() throws Exception {
        startScan();

        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Discovering", false));
        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Discovering", true));
        bluez.addDevice(hci0, ADDRESS, Map.of("RSSI", rssi(-60)));

        last(1);
        assertQuiet("scan stopped FAILED");
    }

    @Test
    void stopIsRefusedWhileConnecting_isRepeatedBeforeTheNextStart() throws Exception {
        AtomicInteger stops = new AtomicInteger();
        bluez.on(
                "StopDiscovery",
                call -> stops.incrementAndGet() < 3 ? Answer.error("Failed", "Rejected (0x0b)") : Answer.DONE);
        Radio radio = startScan();

        Await.result(radio.stopScan());
        Await.result(radio.startScan(ACTIVE, recorder));

        assertThat(stops).hasValue(3);
        assertThat(bluez.count("StartDiscovery")).isEqualTo(2);
    }

    @Test
    void stopFindsNoDiscovery_isDone() throws Exception {
        bluez.on("StopDiscovery", call -> Answer.error("Failed", "No discovery started"));
        Radio radio = startScan();

        Await.result(radio.stopScan());

        assertThat(bluez.count("StopDiscovery")).isEqualTo(1);
    }

    @Test
    void backendStops_discoveryIsStopped() throws ExecutionException, InterruptedException {
        startScan();

        backend.stop();

        assertThat(bluez.count("StopDiscovery")).isEqualTo(1);
    }

    @Test
    void optionsOfAScan_goToTheDaemonWithTheirTypes() throws Exception {
        Radio radio = start();
        recorder.await("status ok");
        BluezOptions options = BluezOptions.builder()
                .service("180f")
                .pathloss(60)
                .pattern("Tag")
                .build();
        RadioScan.Want want = new RadioScan.Want(Set.of(), List.of(options));
        Await.result(radio.startScan(new RadioScan(ScanMode.ACTIVE, Set.of(), Set.of(want)), recorder));

        Map<?, ?> keys = (Map<?, ?>) bluez.calls().stream()
                .filter(c -> c.member().equals("SetDiscoveryFilter"))
                .findFirst()
                .orElseThrow()
                .values()[0];
        assertThat(keys.keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("Transport", "DuplicateData", "UUIDs", "Pathloss", "Pattern");
        assertThat(((Variant<?>) keys.get("Pathloss")).getSig()).isEqualTo("q");
        assertThat(((Variant<?>) keys.get("UUIDs")).getSig()).isEqualTo("as");
        assertThat(((Variant<?>) keys.get("Pattern")).getValue()).isEqualTo("Tag");
    }
}
