// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnection;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceId;
import org.ravning.api.Ravning;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.backend.sim.SimBackend;
import org.ravning.backend.sim.air.Air;
import org.ravning.backend.sim.air.AirAdapter;
import org.ravning.backend.sim.air.AirDevice;
import org.ravning.testkit.Await;
import org.ravning.testkit.GivenBackend;
import org.ravning.testkit.ThreadLeakCheck;

/** Adapters that hold one link each. */
@ExtendWith(ThreadLeakCheck.class)
class SimSlotsTest {
    private static final ConnectOptions OPTIONS = ConnectOptions.DEFAULT.withTimeout(Await.slow(Duration.ofSeconds(8)));

    private final Air air = new Air(1);

    private DeviceId device(int number) {
        String address = "C0:00:00:00:00:0" + number;
        air.addDevice(AirDevice.builder(address).connectable(true).interval(Duration.ofMillis(20)));
        return DeviceId.parse(address);
    }

    @Test
    void pain06_outOfSlots_anotherAdapterIsTaken_andNoSlotIsSaidWhenAllAreFull() throws Exception {
        air.addAdapter(AirAdapter.builder("sim0").slots(1));
        air.addAdapter(AirAdapter.builder("sim1").slots(1));
        List<DeviceId> devices = List.of(device(1), device(2), device(3));
        try (Ravning ravning = GivenBackend.open(new SimBackend(air));
                Subscription scan = ravning.scanner()
                        .scan(ScanRequest.builder().waitForAdapter(true).build(), heard -> {})) {
            Await.until(
                    "both adapters scan",
                    () -> ravning.adapters().all().stream()
                                    .filter(BleAdapter::isScanning)
                                    .count()
                            == 2);
            try (BleConnection one = ravning.central().connect(devices.get(0), OPTIONS);
                    BleConnection two = ravning.central().connect(devices.get(1), OPTIONS)) {
                assertThat(two.adapter()).isNotEqualTo(one.adapter());
                assertThatThrownBy(() -> ravning.central().connect(devices.get(2), OPTIONS))
                        .isInstanceOfSatisfying(
                                BleConnectException.class,
                                e -> assertThat(e.reason()).isEqualTo(BleConnectException.Reason.NO_SLOT))
                        .hasMessageContaining("has no room for another link; this program has 1 there");
            }
            ravning.central().connect(devices.get(2), OPTIONS).close();
            assertThat(scan.isActive()).isTrue();
        }
    }
}
