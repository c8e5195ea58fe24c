// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleOperation;
import org.ravning.api.Bytes;
import org.ravning.api.ConnectionSession;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattException;
import org.ravning.api.ManagedConnection;
import org.ravning.api.ManagedState;
import org.ravning.api.ReconnectPolicy;
import org.ravning.api.SubscribeOptions;
import org.ravning.testkit.Await;
import org.ravning.testkit.fake.FakeGatt;
import org.ravning.testkit.fake.FakeLink;

class ManagedConnectionTest {
    private static final ReconnectPolicy POLICY =
            ReconnectPolicy.DEFAULT.withPauses(Duration.ofSeconds(2), Duration.ofSeconds(8));

    private final List<ManagedState> states = new CopyOnWriteArrayList<>();
    private CoreFixture fixture;

    @BeforeEach
    void setUp() throws Exception {
        fixture = new CoreFixture();
        fixture.radio.connectAtOnce(FakeLink::answerAll);
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    private ManagedConnection keep(ReconnectPolicy policy, ConnectionSession session) {
        ManagedConnection kept = fixture.central().keepConnected(CoreFixture.DEVICE, policy, session);
        kept.onStateChange(states::add);
        return kept;
    }

    private ManagedState.Connected awaitConnected(ManagedConnection kept) {
        Await.until("connected, after " + states, () -> kept.state() instanceof ManagedState.Connected);
        return (ManagedState.Connected) kept.state();
    }

    private ManagedState.Waiting awaitWaiting(ManagedConnection kept) {
        Await.until("waiting, after " + states, () -> kept.state() instanceof ManagedState.Waiting);
        return (ManagedState.Waiting) kept.state();
    }

    /** Lets pauses pass, and the device be heard when it is searched for, until this holds. */
    private void passUntil(String what, ManagedConnection kept, BooleanSupplier condition) {
        Await.until(what + ", after " + states, () -> {
            if (kept.state() instanceof ManagedState.Waiting) {
                fixture.advance(Duration.ofMillis(500));
            }
            fixture.radio.hearsIfScanning(CoreFixture.DEVICE, -50, CoreFixture.named("device"));
            return condition.getAsBoolean();
        });
    }

    @Test
    void linkLost_isConnectedAnewWithItsSubscriptions() throws Exception {
        List<Bytes> values = new CopyOnWriteArrayList<>();
        ManagedConnection kept = keep(
                POLICY,
                connection -> connection.subscribe(
                        connection.gatt().characteristic(FakeGatt.NOTIFY.uuid()).orElseThrow(),
                        (value, at) -> values.add(value),
                        SubscribeOptions.DEFAULT));
        fixture.heard(CoreFixture.DEVICE);
        awaitConnected(kept);
        FakeLink first = fixture.link();
        first.down(DisconnectReason.LINK_LOST);

        ManagedState.Waiting waiting = awaitWaiting(kept);
        assertThat(waiting.pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(waiting.cause())
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DisconnectReason.LINK_LOST));
        passUntil("connected again", kept, () -> kept.state() instanceof ManagedState.Connected);
        assertThat(fixture.link()).isNotSameAs(first);
        fixture.link().events().notification(FakeGatt.NOTIFY, Bytes.ofHex("2a"));
        Await.until("the value arrives", () -> values.contains(Bytes.ofHex("2a")));
    }

    @Test
    void states_areToldInOrderAndEndWithClosed() {
        ManagedConnection kept = keep(POLICY, connection -> {});
        fixture.heard(CoreFixture.DEVICE);
        ManagedState.Connected connected = awaitConnected(kept);
        FakeLink link = fixture.link();
        kept.close();

        assertThat(kept.state()).isEqualTo(new ManagedState.Closed(null));
        Await.until("the end is told", () -> states.contains(kept.state()));
        assertThat(states).containsExactly(new ManagedState.Connecting(1), connected, new ManagedState.Closed(null));
        assertThat(link.isUp()).isFalse();
    }

    @Test
    void sessionThatFails_isTriedAnewAfterLongerAndLongerPauses() {
        AtomicInteger tries = new AtomicInteger();
        ManagedConnection kept = keep(POLICY, connection -> {
            if (tries.incrementAndGet() < 4) {
                throw GattException.of(BleOperation.of("write"), GattException.Reason.FAILED, "for the test", null);
            }
        });
        passUntil("connected in the end", kept, () -> kept.state() instanceof ManagedState.Connected);

        Await.until("all is told", () -> states.contains(kept.state()));
        assertThat(states)
                .filteredOn(ManagedState.Waiting.class::isInstance)
                .extracting(state -> ((ManagedState.Waiting) state).pause())
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(states).contains(new ManagedState.Connecting(4));
    }

    @Test
    void sessionWithABug_isAFailureAndNoMore() {
        AtomicInteger tries = new AtomicInteger();
        ManagedConnection kept = keep(POLICY, connection -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("for the test");
            }
        });
        passUntil("connected in the end", kept, () -> kept.state() instanceof ManagedState.Connected);

        assertThat(tries).hasValue(2);
    }

    @Test
    void servicesChanged_isConnectedAnew() {
        ManagedConnection kept = keep(POLICY, connection -> {});
        fixture.heard(CoreFixture.DEVICE);
        awaitConnected(kept);
        fixture.link().events().servicesChanged();

        assertThat(awaitWaiting(kept).cause()).hasMessageContaining("changed its services");
        passUntil("connected again", kept, () -> kept.state() instanceof ManagedState.Connected);
    }

    @Test
    void neverEstablished_isGivenUpWithTheCause() {
        ManagedConnection kept = keep(POLICY.withGiveUpAfter(Duration.ofMinutes(1)), connection -> {
            throw GattException.of(BleOperation.of("write"), GattException.Reason.FAILED, "for the test", null);
        });
        passUntil("given up", kept, () -> kept.state() instanceof ManagedState.Closed);

        assertThat(((ManagedState.Closed) kept.state()).cause()).isInstanceOf(GattException.class);
    }

    @Test
    void closedWhileTheSessionWaits_interruptsIt() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        ManagedConnection kept = keep(POLICY, connection -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
            }
        });
        fixture.heard(CoreFixture.DEVICE);
        Await.latch("the session runs", entered);
        kept.close();

        assertThat(Await.result(interrupted)).isTrue();
        assertThat(kept.state()).isEqualTo(new ManagedState.Closed(null));
    }

    @Test
    void adapterOff_isWaitedFor() {
        ManagedConnection kept = keep(POLICY, connection -> {});
        fixture.heard(CoreFixture.DEVICE);
        awaitConnected(kept);
        fixture.backend.power(fixture.radio, false);
        awaitWaiting(kept);
        fixture.backend.power(fixture.radio, true);

        passUntil("connected again", kept, () -> kept.state() instanceof ManagedState.Connected);
    }

    @Test
    void coreClosed_closesIt() {
        ManagedConnection kept = keep(POLICY, connection -> {});
        fixture.heard(CoreFixture.DEVICE);
        awaitConnected(kept);
        fixture.core.close();

        assertThat(kept.state()).isEqualTo(new ManagedState.Closed(null));
    }

    @Test
    void closedFromItsOwnListener_doesNotWaitForItself() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        ManagedConnection kept = keep(POLICY, connection -> {});
        kept.onStateChange(state -> {
            if (state instanceof ManagedState.Connected) {
                kept.close();
                done.complete(true);
            }
        });
        fixture.heard(CoreFixture.DEVICE);

        Await.until("it is closed", () -> done.isDone() && kept.state() instanceof ManagedState.Closed);
    }
}
