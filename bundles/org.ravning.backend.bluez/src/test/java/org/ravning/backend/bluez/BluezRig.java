// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.ravning.api.AddressType;
import org.ravning.api.DeviceAddress;
import org.ravning.api.ScanMode;
import org.ravning.backend.bluez.script.PrivateBus;
import org.ravning.backend.bluez.script.Recorder;
import org.ravning.backend.bluez.script.ScriptedBluez;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioScan;
import org.ravning.testkit.Await;

/** What each test of the backend has: a bus, a scripted bluetoothd with one adapter, a backend that is started. */
abstract class BluezRig {
    static final String ADDRESS = "C0:00:00:00:00:01";
    static final DeviceAddress DEVICE = DeviceAddress.of(ADDRESS, AddressType.UNKNOWN);
    static final RadioScan ACTIVE = new RadioScan(ScanMode.ACTIVE, Set.of());
    static final BluezSettings.Timing QUICK = new BluezSettings.Timing(
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(50),
            Duration.ofSeconds(10),
            Duration.ofMillis(5));

    PrivateBus bus;
    ScriptedBluez bluez;
    BluezBackend backend;
    Recorder recorder;
    String hci0;

    @BeforeEach
    void setUp() {
        bus = new PrivateBus();
        bluez = new ScriptedBluez(bus.address());
        hci0 = bluez.addAdapter("hci0");
        recorder = new Recorder();
        backend = new BluezBackend(new BluezSettings(bus.address(), QUICK));
    }

    @AfterEach
    void tearDown() throws IOException {
        backend.stop();
        bluez.close();
        bus.close();
        Await.until(
                "no thread of the backend is left: " + threads(),
                () -> threads().isEmpty());
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ravning-bluez")
                        || name.startsWith("DBus Sender")
                        || name.startsWith("DBus-")
                        || name.startsWith("DBusConnection"))
                .toList();
    }

    Radio start() {
        backend.start(recorder);
        return recorder.awaitRadio();
    }

    Radio startScan() throws ExecutionException, InterruptedException {
        Radio radio = start();
        Await.result(radio.startScan(ACTIVE, recorder));
        return radio;
    }

    void assertQuiet(String event) {
        assertThat(recorder.events).doesNotContain(event);
    }
}
