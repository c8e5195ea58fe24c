// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleException;
import org.ravning.api.DeviceAddress;
import org.ravning.api.Ravning;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.bus.Monitor;
import org.ravning.itest.bluez.guest.Radio;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.Specimen;

/** Scanning through the API on a real bluetoothd, and what happens to it when the daemon or the radio goes away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Peripheral specimen;
    private Ravning ravning;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        specimen = Specimen.open("hci1");
        powerScanner();
        ravning = Ravning.open();
        assertThat(ravning.adapters().awaitReady(PATIENCE)).isTrue();
    }

    @AfterAll
    void end() throws IOException {
        ravning.close();
        specimen.close();
    }

    @Test
    void adapters_areListedInOrder() {
        assertThat(ravning.adapters().all())
                .extracting(adapter -> adapter.id().toString())
                .containsExactly("bluez/hci0", "bluez/hci1");
    }

    @Test
    void scan_hearsWhatWasAdvertised() throws IOException, InterruptedException {
        Advertisement heard = ravning.scanner()
                .findFirst(thermometer(), a -> Specimen.NAME.equals(a.localName()), PATIENCE)
                .orElseThrow();

        assertThat(heard.device().toString()).containsIgnoringCase(specimen.address());
        assertThat(heard.device()).isInstanceOf(DeviceAddress.class);
        assertThat(heard.heardBy()).hasToString("bluez/hci0");
        assertThat(heard.rssi()).isEqualTo(Advertisement.RSSI_UNAVAILABLE);
        assertThat(heard.serviceUuids()).contains(Specimen.BATTERY_SERVICE, Specimen.ENVIRONMENT_SERVICE);
        assertThat(heard.serviceData()).containsEntry(Specimen.BTHOME, Specimen.BTHOME_READING);
        assertThat(heard.manufacturerData()).isEmpty();
    }

    @Test
    void scan_keepsHearing_afterRestartOfDaemon() throws IOException, InterruptedException {
        Listener listener = new Listener();
        try (Subscription scan = ravning.scanner().scan(thermometer(), listener)) {
            listener.awaitHeard(2);

            Radio.restartDaemon();
            listener.awaitLost();
            powerScanner();
            specimen.comeBack();

            listener.awaitHeard(2);
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    void scan_keepsHearing_afterAdaptersWereUnplugged() throws IOException, InterruptedException {
        Listener listener = new Listener();
        try (Subscription scan = ravning.scanner().scan(thermometer(), listener)) {
            listener.awaitHeard(2);

            Radio.unplug();
            listener.awaitLost();
            Radio.plug();
            powerScanner();
            specimen.comeBack();

            listener.awaitHeard(2);
            assertThat(scan.isActive()).isTrue();
        }
    }

    private ScanRequest thermometer() {
        BleAdapter scanner = ravning.adapters().all().get(0);
        return ScanRequest.builder()
                .adapter(scanner.id())
                .service(Specimen.BTHOME)
                .build();
    }

    private static void powerScanner() throws IOException {
        try (Bus bus = Bus.system()) {
            new Bluez(bus).power(PATIENCE, "/org/bluez/hci0", true);
        }
    }

    private static final class Listener implements AdvertisementListener {
        private final Monitor monitor = new Monitor();
        private final List<Advertisement> heard = new ArrayList<>();
        private int lost;

        @Override
        public void onAdvertisement(Advertisement advertisement) {
            monitor.change(() -> heard.add(advertisement));
        }

        @Override
        public void onAdapterLost(AdapterId adapter, BleException cause) {
            monitor.change(() -> lost++);
        }

        /** Waits for that many from now on. */
        void awaitHeard(int count) {
            monitor.change(heard::clear);
            monitor.expect(PATIENCE, () -> heard.size() >= count, () -> "heard only " + heard.size());
        }

        void awaitLost() {
            monitor.expect(PATIENCE, () -> lost > 0, () -> "the adapter was not lost");
        }
    }
}
