// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.AddressType;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.DeviceAddress;
import org.ravning.api.ScanMode;
import org.ravning.api.WriteMode;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.Backend;
import org.ravning.spi.Link;
import org.ravning.spi.NotifyMode;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioEvents;
import org.ravning.spi.RadioScan;

/** The air that comes with the bundle, in real time. */
class DefaultAirTest {
    private final Recorder core = new Recorder();
    private final Backend backend = new SimBackendFactory().create(Map.of());

    @AfterEach
    void stop() {
        backend.stop();
    }

    @Test
    void start_scan_hearsEveryDeviceButTheButtonWithinFourSeconds() throws InterruptedException {
        Radio radio = start();
        Set<String> names = java.util.Collections.synchronizedSet(new TreeSet<>());
        CountDownLatch all = new CountDownLatch(1);
        RadioEvents ear = new RadioEvents() {
            @Override
            public void advertisement(AdvertisementReport report) {
                String name = report.data().localName();
                if (name != null && names.add(name) && names.size() == 7) {
                    all.countDown();
                }
            }

            @Override
            public void malformed(String why) {
                throw new AssertionError(why);
            }

            @Override
            public void scanStopped(org.ravning.api.BleException cause) {
                throw new AssertionError(cause);
            }
        };
        Recorder.result(radio.startScan(new RadioScan(ScanMode.ACTIVE, Set.of()), ear));

        assertThat(all.await(4, TimeUnit.SECONDS)).as("heard only %s", names).isTrue();
        assertThat(names).contains("Living room", "Front door", "Ruuvi 0004", "Heart strap", "Kitchen plug", "Mystery");
    }

    @Test
    void plug_written_isReadBackAndNotified() throws InterruptedException {
        Radio radio = start();
        DeviceAddress plug = DeviceAddress.of("C2:5A:10:00:00:06", AddressType.UNKNOWN);
        Link link = Recorder.result(radio.openLink(plug, core).link());
        Characteristic relay = Recorder.result(link.discover())
                .characteristic(BleUuid.of(0x2A56))
                .orElseThrow();

        Recorder.result(link.setNotify(relay, NotifyMode.NOTIFY));
        Recorder.result(link.write(relay, Bytes.ofInts(1), WriteMode.WITH_RESPONSE));

        assertThat(Recorder.result(link.read(relay))).isEqualTo(Bytes.ofInts(1));
        assertThat(core.notifications).containsExactly(Bytes.ofInts(0), Bytes.ofInts(1));
        Recorder.result(link.close());
        assertThat(core.told).endsWith("disconnected REQUESTED");
    }

    private Radio start() {
        CountDownLatch looked = new CountDownLatch(1);
        backend.start(new org.ravning.spi.BackendEvents() {
            @Override
            public void radioAdded(Radio radio) {
                core.radioAdded(radio);
            }

            @Override
            public void radioChanged(Radio radio) {
                core.radioChanged(radio);
            }

            @Override
            public void radioRemoved(Radio radio, org.ravning.api.BleUnavailableException cause) {
                core.radioRemoved(radio, cause);
            }

            @Override
            public void status(org.ravning.api.BackendStatus status) {
                core.status(status);
                looked.countDown();
            }
        });
        try {
            assertThat(looked.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(core.statuses.get(0).message()).isEqualTo("a simulated air with 8 devices and 1 adapter");
        return core.radios.get(0);
    }
}
