// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdapterId;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnection;
import org.ravning.api.BleOperation;
import org.ravning.api.BlePairingException;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.DisconnectReason;
import org.ravning.api.KnownDevice;
import org.ravning.api.PairingAgent;
import org.ravning.api.PairingOptions;
import org.ravning.testkit.Await;
import org.ravning.testkit.fake.FakeLink;

class PairingTest {
    private static final AdapterId HCI0 = new AdapterId("fake", "hci0");

    private CoreFixture fixture;

    @BeforeEach
    void setUp() throws Exception {
        fixture = new CoreFixture();
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    private static BlePairingException refused(BlePairingException.Reason reason) {
        return new BlePairingException(BleOperation.of("pair"), reason, "refused", null);
    }

    private Await.Call<Boolean> pairing(PairingOptions options) {
        Await.Call<Boolean> call = Await.inThread(() -> {
            fixture.central().pair(CoreFixture.DEVICE, options);
            return true;
        });
        fixture.heard(CoreFixture.DEVICE);
        return call;
    }

    private FakeLink up() {
        fixture.radio.attempt(1).connected();
        return fixture.link();
    }

    @Test
    void pair_asksTheAgentAndGivesTheLinkUp() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        PairingAgent agent = PairingAgent.builder()
                .onEnter(device -> OptionalInt.of(123456))
                .onDisplay((device, passkey) -> asked.add(device + " shows " + passkey))
                .build();
        Await.Call<Boolean> call = pairing(PairingOptions.DEFAULT.withAgent(agent));
        CompletableFuture<OptionalInt> entered = new CompletableFuture<>();
        fixture.radio.attempt(1).linkOf().pairs(questions -> {
            questions.display(7);
            return questions.enter().thenAccept(entered::complete);
        });
        FakeLink link = up();

        assertThat(Await.result(call)).isTrue();
        assertThat(Await.result(entered)).hasValue(123456);
        Await.until("it was shown", () -> asked.contains(CoreFixture.DEVICE + " shows 7"));
        assertThat(link.pairings().get(0).capability()).isEqualTo(PairingAgent.Capability.KEYBOARD_DISPLAY);
        Await.until("the link is down", () -> !link.isUp());
    }

    @Test
    void pairingRefused_isTypedAndLeavesNoLink() throws Exception {
        Await.Call<Boolean> call = pairing(PairingOptions.DEFAULT);
        fixture.radio
                .attempt(1)
                .linkOf()
                .pairs(questions ->
                        CompletableFuture.failedFuture(refused(BlePairingException.Reason.AUTHENTICATION_FAILED)));
        FakeLink link = up();

        assertThat(Await.failure(call)).isInstanceOfSatisfying(BlePairingException.class, e -> {
            assertThat(e.reason()).isEqualTo(BlePairingException.Reason.AUTHENTICATION_FAILED);
            assertThat(e.operation().name()).isEqualTo("pair");
        });
        Await.until("the link is down", () -> !link.isUp());
    }

    @Test
    void agentThatThrows_refuses() throws Exception {
        PairingAgent agent = PairingAgent.builder()
                .onConfirm((device, passkey) -> {
                    throw new IllegalStateException("for the test");
                })
                .build();
        Await.Call<Boolean> call = pairing(PairingOptions.DEFAULT.withAgent(agent));
        CompletableFuture<Boolean> confirmed = new CompletableFuture<>();
        fixture.radio
                .attempt(1)
                .linkOf()
                .pairs(questions -> questions.confirm(1).thenAccept(confirmed::complete));
        up();

        assertThat(Await.result(confirmed)).isFalse();
        Await.result(call);
    }

    @Test
    void passkeyOutOfRange_isNotHandedOn() throws Exception {
        PairingAgent agent = PairingAgent.builder()
                .onEnter(device -> OptionalInt.of(1_000_000))
                .build();
        Await.Call<Boolean> call = pairing(PairingOptions.DEFAULT.withAgent(agent));
        CompletableFuture<OptionalInt> entered = new CompletableFuture<>();
        fixture.radio.attempt(1).linkOf().pairs(questions -> questions.enter().thenAccept(entered::complete));
        up();

        assertThat(Await.result(entered)).isEmpty();
        Await.result(call);
    }

    @Test
    void deadline_cancelsThePairingAndTheLink() throws Exception {
        Await.Call<Boolean> call = pairing(PairingOptions.DEFAULT.withTimeout(Duration.ofSeconds(20)));
        fixture.radio.attempt(1).linkOf().pairs(questions -> new CompletableFuture<>());
        FakeLink link = up();
        Await.until("it pairs", () -> link.pairings().size() == 1);
        fixture.advance(Duration.ofSeconds(21));

        assertThat(Await.failure(call))
                .isInstanceOf(BleTimeoutException.class)
                .hasMessageContaining("the pairing was not finished");
        Await.until("it was given up", () -> link.pairingsCancelled() == 1);
    }

    @Test
    void interrupt_cancelsThePairing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Await.Call<Boolean> call = pairing(PairingOptions.DEFAULT);
        fixture.radio.attempt(1).linkOf().pairs(questions -> {
            asked.countDown();
            return new CompletableFuture<>();
        });
        FakeLink link = up();
        Await.latch("it pairs", asked);
        call.interrupt();

        assertThat(Await.failure(call)).isInstanceOf(InterruptedException.class);
        Await.until("it was given up", () -> link.pairingsCancelled() == 1);
    }

    @Test
    void linkLostWhilePairing_afterAQuestion_isTheCause() throws Exception {
        Await.Call<Boolean> call = pairing(PairingOptions.DEFAULT.withAgent(
                PairingAgent.builder().onConfirm((device, passkey) -> true).build()));
        CountDownLatch asked = new CountDownLatch(1);
        fixture.radio.attempt(1).linkOf().pairs(questions -> {
            questions.confirm(123456);
            asked.countDown();
            return new CompletableFuture<>();
        });
        FakeLink link = up();
        Await.latch("it is asked", asked);
        link.down(DisconnectReason.REMOTE);

        assertAborted(call);
        assertThat(fixture.radio.attempts()).hasSize(1);
    }

    /** As the link does that was about to end because an earlier pairing had been given up. */
    @Test
    void linkLostWhilePairing_beforeAnyQuestion_pairsOnAnotherLink() throws Exception {
        Await.Call<Boolean> call = pairing(PairingOptions.DEFAULT);
        fixture.radio.attempt(1).linkOf().pairs(questions -> new CompletableFuture<>());
        FakeLink link = up();
        Await.until("it pairs", () -> link.pairings().size() == 1);
        link.down(DisconnectReason.UNKNOWN);
        fixture.radio.attempt(2).connected();

        assertThat(Await.result(call)).isTrue();
    }

    @Test
    void linkLostWhilePairing_twice_isTheCause() throws Exception {
        Await.Call<Boolean> call = pairing(PairingOptions.DEFAULT);
        for (int i = 1; i <= 2; i++) {
            fixture.radio.attempt(i).linkOf().pairs(questions -> new CompletableFuture<>());
            fixture.radio.attempt(i).connected();
            FakeLink link = fixture.link();
            Await.until("it pairs", () -> link.pairings().size() == 1);
            link.down(DisconnectReason.REMOTE);
        }

        assertAborted(call);
        assertThat(fixture.radio.attempts()).hasSize(2);
    }

    private static void assertAborted(Await.Call<Boolean> call) throws InterruptedException {
        assertThat(Await.failure(call))
                .isInstanceOfSatisfying(
                        BleConnectException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleConnectException.Reason.ABORTED));
    }

    @Test
    void connectWithPairing_handsTheConnectionOverWhenPaired() throws Exception {
        CompletableFuture<Void> paired = new CompletableFuture<>();
        ConnectOptions options = ConnectOptions.DEFAULT.withPairing(PairingAgent.justWorks());
        Await.Call<BleConnection> call = fixture.connecting(CoreFixture.DEVICE, options);
        fixture.heard(CoreFixture.DEVICE);
        fixture.radio.attempt(1).linkOf().pairs(questions -> paired);
        FakeLink link = up();
        Await.until("it pairs", () -> link.pairings().size() == 1);
        assertThat(call.isDone()).isFalse();
        paired.complete(null);

        assertThat(Await.result(call).state()).isInstanceOf(ConnectionState.Connected.class);
    }

    @Test
    void pairingOfASharedLinkThatFails_leavesTheOtherHandle() throws Exception {
        BleConnection other = fixture.connected();
        fixture.link().pairs(questions -> CompletableFuture.failedFuture(refused(BlePairingException.Reason.REJECTED)));
        Await.Call<Boolean> call = Await.inThread(() -> {
            fixture.central().pair(CoreFixture.DEVICE, PairingOptions.DEFAULT);
            return true;
        });

        assertThat(Await.failure(call)).isInstanceOf(BlePairingException.class);
        assertThat(other.state()).isInstanceOf(ConnectionState.Connected.class);
        assertThat(fixture.link().isUp()).isTrue();
    }

    @Test
    void knownDevices_areListedInOrderWithoutAScan() throws Exception {
        KnownDevice first = new KnownDevice(CoreFixture.DEVICE, HCI0, "one", true, false);
        KnownDevice second = new KnownDevice(CoreFixture.OTHER, HCI0, null, false, true);
        fixture.radio.knows(second, first);

        assertThat(fixture.central().knownDevices()).containsExactly(first, second);
        assertThat(fixture.radio.starts()).isEmpty();
    }

    @Test
    void knownDevices_notAnswered_endAtTheirDeadline() {
        fixture.radio.hangsOnKnownDevices();
        Await.Call<List<KnownDevice>> call =
                Await.inThread(() -> fixture.central().knownDevices());
        call.untilBlocked();
        Await.until("the deadline", () -> {
            fixture.advance(Duration.ofSeconds(1));
            return call.isDone();
        });

        assertThat(call)
                .failsWithin(Await.limit())
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BleTimeoutException.class);
    }

    @Test
    void forget_saysWhetherItWasKnown() throws Exception {
        fixture.radio.knows(new KnownDevice(CoreFixture.DEVICE, HCI0, null, true, false));

        assertThat(fixture.central().forget(CoreFixture.DEVICE)).isTrue();
        assertThat(fixture.central().forget(CoreFixture.OTHER)).isFalse();
        assertThat(fixture.radio.forgotten()).containsExactly(CoreFixture.DEVICE, CoreFixture.OTHER);
    }
}
