// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnectException.Reason;
import org.ravning.api.BleConnection;
import org.ravning.api.BleOperation;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.DisconnectReason;
import org.ravning.api.KnownDevice;
import org.ravning.api.PairingAgent;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeLink;

/** The pains of Bleak's users that only a scripted radio can cause; the others are in the TCK under the same name. */
@ExtendWith(ThreadLeakCheck.class)
class BleakPainsTest {
    private CoreFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new CoreFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
        assertThat(fixture.radio.complaints()).isEmpty();
        assertThat(fixture.time.pending()).isZero();
    }

    private static BleConnectException unreachable() {
        return new BleConnectException(BleOperation.of("connect"), Reason.ABORTED, "Unreachable", null);
    }

    private void passPause(int retry) {
        Await.until("a pause", () -> fixture.counter("connect_retries") == retry);
        fixture.advance(Duration.ofMillis(500L << (retry - 1)));
    }

    @Test
    void pain07_windowsSaysUnreachable_isTriedAnew() throws Exception {
        Await.Call<BleConnection> call = fixture.connecting(CoreFixture.DEVICE);
        fixture.heard(CoreFixture.DEVICE);
        fixture.radio.attempt(1).fails(unreachable());
        passPause(1);
        fixture.radio.attempt(2).fails(unreachable());
        passPause(2);
        fixture.radio.attempt(3).connected();
        Await.result(call).close();
    }

    @Test
    void pain07_windowsStaysUnreachable_reasonIsKeptAtTheDeadline() throws Exception {
        Duration limit = Duration.ofSeconds(3);
        Await.Call<BleConnection> call =
                fixture.connecting(CoreFixture.DEVICE, ConnectOptions.DEFAULT.withTimeout(limit));
        fixture.heard(CoreFixture.DEVICE);
        fixture.radio.attempt(1).fails(unreachable());
        passPause(1);
        fixture.radio.attempt(2);
        fixture.advance(limit);
        assertThat(Await.failure(call))
                .isInstanceOfSatisfying(
                        BleTimeoutException.class, e -> assertThat(e.after()).isEqualTo(limit))
                .hasMessageContaining("Unreachable");
        fixture.radio.attempt(2).awaitCancelled();
    }

    @Test
    void pain08_windowsEndsTheLinkLate_isToldAtOnceAndConnectingAgainWorks() throws Exception {
        BleConnection connection = fixture.connected();
        List<ConnectionState> states = new CopyOnWriteArrayList<>();
        connection.onStateChange(states::add);
        FakeLink held = fixture.link();
        held.hangOnClose();
        Await.Call<Boolean> closing = Await.inThread(() -> {
            connection.close();
            return true;
        });
        Await.until("asked to close", () -> held.closes() == 1);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Disconnected(DisconnectReason.REQUESTED));
        Await.Call<BleConnection> again = fixture.connecting(CoreFixture.DEVICE);
        again.untilBlocked();
        assertThat(fixture.radio.attempts())
                .as("no second link while the system holds the first")
                .hasSize(1);

        held.down(DisconnectReason.REQUESTED);
        assertThat(Await.result(closing)).isTrue();
        fixture.radio.attempt(2).connected();
        try (BleConnection fresh = Await.result(again)) {
            assertThat(fresh.state()).isInstanceOf(ConnectionState.Connected.class);
            assertThat(states.stream().filter(ConnectionState.Disconnected.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    void pain08_windowsNeverEndsTheLink_isGivenUpAfterItsLimit() throws Exception {
        BleConnection connection = fixture.connected();
        FakeLink held = fixture.link();
        held.hangOnClose();
        Await.Call<Boolean> closing = Await.inThread(() -> {
            connection.close();
            return true;
        });
        Await.until("asked to close", () -> held.closes() == 1);
        closing.untilBlocked();
        fixture.advance(Duration.ofSeconds(5));
        assertThat(Await.result(closing)).isTrue();
        held.down(DisconnectReason.REQUESTED); // the system's last word, which is no news
        assertThat(connection.state()).isEqualTo(new ConnectionState.Disconnected(DisconnectReason.REQUESTED));
    }

    @Test
    void pain09_servicesThatTheSystemRemembers_areDroppedOnRequest() throws Exception {
        fixture.radio.knows(new KnownDevice(CoreFixture.DEVICE, fixture.radio.id(), "x", false, false));
        assertThat(fixture.central().forgetServices(CoreFixture.DEVICE)).isTrue();
        assertThat(fixture.radio.forgotten()).containsExactly(CoreFixture.DEVICE);
    }

    @Test
    void pain09_servicesOfAPairedOrConnectedDevice_areKeptAndWhyIsSaid() {
        for (boolean paired : new boolean[] {true, false}) {
            fixture.radio.knows(new KnownDevice(CoreFixture.DEVICE, fixture.radio.id(), "x", paired, !paired));
            assertThatThrownBy(() -> fixture.central().forgetServices(CoreFixture.DEVICE))
                    .isInstanceOfSatisfying(
                            BleConnectException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                    .hasMessageContaining(paired ? "forget it, and pair anew" : "close its connections first");
        }
        assertThat(fixture.radio.forgotten()).isEmpty();
    }

    @Test
    void pain12_pairingWithAPasskey_needsNoDesktop() throws Exception {
        Await.Call<BleConnection> call = fixture.connecting(
                CoreFixture.DEVICE, ConnectOptions.DEFAULT.withPairing(PairingAgent.fixedPasskey(123456)));
        fixture.heard(CoreFixture.DEVICE);
        List<OptionalInt> entered = new CopyOnWriteArrayList<>();
        fixture.radio.attempt(1).linkOf().pairs(questions -> questions.enter().thenAccept(entered::add));
        fixture.radio.attempt(1).connected();
        Await.result(call).close();
        assertThat(entered).containsExactly(OptionalInt.of(123456));
    }
}
