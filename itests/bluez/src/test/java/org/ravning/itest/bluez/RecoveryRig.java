// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.BleConnection;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.ScanRequest;
import org.ravning.api.SubscribeOptions;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.Specimen;
import org.ravning.testkit.Await;

/** What the tests of outages share: a specimen on hci1, Ravning, and the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
abstract class RecoveryRig {
    static final int ROUNDS = Integer.getInteger("rig.rounds", 2);
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final AdapterId HCI0 = new AdapterId("bluez", "hci0");
    static final ConnectOptions PATIENT = ConnectOptions.DEFAULT
            .withTimeout(PATIENCE)
            .withOperationTimeout(PATIENCE)
            .withAdapter(HCI0);
    static final Bytes VALUE = Bytes.ofHex("0b");

    final Timeline log = new Timeline();
    Peripheral specimen;
    DeviceId device;
    Ravning ravning;

    @BeforeAll
    void open() throws IOException, InterruptedException {
        specimen = Specimen.open("hci1");
        device = DeviceAddress.of(specimen.address(), AddressType.PUBLIC);
        powerCentral(true);
        ravning = Ravning.open(new RavningOptions(Set.of("bluez"), Map.of("bluez.settle", "1000")));
        assertThat(ravning.adapters().awaitReady(PATIENCE)).isTrue();
    }

    @AfterAll
    void close() throws IOException {
        log.summary();
        ravning.close();
        specimen.close();
    }

    @BeforeEach
    void reset() throws IOException {
        specimen.comeBack();
        specimen.reset();
    }

    /** Connects, subscribes, and has seen one value. */
    final BleConnection subscribed(Ended ended) throws Exception {
        BleConnection connection = ravning.central().connect(device, PATIENT);
        connection.subscribe(characteristic(connection, Specimen.NOTIFY), ended, SubscribeOptions.DEFAULT);
        specimen.characteristic(Specimen.NOTIFY).send(VALUE);
        Await.until("the value arrives", () -> ended.values() == 1);
        return connection;
    }

    static Characteristic characteristic(BleConnection connection, UUID type) {
        return connection.gatt().characteristic(type).orElseThrow();
    }

    static ScanRequest thermometer() {
        return ScanRequest.builder()
                .adapter(HCI0)
                .service(Specimen.BTHOME)
                .waitForAdapter(true)
                .build();
    }

    static void powerCentral(boolean on) throws IOException {
        power("hci0", on);
    }

    static void power(String adapter, boolean on) throws IOException {
        try (Bus bus = Bus.system()) {
            new Bluez(bus).power(PATIENCE, "/org/bluez/" + adapter, on);
        }
    }
}
