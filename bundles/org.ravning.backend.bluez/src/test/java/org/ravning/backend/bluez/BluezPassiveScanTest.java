// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleException;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.BleUuid;
import org.ravning.api.Capability;
import org.ravning.api.ScanMode;
import org.ravning.backend.bluez.script.Answer;
import org.ravning.backend.bluez.script.ScriptedBluez;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioScan;
import org.ravning.testkit.Await;

class BluezPassiveScanTest extends BluezRig {
    private static final RadioScan EVERYTHING = new RadioScan(ScanMode.PASSIVE, Set.of());
    private static final RadioScan BATTERY = new RadioScan(ScanMode.PASSIVE, Set.of(BleUuid.of(0x180F)));
    private static final String MANAGER = "org.bluez.AdvertisementMonitorManager1";
    private static final String OBJECTS = "org.freedesktop.DBus.ObjectManager";

    private Radio able() {
        bluez.alsoHas(hci0, MANAGER, Map.of("SupportedMonitorTypes", List.of("or_patterns")));
        bluez.on("RegisterMonitor", call -> Answer.DONE);
        bluez.on("UnregisterMonitor", call -> Answer.DONE);
        Radio radio = start();
        recorder.await("status ok");
        return radio;
    }

    private String root() {
        return String.valueOf(bluez.calls().stream()
                .filter(call -> call.member().equals("RegisterMonitor"))
                .findFirst()
                .orElseThrow()
                .values()[0]);
    }

    @Test
    void manager_there_isACapability() {
        assertThat(able().capabilities()).contains(Capability.PASSIVE_SCAN);
    }

    @Test
    void managerMissing_isExplained() throws Exception {
        Radio radio = start();

        assertThat(radio.capabilities()).doesNotContain(Capability.PASSIVE_SCAN);
        assertThat(Await.failure(radio.startScan(EVERYTHING, recorder)))
                .isInstanceOf(BleUnsupportedException.class)
                .hasMessageContaining("BlueZ 5.56");
    }

    @Test
    void passiveScan_hearsWithoutDiscovery() throws Exception {
        Radio radio = able();
        Await.result(radio.startScan(EVERYTHING, recorder));
        String path = bluez.addDevice(hci0, ADDRESS, Map.of());
        bluez.change(path, ScriptedBluez.DEVICE, Map.of("RSSI", (short) -70));

        Await.until("it is heard", () -> !recorder.reports.isEmpty());
        assertThat(recorder.reports.get(0).rssi()).isEqualTo(-70);
        assertThat(bluez.count("StartDiscovery")).isZero();
    }

    @Test
    void monitor_isShownWithItsPatterns() throws Exception {
        Radio radio = able();
        Await.result(radio.startScan(BATTERY, recorder));

        String objects = Await.result(bluez.ask("RegisterMonitor", root(), OBJECTS, "GetManagedObjects", ""));
        assertThat(objects).contains("org.bluez.AdvertisementMonitor1", "or_patterns", "Patterns");
    }

    @Test
    void stopped_isTakenBack() throws Exception {
        Radio radio = able();
        Await.result(radio.startScan(EVERYTHING, recorder));
        Await.result(radio.stopScan());

        assertThat(bluez.count("UnregisterMonitor")).isEqualTo(1);
        assertThat(bluez.count("StopDiscovery")).isZero();
    }

    @Test
    void refused_isATypedFailureAndTheNextScanWorks() throws Exception {
        Radio radio = able();
        bluez.on("RegisterMonitor", call -> Answer.error("Failed", "no"));
        assertThat(Await.failure(radio.startScan(EVERYTHING, recorder))).isInstanceOf(BleException.class);
        bluez.on("RegisterMonitor", call -> Answer.DONE);

        Await.result(radio.startScan(EVERYTHING, recorder));
    }

    @Test
    void releasedByBluetoothd_endsTheScan() throws Exception {
        Radio radio = able();
        Await.result(radio.startScan(EVERYTHING, recorder));
        Await.result(
                bluez.ask("RegisterMonitor", root() + "/monitor0", "org.bluez.AdvertisementMonitor1", "Release", ""));

        recorder.await("scan stopped FAILED");
    }

    @Test
    void discoveringFalse_isNoEndOfAPassiveScan() throws Exception {
        Radio radio = able();
        Await.result(radio.startScan(EVERYTHING, recorder));
        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Discovering", false, "Alias", "other"));
        recorder.await("changed bluez/hci0 POWERED_ON");
        String path = bluez.addDevice(hci0, ADDRESS, Map.of());
        bluez.change(path, ScriptedBluez.DEVICE, Map.of("RSSI", (short) -71));

        Await.until("it is heard", () -> !recorder.reports.isEmpty());
        assertThat(recorder.events).noneMatch(event -> event.startsWith("scan stopped"));
    }

    @Test
    void adapterOff_endsIt() throws Exception {
        Radio radio = able();
        Await.result(radio.startScan(EVERYTHING, recorder));
        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", false));

        Await.until(
                "the scan has ended",
                () -> recorder.events.stream().anyMatch(event -> event.startsWith("scan stopped")));
        Await.until("it is taken back", () -> bluez.count("UnregisterMonitor") == 1);
    }
}
