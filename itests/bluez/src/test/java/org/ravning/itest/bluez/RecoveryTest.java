// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.DisconnectReason;
import org.ravning.api.ManagedConnection;
import org.ravning.api.ManagedState;
import org.ravning.api.ReconnectPolicy;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.itest.bluez.guest.Radio;
import org.ravning.itest.bluez.peripheral.Specimen;
import org.ravning.testkit.Await;

/**
 * What leaves at this end while a scan and a subscription are live: the daemon, the bus, the adapter. Each time the
 * reason must be right, and scanning and connecting must work again by themselves. {@code rig.rounds} says how often.
 */
class RecoveryTest extends RecoveryRig {
    private static final ReconnectPolicy EAGER =
            new ReconnectPolicy(PATIENT, Duration.ofMillis(200), Duration.ofSeconds(1), null);

    /** Something leaves and comes back. */
    private interface Outage {
        void happen(int round) throws Exception;
    }

    @Test
    void daemonLeaves_subscriptionEndsWithTheReason_scanAndConnectWorkAgain() throws Exception {
        survive("bluetoothd", ROUNDS, DisconnectReason.ADAPTER_GONE, this::replaceDaemon);
    }

    @Test
    void adapterIsSwitchedOffAndOn_subscriptionEndsWithTheReason_scanAndConnectWorkAgain() throws Exception {
        survive("adapter off", (ROUNDS + 1) / 2, DisconnectReason.ADAPTER_POWERED_OFF, round -> {
            powerCentral(false);
            powerCentral(true);
        });
    }

    @Test
    void adapterIsUnpluggedAndPlugged_subscriptionEndsWithTheReason_scanAndConnectWorkAgain() throws Exception {
        survive("adapter out", (ROUNDS + 1) / 2, DisconnectReason.ADAPTER_GONE, round -> {
            Radio.unplug();
            Radio.plug();
            powerCentral(true);
            specimen.comeBack();
        });
    }

    @Test
    void busRestarts_subscriptionEndsWithTheReason_scanAndConnectWorkAgain() throws Exception {
        survive("bus", (ROUNDS + 3) / 4, DisconnectReason.ADAPTER_GONE, round -> {
            Radio.restartBus();
            powerCentral(true);
            reopenSpecimen();
        });
    }

    @Test
    void daemonLeaves_managedConnectionIsSubscribedAgain() throws Exception {
        List<Ended> sessions = new CopyOnWriteArrayList<>();
        List<ManagedState> states = new CopyOnWriteArrayList<>();
        int rounds = (ROUNDS + 3) / 4;
        try (ManagedConnection managed = ravning.central().keepConnected(device, EAGER, connection -> {
            Ended session = new Ended();
            connection.subscribe(characteristic(connection, Specimen.NOTIFY), session, SubscribeOptions.DEFAULT);
            sessions.add(session);
        })) {
            managed.onStateChange(states::add);
            awaitValue(sessions, 1);
            for (int round = 1; round <= rounds; round++) {
                states.clear();
                log.note("bluetoothd, round " + round + " of " + rounds + ", with a managed connection");
                replaceDaemon(round);
                long back = System.nanoTime();
                awaitValue(sessions, round + 1);
                log.recovered("bluetoothd: managed connection has a value again", back);
                assertThat(sessions.get(round - 1).await().reason()).isEqualTo(DisconnectReason.ADAPTER_GONE);
                assertThat(states).hasAtLeastOneElementOfType(ManagedState.Waiting.class);
            }
        }
    }

    /** Lets something happen that often, under one scan that stays and a subscription that is made anew each time. */
    private void survive(String what, int rounds, DisconnectReason reason, Outage outage) throws Exception {
        Footprint before = null;
        Ear ear = new Ear();
        try (Subscription scan = ravning.scanner().scan(thermometer(), ear)) {
            ear.awaitHeard();
            Ended ended = new Ended();
            BleConnection connection = subscribed(ended);
            for (int round = 1; round <= rounds; round++) {
                log.note(what + ", round " + round + " of " + rounds);
                outage.happen(round);
                long back = System.nanoTime();
                ear.awaitHeard();
                log.recovered(what + ": heard again", back);
                BleException loss = ear.awaitLost(round);
                log.note("subscription ended: " + ended.await().reason() + "; scan lost: " + loss.getMessage());
                assertThat(ended.await().reason()).isEqualTo(reason);
                assertThat(loss).isInstanceOf(BleUnavailableException.class);
                connection.close();
                ended = new Ended();
                connection = subscribed(ended);
                log.recovered(what + ": connected, subscribed, value again", back);
                Footprint now = Footprint.take();
                log.note(now.toString());
                before = before == null ? now : before;
                now.assertNotMoreThan(before);
            }
            connection.close();
            assertThat(scan.isActive()).isTrue();
        }
    }

    private void awaitValue(List<Ended> sessions, int number) {
        Await.until("there is session " + number, () -> sessions.size() == number);
        specimen.characteristic(Specimen.NOTIFY).send(VALUE);
        Await.until("the value arrives", () -> sessions.get(number - 1).values() == 1);
    }

    /** Ends it in the odd rounds, and kills it, so that it can end nothing itself, in the even ones. */
    private void replaceDaemon(int round) throws IOException {
        if (round % 2 == 0) {
            Radio.crashDaemon();
        } else {
            Radio.restartDaemon();
        }
        powerCentral(true);
        specimen.comeBack();
    }

    private void reopenSpecimen() throws IOException {
        try {
            specimen.close();
        } catch (IOException expected) {
            log.note("the peripheral's own bus connection: " + expected.getMessage());
        }
        specimen = Specimen.open("hci1");
    }
}
