// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectionState;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattException;
import org.ravning.api.NotificationListener;
import org.ravning.api.Overflow;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.testkit.Await;

/** The rules of notifications and indications, each test on a fresh link. */
public abstract class SubscriptionContractTest extends ContractTest {
    private BleConnection connection;

    @BeforeEach
    void openLink() throws Exception {
        connection = connect();
    }

    @AfterEach
    void closeLink() {
        connection.close();
    }

    private Subscription subscribe(UUID type, NotificationListener listener) throws Exception {
        return connection.subscribe(characteristic(connection, type), listener, SubscribeOptions.DEFAULT);
    }

    private static List<Bytes> numbers(int count) {
        List<Bytes> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(Bytes.ofInts(i / 256, i % 256));
        }
        return numbers;
    }

    private void send(UUID type, List<Bytes> values) throws Exception {
        for (Bytes value : values) {
            peer().send(type, value);
        }
    }

    @Test
    public void c05_values_arriveSeriallyAndInOrderThoughTheListenerThrows() throws Exception {
        List<Bytes> seen = new CopyOnWriteArrayList<>();
        try (Subscription values = subscribe(PeerGatt.NOTIFY, (value, at) -> {
            seen.add(value);
            throw new IllegalStateException("thrown on purpose");
        })) {
            send(PeerGatt.NOTIFY, numbers(30));
            Await.until("all have arrived, not " + seen, () -> seen.size() == 30);
            assertThat(seen).isEqualTo(numbers(30));
            assertThat(values.dropped()).isZero();
        }
    }

    @Test
    public void c05_indications_arriveToo() throws Exception {
        ValueLog log = new ValueLog();
        try (Subscription values = subscribe(PeerGatt.INDICATE, log)) {
            send(PeerGatt.INDICATE, numbers(3));
            log.awaitValues(3);
            assertThat(log.values()).isEqualTo(numbers(3));
            assertThat(values.isActive()).isTrue();
        }
    }

    @Test
    public void c06_slowListener_losesByItsPolicyAndSlowsNobody() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<Bytes> latest = new CopyOnWriteArrayList<>();
        List<Bytes> oldest = new CopyOnWriteArrayList<>();
        ValueLog quick = new ValueLog();
        try (Subscription all = subscribe(PeerGatt.NOTIFY, quick);
                Subscription two = slow(new SubscribeOptions(2, Overflow.DROP_OLDEST, false), oldest, begun, go);
                Subscription one = slow(new SubscribeOptions(2, Overflow.KEEP_LATEST, false), latest, begun, go)) {
            peer().send(PeerGatt.NOTIFY, Bytes.ofHex("ff"));
            Await.until("both are busy", () -> oldest.size() == 1 && latest.size() == 1);
            send(PeerGatt.NOTIFY, numbers(9));
            quick.awaitValues(10);
            Await.until("losses are counted", () -> two.dropped() == 7 && one.dropped() == 8);
            assertThat(all.dropped()).isZero();
            go.countDown();
            Await.until("they go on", () -> oldest.size() == 3 && latest.size() == 2);
            assertThat(oldest.subList(1, 3)).isEqualTo(numbers(9).subList(7, 9));
            assertThat(latest.get(1)).isEqualTo(numbers(9).get(8));
        } finally {
            go.countDown();
        }
    }

    private Subscription slow(SubscribeOptions options, List<Bytes> seen, CountDownLatch begun, CountDownLatch go)
            throws Exception {
        return connection.subscribe(
                characteristic(connection, PeerGatt.NOTIFY),
                (value, at) -> {
                    seen.add(value);
                    begun.countDown();
                    try {
                        Await.latch("released", go);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                options);
    }

    @Test
    public void c07_close_noCallbackStartsAfterwards() throws Exception {
        ValueLog closed = new ValueLog();
        ValueLog open = new ValueLog();
        Subscription closing = subscribe(PeerGatt.NOTIFY, closed);
        try (Subscription other = subscribe(PeerGatt.NOTIFY, open)) {
            peer().send(PeerGatt.NOTIFY, Bytes.ofHex("01"));
            closed.awaitValues(1);
            closing.close();
            closing.close();
            assertThat(closing.isActive()).isFalse();
            assertThat(closed.ends()).isEqualTo(1);
            assertThat(closed.awaitEnd()).isNull();
            open.awaitValues(1);
            peer().send(PeerGatt.NOTIFY, Bytes.ofHex("02"));
            open.awaitValues(2);
            assertThat(closed.values()).containsExactly(Bytes.ofHex("01"));
            assertThat(other.isActive()).isTrue();
        }
    }

    @Test
    public void c08_firstSubscribeEnables_lastCloseDisables() throws Exception {
        assertThat(peer().isSubscribed(PeerGatt.NOTIFY)).isFalse();
        ValueLog first = new ValueLog();
        ValueLog second = new ValueLog();
        Subscription one = subscribe(PeerGatt.NOTIFY, first);
        assertThat(peer().isSubscribed(PeerGatt.NOTIFY)).isTrue();
        Subscription two = subscribe(PeerGatt.NOTIFY, second);
        one.close();
        assertThat(peer().isSubscribed(PeerGatt.NOTIFY)).isTrue();
        peer().send(PeerGatt.NOTIFY, Bytes.ofHex("01"));
        second.awaitValues(1);
        two.close();
        Await.until("disabled", () -> !peer().isSubscribed(PeerGatt.NOTIFY));
        try (Subscription three = subscribe(PeerGatt.NOTIFY, first)) {
            peer().send(PeerGatt.NOTIFY, Bytes.ofHex("02"));
            first.awaitValues(1);
            assertThat(three.isActive()).isTrue();
        }
    }

    @Test
    public void c08_valueSentAtTheMomentOfEnabling_isNotLost() throws Exception {
        for (int round = 0; round < 5; round++) {
            Await.Call<Boolean> sending = Await.inThread(() -> {
                Await.until("enabled", () -> peer().isSubscribed(PeerGatt.NOTIFY));
                peer().send(PeerGatt.NOTIFY, Bytes.ofHex("e4"));
                return true;
            });
            ValueLog log = new ValueLog();
            try (Subscription values = subscribe(PeerGatt.NOTIFY, log)) {
                assertThat(Await.result(sending)).isTrue();
                log.awaitValues(1);
                assertThat(log.values()).containsExactly(Bytes.ofHex("e4"));
                assertThat(values.isActive()).isTrue();
            }
            Await.until("disabled", () -> !peer().isSubscribed(PeerGatt.NOTIFY));
        }
    }

    @Test
    public void c08_lastValue_isTheNewestAndTellsNobody() throws Exception {
        ValueLog log = new ValueLog();
        Characteristic characteristic = characteristic(connection, PeerGatt.READ_NOTIFY);
        peer().value(PeerGatt.READ_NOTIFY, Bytes.ofHex("0a"));
        assertThat(connection.read(characteristic)).isEqualTo(Bytes.ofHex("0a"));
        try (Subscription values = subscribe(PeerGatt.READ_NOTIFY, log)) {
            assertThat(connection.lastValue(characteristic)).contains(Bytes.ofHex("0a"));
            long reads = peer().reads(PeerGatt.READ_NOTIFY);
            peer().send(PeerGatt.READ_NOTIFY, Bytes.ofHex("0b"));
            log.awaitValues(1);
            assertThat(connection.lastValue(characteristic)).contains(Bytes.ofHex("0b"));
            assertThat(log.values()).containsExactly(Bytes.ofHex("0b"));
            assertThat(peer().reads(PeerGatt.READ_NOTIFY)).isEqualTo(reads);
            assertThat(values.isActive()).isTrue();
        }
    }

    @Test
    public void c08_read_neverShowsUpAsNotification() throws Exception {
        ValueLog log = new ValueLog();
        peer().value(PeerGatt.READ_NOTIFY, Bytes.ofHex("0a"));
        try (Subscription values = subscribe(PeerGatt.READ_NOTIFY, log)) {
            for (int i = 0; i < 3; i++) {
                assertThat(connection.read(characteristic(connection, PeerGatt.READ_NOTIFY)))
                        .isEqualTo(Bytes.ofHex("0a"));
            }
            peer().send(PeerGatt.READ_NOTIFY, Bytes.ofHex("0b"));
            log.awaitValues(1);
            assertThat(connection.read(characteristic(connection, PeerGatt.READ_NOTIFY)))
                    .isEqualTo(Bytes.ofHex("0b"));
            peer().send(PeerGatt.READ_NOTIFY, Bytes.ofHex("0c"));
            log.awaitValues(2);
            assertThat(log.values()).containsExactly(Bytes.ofHex("0b"), Bytes.ofHex("0c"));
            assertThat(values.isActive()).isTrue();
        }
    }

    @Test
    public void c08_characteristicThatSendsNothing_isRefused() {
        assertThatThrownBy(() -> subscribe(PeerGatt.READ, new ValueLog()))
                .isInstanceOfSatisfying(
                        GattException.class, e -> assertThat(e.reason()).isEqualTo(GattException.Reason.NOT_PERMITTED));
    }

    @Test
    public void c09_peerEndsTheLink_firesStateThenEndOnce() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CompletableFuture<DisconnectReason> told = new CompletableFuture<>();
        CompletableFuture<BleException> ended = new CompletableFuture<>();
        connection.onStateChange(state -> {
            if (state instanceof ConnectionState.Disconnected gone) {
                order.add("state");
                told.complete(gone.reason());
            }
        });
        NotificationListener listener = new NotificationListener() {
            @Override
            public void onValue(Bytes value, Instant at) {
                order.add("value");
            }

            @Override
            public void onEnd(@Nullable BleException cause) {
                order.add("end");
                ended.complete(Objects.requireNonNull(cause));
            }
        };
        Subscription values = subscribe(PeerGatt.NOTIFY, listener);
        peer().send(PeerGatt.NOTIFY, Bytes.ofHex("01"));
        Await.until("the value arrives", () -> !order.isEmpty());
        peer().disconnect();
        BleDisconnectedException cause = (BleDisconnectedException) Await.result(ended);
        assertThat(cause.reason()).isEqualTo(Await.result(told)).isNotEqualTo(DisconnectReason.REQUESTED);
        assertThat(values.isActive()).isFalse();
        values.close();
        connection.close();
        assertThat(order).containsExactly("value", "state", "end");
    }

    @Test
    public void c09_close_isADisconnectWithACauseToo() throws Exception {
        AtomicInteger ends = new AtomicInteger();
        List<ConnectionState> states = new CopyOnWriteArrayList<>();
        connection.onStateChange(states::add);
        ValueLog log = new ValueLog();
        Subscription values = subscribe(PeerGatt.NOTIFY, log);
        connection.close();
        assertThat(log.ends()).isEqualTo(1);
        assertThat(values.isActive()).isFalse();
        Await.until("the state is told", () -> states.size() >= 2);
        assertThat(states.get(states.size() - 1))
                .isEqualTo(new ConnectionState.Disconnected(DisconnectReason.REQUESTED));
        assertThat(ends).hasValue(0);
        Await.until("the peer knows", () -> !isConnected());
    }

    private boolean isConnected() {
        try {
            return peer().isConnected();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void c12_read_fromAListener_throwsAtOnce() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (Subscription values = subscribe(PeerGatt.NOTIFY, (value, at) -> {
            try {
                connection.read(characteristic(connection, PeerGatt.READ));
                thrown.complete(new AssertionError("did not throw"));
            } catch (Throwable e) {
                thrown.complete(e);
            }
        })) {
            peer().send(PeerGatt.NOTIFY, Bytes.ofHex("01"));
            assertThat(Await.result(thrown)).isInstanceOf(IllegalStateException.class);
            assertThat(values.isActive()).isTrue();
        }
        assertThat(connection.read(characteristic(connection, PeerGatt.READ))).isEqualTo(PeerGatt.FIRST_READ);
    }

    @Test
    public void c14_servicesChanged_endsSubscriptionsWithACause() throws Exception {
        needs(Peer.Feature.SERVICES_CHANGED);
        ValueLog log = new ValueLog();
        Subscription values = subscribe(PeerGatt.NOTIFY, log);
        peer().changeServices();
        assertThat(log.awaitEnd()).isInstanceOf(GattException.class);
        assertThat(values.isActive()).isFalse();
        assertThat(connection.gatt().service(PeerGatt.VENDOR_SERVICE)).isPresent();
    }
}
