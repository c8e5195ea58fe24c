// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freedesktop.dbus.bin.EmbeddedDBusDaemon;
import org.junit.jupiter.api.Test;
import org.ravning.api.Advertisement;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.testkit.Await;

class StandInTest {
    private static final int DEVICES = 7;
    private static final int PACKETS = 200;

    @Test
    void scanStarts_everyPacketIsHeardOnce() throws Exception {
        Path folder = Files.createTempDirectory("rav"); // the path of a socket must be short
        String address = "unix:path=" + folder.resolve("bus");
        List<Advertisement> heard = new CopyOnWriteArrayList<>();
        try (EmbeddedDBusDaemon bus = new EmbeddedDBusDaemon(address + ",listen=true")) {
            bus.startInBackgroundAndWait(10_000);
            Await.until("the bus runs", bus::isRunning);
            try (StandIn standIn = new StandIn(address, DEVICES, PACKETS, 8);
                    Ravning ravning = Ravning.open(new RavningOptions(Set.of("bluez"), Map.of("bluez.bus", address)))) {
                Thread serving = new Thread(standIn::serve, "stand-in");
                serving.setDaemon(true);
                serving.start();
                ravning.adapters().awaitReady(Duration.ofSeconds(10));
                try (Subscription scan = ravning.scanner().scan(ScanRequest.everything(), heard::add)) {
                    Await.until("all packets", () -> heard.size() >= PACKETS);
                    assertThat(scan.dropped()).isZero();
                }
            }
        } finally {
            Files.deleteIfExists(folder.resolve("bus"));
            Files.deleteIfExists(folder);
        }
        Set<Object> devices = new HashSet<>();
        for (int packet = 0; packet < PACKETS; packet++) {
            Advertisement advertisement = heard.get(packet);
            devices.add(advertisement.device());
            assertThat(advertisement.rssi()).isEqualTo(-40 - packet % 50);
            assertThat(advertisement.manufacturerData().get(0xFFFF).u32le(0)).isEqualTo(packet);
        }
        assertThat(devices).hasSize(DEVICES);
    }
}
