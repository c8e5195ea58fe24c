// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.guest.Radio;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.Specimen;

/** The rig itself: daemon and controllers can be taken away and return, and the peripheral returns with them. */
class RadioTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HCI0 = "/org/bluez/hci0";

    @Test
    void restartDaemon_peripheralComesBack_isFoundAgain() throws IOException {
        try (Bus bus = Bus.system();
                Peripheral specimen = Specimen.open("hci1")) {
            Radio.restartDaemon();

            specimen.comeBack();

            find(new Bluez(bus), specimen);
        }
    }

    @Test
    void unplug_adaptersGo_plug_adaptersReturn() throws IOException {
        try (Bus bus = Bus.system();
                Peripheral specimen = Specimen.open("hci1")) {
            Bluez bluez = new Bluez(bus);
            Radio.unplug();
            bluez.await(
                    PATIENCE,
                    "no adapter",
                    objects -> objects.objects(Bluez.ADAPTER).isEmpty());

            Radio.plug();
            bluez.await(
                    PATIENCE,
                    "two adapters",
                    objects -> objects.objects(Bluez.ADAPTER).size() == 2);

            assertThat(bluez.objects(Bluez.ADAPTER)).containsOnlyKeys(HCI0, "/org/bluez/hci1");
            specimen.comeBack();
            find(bluez, specimen);
        }
    }

    private static void find(Bluez bluez, Peripheral specimen) throws IOException {
        String device = HCI0 + "/dev_" + specimen.address().replace(':', '_');
        bluez.power(PATIENCE, HCI0, true);
        bluez.call(HCI0, Bluez.ADAPTER, "StartDiscovery");
        bluez.await(
                PATIENCE,
                device + " is found",
                objects -> objects.get(device, Bluez.DEVICE, "ServiceData").isPresent());
        bluez.call(HCI0, Bluez.ADAPTER, "StopDiscovery");
    }
}
