// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.DisconnectReason;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.api.WriteMode;
import org.ravning.itest.bluez.guest.Radio;
import org.ravning.itest.bluez.peripheral.Specimen;
import org.ravning.testkit.Await;

/** The peripheral goes out of range in the middle of something, which must end typed; later it works again. */
class VanishTest extends RecoveryRig {
    private static final ConnectOptions HASTY = PATIENT.withTimeout(Duration.ofSeconds(20));

    @Test
    void peripheralVanishes_whileConnecting_attemptFailsTyped() throws Exception {
        try (Subscription scan = ravning.scanner().scan(thermometer(), heard -> {})) {
            assertThat(ravning.scanner().findFirst(thermometer(), heard -> true, PATIENCE))
                    .isPresent();
            vanish("connecting");
            assertThatThrownBy(() -> ravning.central().connect(device, HASTY))
                    .isInstanceOf(BleException.class)
                    .satisfies(this::note);
            assertThat(scan.isActive()).isTrue();
        }
        assertWorksAgain("connecting");
    }

    @Test
    void peripheralVanishes_whileItsServicesAreDiscovered_attemptOrLinkEndsTyped() throws Exception {
        Await.Call<BleConnection> connecting =
                Await.inThread(() -> ravning.central().connect(device, HASTY));
        Await.until("there is a link", this::isConnected);
        vanish("discovery");

        // On a fast machine the discovery is over before the peripheral is gone; then the link must be of no use.
        assertThat(Await.failure(connecting.thenApply(VanishTest::use)))
                .isInstanceOf(BleException.class)
                .satisfies(this::note);
        assertWorksAgain("discovery");
    }

    @Test
    void peripheralVanishes_whileReading_readEndsWithTheLink() throws Exception {
        try (BleConnection connection = ravning.central().connect(device, PATIENT)) {
            specimen.characteristic(Specimen.READ).stall();
            Await.Call<Bytes> reading =
                    Await.inThread(() -> connection.read(characteristic(connection, Specimen.READ)));
            specimen.characteristic(Specimen.READ).awaitStalled(1);
            vanish("a read");

            assertLinkLost(Await.failure(reading));
        }
        assertWorksAgainWithANewDaemon("a read");
    }

    @Test
    void peripheralVanishes_whileWriting_writeEndsWithTheLink() throws Exception {
        try (BleConnection connection = ravning.central().connect(device, PATIENT)) {
            specimen.characteristic(Specimen.WRITE).stallWrites();
            Await.Call<Void> writing = Await.inThread(() -> {
                connection.write(characteristic(connection, Specimen.WRITE), VALUE, WriteMode.WITH_RESPONSE);
                return null;
            });
            specimen.characteristic(Specimen.WRITE).awaitStalled(1);
            vanish("a write");

            assertLinkLost(Await.failure(writing));
        }
        assertWorksAgainWithANewDaemon("a write");
    }

    @Test
    void peripheralVanishes_whileSubscribed_subscriptionEndsWithTheLink() throws Exception {
        Ended ended = new Ended();
        try (BleConnection connection = subscribed(ended)) {
            vanish("a subscription");

            assertLinkLost(ended.await());
            assertThat(connection.state()).isInstanceOf(ConnectionState.Disconnected.class);
        }
        assertWorksAgain("a subscription");
    }

    @Test
    void peripheralVanishes_beforeAWriteAndASubscription_bothEndWithTheLink() throws Exception {
        try (BleConnection connection = ravning.central().connect(device, PATIENT)) {
            Characteristic write = characteristic(connection, Specimen.WRITE);
            Characteristic notify = characteristic(connection, Specimen.NOTIFY);
            vanish("subscribing");

            assertThatThrownBy(() -> connection.subscribe(notify, (value, at) -> {}, SubscribeOptions.DEFAULT))
                    .satisfies(this::assertLinkLost);
            assertThatThrownBy(() -> connection.write(write, VALUE, WriteMode.WITH_RESPONSE))
                    .satisfies(this::assertLinkLost);
        }
        assertWorksAgain("subscribing");
    }

    private void vanish(String during) throws IOException {
        log.note("peripheral vanishes during " + during);
        specimen.vanish();
    }

    private void assertWorksAgain(String during) throws Exception {
        specimen.comeBack();
        long back = System.nanoTime();
        try (BleConnection connection = ravning.central().connect(device, PATIENT)) {
            assertThat(connection.read(characteristic(connection, Specimen.TEMPERATURE)))
                    .isEqualTo(Bytes.ofHex("6608"));
        }
        log.recovered("peripheral vanished during " + during + ": connected, read again", back);
    }

    /** bluetoothd 5.66, which plays the peripheral too, leaves the bus some seconds after it owed an answer to a lost link. */
    private void assertWorksAgainWithANewDaemon(String during) throws Exception {
        Radio.restartDaemon();
        powerCentral(true);
        assertWorksAgain(during);
    }

    private static Bytes use(BleConnection connection) {
        try (connection) {
            return connection.read(characteristic(connection, Specimen.TEMPERATURE));
        } catch (BleException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private void assertLinkLost(Throwable thrown) {
        note(thrown);
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isNotEqualTo(DisconnectReason.REQUESTED));
    }

    private void note(Throwable thrown) {
        log.note(thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
    }

    private boolean isConnected() {
        try {
            return specimen.isConnected();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
