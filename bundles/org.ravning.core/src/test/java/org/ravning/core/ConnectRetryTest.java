// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnectException.Reason;
import org.ravning.api.BleConnection;
import org.ravning.api.BleOperation;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.DisconnectReason;
import org.ravning.testkit.Await;

class ConnectRetryTest {
    private CoreFixture fixture;

    @BeforeEach
    void setUp() throws Exception {
        fixture = new CoreFixture();
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    private Await.Call<BleConnection> connecting(ConnectOptions options) {
        Await.Call<BleConnection> call = fixture.connecting(CoreFixture.DEVICE, options);
        fixture.heard(CoreFixture.DEVICE);
        return call;
    }

    private static BleConnectException failure(Reason reason) {
        return new BleConnectException(BleOperation.of("connect"), reason, "le-connection-abort-by-local", null);
    }

    /** Lets the pause before this attempt pass, once it has begun. */
    private void passPauseBefore(int number) {
        Await.until("a pause", () -> fixture.counter("connect_retries") == number - 1);
        fixture.advance(Duration.ofMillis(500L << (number - 2)));
    }

    @Test
    void aborted_isTriedAnewWithinTheDeadline() throws Exception {
        Await.Call<BleConnection> call = connecting(ConnectOptions.DEFAULT);
        fixture.radio.attempt(1).fails(failure(Reason.ABORTED));
        passPauseBefore(2);
        fixture.radio.attempt(2).connected();

        assertThat(Await.result(call).state()).isInstanceOf(ConnectionState.Connected.class);
        assertThat(fixture.radio.complaints()).isEmpty();
    }

    @Test
    void lostBeforeItWasReady_isTriedAnew() throws Exception {
        Await.Call<BleConnection> call = connecting(ConnectOptions.DEFAULT);
        fixture.radio.attempt(1).linkOf().discoversNothing();
        fixture.radio.attempt(1).connected().down(DisconnectReason.REMOTE);
        passPauseBefore(2);
        fixture.radio.attempt(2).connected();

        assertThat(Await.result(call).state()).isInstanceOf(ConnectionState.Connected.class);
    }

    @Test
    void abortedAgainAndAgain_failsWithItsReason() throws Exception {
        Await.Call<BleConnection> call = connecting(ConnectOptions.DEFAULT);
        for (int attempt = 1; attempt <= 4; attempt++) {
            if (attempt > 1) {
                passPauseBefore(attempt);
            }
            fixture.radio.attempt(attempt).fails(failure(Reason.ABORTED));
        }

        assertThat(Await.failure(call))
                .isInstanceOfSatisfying(
                        BleConnectException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ABORTED));
        assertThat(fixture.radio.attempts()).hasSize(4);
    }

    @Test
    void refused_isNotTriedAnew() throws Exception {
        Await.Call<BleConnection> call = connecting(ConnectOptions.DEFAULT);
        fixture.radio.attempt(1).fails(failure(Reason.REFUSED));

        assertThat(Await.failure(call)).isInstanceOf(BleConnectException.class);
        assertThat(fixture.radio.attempts()).hasSize(1);
    }

    @Test
    void deadlineWhileTryingAnew_tellsTheFailureBefore() throws Exception {
        Await.Call<BleConnection> call = connecting(ConnectOptions.DEFAULT.withTimeout(Duration.ofSeconds(4)));
        fixture.radio.attempt(1).fails(failure(Reason.ABORTED));
        passPauseBefore(2);
        fixture.radio.attempt(2);
        fixture.advance(Duration.ofSeconds(4));

        assertThat(Await.failure(call))
                .isInstanceOf(BleTimeoutException.class)
                .hasMessageContaining("le-connection-abort-by-local")
                .hasRootCauseInstanceOf(BleConnectException.class);
    }

    @Test
    void forgottenByTheSystemThoughHeard_isSearchedForAgain() throws Exception {
        Await.Call<BleConnection> call = connecting(ConnectOptions.DEFAULT);
        Await.until("the search has ended", () -> !fixture.radio.isScanning());
        fixture.radio.attempt(1).fails(failure(Reason.NOT_FOUND));
        passPauseBefore(2);
        Await.until("it is searched for again", fixture.radio::isScanning);
        fixture.radio.hears(CoreFixture.DEVICE, -50, CoreFixture.named("device"));
        fixture.radio.attempt(2).connected();

        assertThat(Await.result(call).state()).isInstanceOf(ConnectionState.Connected.class);
    }

    @Test
    void interruptedBetweenAttempts_leavesNothing() throws Exception {
        Await.Call<BleConnection> call = connecting(ConnectOptions.DEFAULT);
        fixture.radio.attempt(1).fails(failure(Reason.ABORTED));
        Await.until("a pause", () -> fixture.counter("connect_retries") == 1);
        call.interrupt();

        assertThat(Await.failure(call)).isInstanceOf(InterruptedException.class);
        fixture.advance(Duration.ofSeconds(5));
        assertThat(fixture.radio.attempts()).hasSize(1);
        Await.until("nothing scans", () -> !fixture.radio.isScanning());
    }
}
