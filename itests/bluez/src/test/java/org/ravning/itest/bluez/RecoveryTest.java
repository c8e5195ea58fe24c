// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.ScanRequest;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.api.WriteMode;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.guest.Radio;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.Specimen;
import org.ravning.testkit.Await;

/**
 * What goes away while it is in use: the daemon, the bus, the peripheral. Each time the reason must be right, and
 * scanning and connecting must work again by themselves. {@code rig.rounds} says how often the daemon goes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class RecoveryTest {
    private static final int ROUNDS = Integer.getInteger("rig.rounds", 2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ConnectOptions PATIENT =
            ConnectOptions.DEFAULT.withTimeout(PATIENCE).withOperationTimeout(PATIENCE);
    private static final ConnectOptions HASTY = PATIENT.withTimeout(Duration.ofSeconds(20));
    private static final AdapterId HCI0 = new AdapterId("bluez", "hci0");
    private static final Bytes VALUE = Bytes.ofHex("0b");

    private Peripheral specimen;
    private DeviceId device;
    private Ravning ravning;

    @BeforeAll
    void open() throws IOException, InterruptedException {
        specimen = Specimen.open("hci1");
        device = DeviceAddress.of(specimen.address(), AddressType.PUBLIC);
        powerCentral();
        ravning = Ravning.open(new RavningOptions(Set.of("bluez"), Map.of("bluez.settle", "3000")));
        assertThat(ravning.adapters().awaitReady(PATIENCE)).isTrue();
    }

    @AfterAll
    void close() throws IOException {
        ravning.close();
        specimen.close();
    }

    @BeforeEach
    void reset() throws IOException {
        specimen.comeBack();
        specimen.reset();
    }

    @Test
    void daemonRestarts_subscriptionEndsWithTheReason_scanAndConnectWorkAgain() throws Exception {
        Footprint before = null;
        Ear ear = new Ear();
        try (Subscription scan = ravning.scanner().scan(thermometer(), ear)) {
            for (int round = 1; round <= ROUNDS; round++) {
                ear.awaitHeard();
                loseTheDaemon();
                ear.awaitLost(round);
                long ready = System.nanoTime();
                ear.awaitHeard();
                long took = System.nanoTime() - ready;
                System.out.printf("round %d of %d: heard again after %d ms%n", round, ROUNDS, took / 1_000_000);
                Footprint now = Footprint.take();
                before = before == null ? now : before;
                now.assertNotMoreThan(before);
            }
            assertThat(scan.isActive()).isTrue();
        }
    }

    private void loseTheDaemon() throws Exception {
        try (BleConnection connection = ravning.central().connect(device, PATIENT)) {
            Ended ended = new Ended();
            connection.subscribe(characteristic(connection, Specimen.NOTIFY), ended, SubscribeOptions.DEFAULT);
            specimen.characteristic(Specimen.NOTIFY).send(VALUE);
            Await.until("the value arrives", () -> ended.values() == 1);

            Radio.restartDaemon();
            powerCentral();
            specimen.comeBack();

            assertThat(ended.await().reason()).isEqualTo(DisconnectReason.ADAPTER_GONE);
        }
    }

    @Test
    void busRestarts_everythingWorksAgain() throws Exception {
        specimen.close();
        Radio.restartBus();
        specimen = Specimen.open("hci1");
        powerCentral();

        try (BleConnection connection = ravning.central().connect(device, PATIENT)) {
            assertThat(connection.read(characteristic(connection, Specimen.READ)))
                    .isEqualTo(Bytes.ofHex("01020304"));
        }
    }

    @Test
    void peripheralVanishes_whileConnecting_attemptFailsTyped() throws Exception {
        try (Subscription scan = ravning.scanner().scan(thermometer(), heard -> {})) {
            assertThat(ravning.scanner().findFirst(thermometer(), heard -> true, PATIENCE))
                    .isPresent();
            specimen.vanish();
            assertThatThrownBy(() -> ravning.central().connect(device, HASTY)).isInstanceOf(BleException.class);
            assertThat(scan.isActive()).isTrue();
        }
        assertWorksAgain();
    }

    @Test
    void peripheralVanishes_whileItsServicesAreDiscovered_attemptOrLinkEndsTyped() throws Exception {
        Await.Call<BleConnection> connecting =
                Await.inThread(() -> ravning.central().connect(device, HASTY));
        Await.until("there is a link", this::isConnected);
        specimen.vanish();

        // On a fast machine the discovery is over before the peripheral is gone; then the link must be of no use.
        assertThat(Await.failure(connecting.thenApply(RecoveryTest::use))).isInstanceOf(BleException.class);
        assertWorksAgain();
    }

    @Test
    void peripheralVanishes_whileReading_readEndsWithTheLink() throws Exception {
        try (BleConnection connection = ravning.central().connect(device, PATIENT)) {
            specimen.characteristic(Specimen.READ).stall();
            Await.Call<Bytes> reading =
                    Await.inThread(() -> connection.read(characteristic(connection, Specimen.READ)));
            specimen.characteristic(Specimen.READ).awaitStalled(1);
            specimen.vanish();

            assertLinkLost(Await.failure(reading));
        }
        Radio.restartDaemon(); // 5.66 leaves the bus by itself some seconds after a link that ended during a read
        powerCentral();
        assertWorksAgain();
    }

    @Test
    void peripheralVanishes_beforeAWriteAndASubscription_bothEndWithTheLink() throws Exception {
        try (BleConnection connection = ravning.central().connect(device, PATIENT)) {
            Characteristic write = characteristic(connection, Specimen.WRITE);
            Characteristic notify = characteristic(connection, Specimen.NOTIFY);
            specimen.vanish();

            assertThatThrownBy(() -> connection.write(write, VALUE, WriteMode.WITH_RESPONSE))
                    .satisfies(RecoveryTest::assertLinkLost);
            assertThatThrownBy(() -> connection.subscribe(notify, (value, at) -> {}, SubscribeOptions.DEFAULT))
                    .satisfies(RecoveryTest::assertLinkLost);
        }
        assertWorksAgain();
    }

    private void assertWorksAgain() throws Exception {
        specimen.comeBack();
        try (BleConnection connection = ravning.central().connect(device, PATIENT)) {
            assertThat(connection.read(characteristic(connection, Specimen.TEMPERATURE)))
                    .isEqualTo(Bytes.ofHex("6608"));
        }
    }

    private static Bytes use(BleConnection connection) {
        try (connection) {
            return connection.read(characteristic(connection, Specimen.TEMPERATURE));
        } catch (BleException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static void assertLinkLost(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isNotEqualTo(DisconnectReason.REQUESTED));
    }

    private boolean isConnected() {
        try {
            return specimen.isConnected();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Characteristic characteristic(BleConnection connection, UUID type) {
        return connection.gatt().characteristic(type).orElseThrow();
    }

    private static ScanRequest thermometer() {
        return ScanRequest.builder()
                .adapter(HCI0)
                .service(Specimen.BTHOME)
                .waitForAdapter(true)
                .build();
    }

    private static void powerCentral() throws IOException {
        try (Bus bus = Bus.system()) {
            new Bluez(bus).power(PATIENCE, "/org/bluez/hci0", true);
        }
    }
}
