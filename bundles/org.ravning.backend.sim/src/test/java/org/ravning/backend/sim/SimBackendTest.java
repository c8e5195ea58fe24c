// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.ScanMode;
import org.ravning.backend.sim.air.Air;
import org.ravning.backend.sim.air.AirDevice;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.BackendFactory;
import org.ravning.spi.RadioEvents;
import org.ravning.spi.RadioScan;

class SimBackendTest {
    @Test
    void factory_isFoundButNotByDefault() {
        BackendFactory factory = ServiceLoader.load(BackendFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(f -> f.name().equals("sim"))
                .findFirst()
                .orElseThrow();

        assertThat(factory.isDefault()).isFalse();
        assertThatThrownBy(() -> factory.create(Map.of("sim.file", "none.yaml")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("none.yaml: there is no such file");
    }

    @Test
    void startedAgain_runsAgainWithWhatTheDevicesHad() throws InterruptedException {
        Air air = Air.withOneAdapter();
        SimBackend backend = new SimBackend(air);
        for (int i = 0; i < 3; i++) {
            CountDownLatch looked = new CountDownLatch(1);
            Recorder core = new Recorder() {
                @Override
                public void status(BackendStatus status) {
                    looked.countDown();
                }
            };
            backend.start(core);
            assertThat(looked.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(core.radios).hasSize(1);
            backend.stop();
            backend.stop();
        }
        assertThatThrownBy(() -> {
                    backend.start(new Recorder());
                    backend.start(new Recorder());
                })
                .isInstanceOf(IllegalStateException.class);
        backend.stop();
    }

    /** A stop from another thread while packets rain: no sink is called once it has returned. */
    @Test
    void stoppedUnderLoad_callsNobodyAfterwards() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            Air air = Air.withOneAdapter();
            AirDevice device = air.addDevice(AirDevice.builder("C2:00:00:00:00:01"));
            SimBackend backend = new SimBackend(air);
            CountDownLatch heard = new CountDownLatch(20);
            java.util.concurrent.atomic.AtomicBoolean stopped = new java.util.concurrent.atomic.AtomicBoolean();
            java.util.concurrent.atomic.AtomicBoolean late = new java.util.concurrent.atomic.AtomicBoolean();
            RadioEvents ear = new RadioEvents() {
                @Override
                public void advertisement(AdvertisementReport report) {
                    heard.countDown();
                    if (stopped.get()) {
                        late.set(true);
                    }
                }

                @Override
                public void malformed(String why) {}

                @Override
                public void scanStopped(BleException cause) {
                    late.set(true);
                }
            };
            Recorder core = new Recorder() {
                @Override
                public void radioAdded(org.ravning.spi.Radio radio) {
                    var unused = radio.startScan(new RadioScan(ScanMode.ACTIVE, Set.of()), ear);
                }
            };
            backend.start(core);
            Thread rain = new Thread(() -> {
                for (int i = 0; i < 20_000 && !stopped.get(); i++) {
                    device.advertiseNow(Bytes.ofHex("020106"));
                }
            });
            rain.start();
            assertThat(heard.await(5, TimeUnit.SECONDS)).isTrue();

            backend.stop();
            stopped.set(true);
            rain.join(5000);

            assertThat(late).isFalse();
        }
    }
}
