// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.Bytes;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionListener;
import org.ravning.api.ConnectionState;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattException;
import org.ravning.api.NotificationListener;
import org.ravning.api.Overflow;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.testkit.Await;
import org.ravning.testkit.ManualTime;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeGatt;
import org.ravning.testkit.fake.FakeLink;
import org.ravning.testkit.fake.FakeOperation;

@ExtendWith(ThreadLeakCheck.class)
class SubscriptionTest {
    private static final Bytes VALUE = Bytes.ofHex("aa");

    private CoreFixture fixture;
    private BleConnection connection;
    private FakeLink link;
    private final Log log = new Log();

    /** Values, states and ends in the order heard. */
    private static final class Log extends CopyOnWriteArrayList<String>
            implements NotificationListener, ConnectionListener {
        private static final long serialVersionUID = 1L;

        @Override
        public void onValue(Bytes value, Instant at) {
            add(value.hex());
            assertThat(at).isEqualTo(ManualTime.START);
        }

        @Override
        public void onEnd(@Nullable BleException cause) {
            add("end " + (cause instanceof BleDisconnectedException lost ? lost.reason() : cause));
        }

        @Override
        public void onState(ConnectionState state) {
            add(state instanceof ConnectionState.Connected up ? "mtu " + up.mtu() : "down");
        }

        @Override
        public void onServicesChanged() {
            add("services changed");
        }

        void await(String... expected) {
            Await.until(List.of(expected) + ", not " + this, () -> equals(List.of(expected)));
        }
    }

    @BeforeEach
    void open() throws Exception {
        fixture = new CoreFixture();
        connection = fixture.connected(ConnectOptions.DEFAULT.withOperationTimeout(Duration.ofSeconds(2)));
        link = fixture.link();
    }

    @AfterEach
    void close() {
        fixture.close();
        assertThat(link.complaints()).isEmpty();
    }

    private Subscription subscribe(NotificationListener listener) throws Exception {
        return connection.subscribe(FakeGatt.NOTIFY, listener, SubscribeOptions.DEFAULT);
    }

    private void sends(Bytes value) {
        link.events().notification(FakeGatt.NOTIFY, value);
    }

    private List<String> sent() {
        return link.operations().stream().map(FakeOperation::name).toList();
    }

    @Test
    void first_enablesAndLast_disables() throws Exception {
        link.answerAll();
        Subscription one = subscribe(log);
        Subscription two = subscribe(new Log());
        one.close();
        assertThat(sent()).containsExactly("notify NOTIFY");
        two.close();
        two.close();
        assertThat(sent()).containsExactly("notify NOTIFY", "notify OFF");
        log.await("end null");
        subscribe(log);
        assertThat(sent()).hasSize(3);
    }

    @Test
    void indications_areUsedWhenPreferred() throws Exception {
        link.answerAll();
        connection.subscribe(FakeGatt.NOTIFY, log, new SubscribeOptions(8, Overflow.DROP_OLDEST, true));
        assertThat(sent()).containsExactly("notify INDICATE");
    }

    @Test
    void value_sentWhileEnabling_isDelivered() throws Exception {
        Await.Call<Subscription> call = Await.inThread(() -> subscribe(log));
        FakeOperation enable = link.operation(1);
        sends(VALUE);
        enable.answer(FakeOperation.NOTHING);
        assertThat(Await.result(call).isActive()).isTrue();
        log.await("aa");
    }

    @Test
    void enabling_refused_throwsAndTellsNothing() throws Exception {
        Await.Call<Subscription> call = Await.inThread(() -> subscribe(log));
        link.operation(1).answer(GattException.att(BleOperation.of("x"), 0x03, null));
        assertThat(Await.failure(call)).isInstanceOf(GattException.class);
        sends(VALUE);
        link.answerAll();
        Log second = new Log();
        subscribe(second);
        sends(VALUE);
        second.await("aa");
        assertThat(log).isEmpty();
    }

    @Test
    void enabling_timesOutAndSucceedsLate_isDisabledAgain() throws Exception {
        Await.Call<Subscription> call = Await.inThread(() -> subscribe(log));
        FakeOperation enable = link.operation(1);
        call.untilBlocked();
        fixture.advance(Duration.ofSeconds(2));
        assertThat(Await.failure(call)).isInstanceOf(BleTimeoutException.class);
        link.answerAll();
        enable.answer(FakeOperation.NOTHING);
        link.operation(2);
        assertThat(sent()).containsExactly("notify NOTIFY", "notify OFF");
        assertThat(log).isEmpty();
    }

    @Test
    void subscribe_whileDisablingIsQueued_needsNoTraffic() throws Exception {
        link.answerAll();
        Subscription one = subscribe(log);
        link.answers(operation -> FakeOperation.LATER);
        Await.Call<Bytes> reading = Await.inThread(() -> connection.read(FakeGatt.READ_WRITE));
        FakeOperation read = link.operation(2);
        Await.Call<Boolean> closing = Await.inThread(() -> {
            one.close();
            return true;
        });
        closing.untilBlocked();
        Log second = new Log();
        Subscription two = subscribe(second);
        link.answerAll();
        read.answer(VALUE);
        Await.result(reading);
        Await.result(closing);
        assertThat(sent()).containsExactly("notify NOTIFY", "read");
        sends(VALUE);
        second.await("aa");
        assertThat(two.isActive()).isTrue();
    }

    @Test
    void linkLost_failsOperationsThenTellsStateThenEnd() throws Exception {
        link.answerAll();
        connection.onStateChange(log);
        log.await("mtu 23");
        Subscription subscription = subscribe(log);
        sends(VALUE);
        log.await("mtu 23", "aa");
        link.down(DisconnectReason.LINK_LOST);
        log.await("mtu 23", "aa", "down", "end LINK_LOST");
        assertThat(subscription.isActive()).isFalse();
        sends(VALUE);
        link.down(DisconnectReason.REMOTE);
        subscription.close();
        connection.close();
        assertThat(log).hasSize(4);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Disconnected(DisconnectReason.REQUESTED));
    }

    @Test
    void stateListenerThatHangs_delaysTheEndByASecondAtMost() throws Exception {
        link.answerAll();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        connection.onStateChange(state -> {
            inside.countDown();
            try {
                Await.latch("go on", go);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Await.latch("hangs", inside);
        subscribe(log);
        link.down(DisconnectReason.REMOTE);
        assertThat(log).isEmpty();
        fixture.advance(Duration.ofSeconds(1));
        log.await("end REMOTE");
        go.countDown();
    }

    @Test
    void close_ofTheConnection_endsWhatItListensTo() throws Exception {
        link.answerAll();
        connection.onStateChange(log);
        subscribe(log);
        Await.until("told", () -> log.contains("mtu 23"));
        connection.close();
        assertThat(log).containsExactly("mtu 23", "down", "end REQUESTED");
    }

    @Test
    void close_ofTheConnection_fromAListener_waitsForNothing() throws Exception {
        link.answerAll();
        connection.onStateChange(log);
        Subscription subscription = subscribe((value, at) -> connection.close());
        sends(VALUE);
        Await.until("closed", () -> link.closes() == 1);
        log.await("mtu 23", "down");
        assertThat(subscription.isActive()).isFalse();
    }

    @Test
    void overflowThatCloses_endsAndDisables() throws Exception {
        link.answerAll();
        CountDownLatch go = new CountDownLatch(1);
        Subscription subscription = connection.subscribe(
                FakeGatt.NOTIFY,
                new NotificationListener() {
                    @Override
                    public void onValue(Bytes value, Instant at) {
                        log.onValue(value, at);
                        try {
                            Await.latch("go on", go);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }

                    @Override
                    public void onEnd(@Nullable BleException cause) {
                        log.onEnd(cause);
                    }
                },
                new SubscribeOptions(1, Overflow.CLOSE, false));
        sends(VALUE);
        log.await("aa");
        sends(VALUE);
        sends(VALUE);
        assertThat(subscription.isActive()).isFalse();
        assertThat(subscription.dropped()).isEqualTo(1);
        Await.until("disabled", () -> sent().contains("notify OFF"));
        go.countDown();
        log.await("aa", "aa", "end null");
    }

    @Test
    void servicesChanged_endsSubscriptionsWithACause() throws Exception {
        link.answerAll();
        connection.onStateChange(log);
        Log values = new Log();
        subscribe(values);
        link.events().servicesChanged();
        log.await("mtu 23", "services changed");
        Await.until("ended", () -> values.size() == 1);
        assertThat(values.get(0)).contains("changed its services");
    }

    @Test
    void mtuChanged_isTold() {
        connection.onStateChange(log);
        link.mtuIs(185);
        link.longestIs(182);
        link.events().mtuChanged(185);
        log.await("mtu 23", "mtu 185");
        assertThat(connection.state()).isEqualTo(new ConnectionState.Connected(185, 182, 182));
    }

    @Test
    void listen_afterTheEnd_isToldTheEnd() {
        link.down(DisconnectReason.REMOTE);
        connection.onStateChange(log);
        log.await("down");
    }

    @Test
    void subscribe_afterTheEnd_fails() {
        link.down(DisconnectReason.REMOTE);
        assertThatThrownBy(() -> subscribe(log)).isInstanceOf(BleDisconnectedException.class);
        assertThat(log).isEmpty();
    }

    @Test
    void manyOperations_leaveNoTimersBehind() throws Exception {
        link.answerAll();
        for (int i = 0; i < 100; i++) {
            subscribe(log).close();
            connection.read(FakeGatt.READ_WRITE);
        }
        connection.close();
        Await.until("no timer is left but " + fixture.time.pending(), () -> fixture.time.pending() == 0);
    }
}
