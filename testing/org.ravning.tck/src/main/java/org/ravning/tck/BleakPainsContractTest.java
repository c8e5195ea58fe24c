// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.Bytes;
import org.ravning.api.ConnectionListener;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattException;
import org.ravning.api.ManagedConnection;
import org.ravning.api.ManagedState;
import org.ravning.api.ReconnectPolicy;
import org.ravning.api.ScanRequest;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.api.WriteMode;
import org.ravning.testkit.Await;

/**
 * What users of Bleak suffer from (docs/from-bleak.md, "Twenty pains"), each as a test of the same number; those of
 * scans and adapters are in {@link BleakScanPainsContractTest}. What no peer
 * can provoke is in core's test of the same name.
 */
public abstract class BleakPainsContractTest extends ContractTest {
    private static final List<DeviceId> NOBODY =
            List.of(DeviceId.parse("C0:DE:AD:BE:EF:01"), DeviceId.parse("C0:DE:AD:BE:EF:02"));
    private static final ReconnectPolicy QUICK =
            ReconnectPolicy.DEFAULT.withConnect(patient()).withPauses(Duration.ofMillis(50), Duration.ofMillis(200));

    @Test
    public void pain01_operationAlreadyInProgress_scansAndConnectsShareOneDiscovery() throws Exception {
        peer().advertise(BROADCAST);
        List<AtomicInteger> heard = new ArrayList<>();
        List<Await.Call<Subscription>> starts = new ArrayList<>();
        for (ScanRequest request : List.of(
                ScanRequest.everything(),
                ScanRequest.builder().service("181a").build(),
                ScanRequest.builder().name("Specimen").build())) {
            AtomicInteger count = new AtomicInteger();
            heard.add(count);
            starts.add(Await.inThread(() -> scanner().scan(request, advertisement -> count.incrementAndGet())));
        }
        Await.Call<BleConnection> connecting = Await.inThread(() -> central().connect(device(), patient()));
        List<Subscription> scans = new ArrayList<>();
        for (Await.Call<Subscription> start : starts) {
            scans.add(Await.result(start));
        }
        Await.result(connecting).close();
        heard.forEach(count -> count.set(0));
        Await.until("each hears, after a connection too", () -> heard.stream().allMatch(count -> count.get() > 0));
        scans.remove(0).close();
        heard.forEach(count -> count.set(0));
        Await.until(
                "the others go on", () -> heard.get(1).get() > 0 && heard.get(2).get() > 0);
        scans.forEach(Subscription::close);
    }

    @Test
    public void pain02_reconnectingIsLeftToUsers_aManagedConnectionRestoresItsSubscriptions() throws Exception {
        peer().advertise(BROADCAST);
        ValueLog log = new ValueLog();
        List<ManagedState> states = new CopyOnWriteArrayList<>();
        try (ManagedConnection kept = central()
                .keepConnected(
                        device(),
                        QUICK,
                        connection -> connection.subscribe(
                                characteristic(connection, PeerGatt.NOTIFY), log, SubscribeOptions.DEFAULT))) {
            kept.onStateChange(states::add);
            awaitState("connected", states, ManagedState.Connected.class, 1);
            peer().send(PeerGatt.NOTIFY, Bytes.ofHex("01"));
            log.awaitValues(1);
            peer().disconnect();
            awaitState("connected again", states, ManagedState.Connected.class, 2);
            peer().send(PeerGatt.NOTIFY, Bytes.ofHex("02"));
            log.awaitValues(2);
        }
        assertThat(log.values()).containsExactly(Bytes.ofHex("01"), Bytes.ofHex("02"));
        assertThat(log.ends()).isEqualTo(2);
        awaitState("closed", states, ManagedState.Closed.class, 1);
    }

    private static void awaitState(String what, List<ManagedState> states, Class<?> kind, int count) {
        Await.until(
                what,
                Await.slow(Duration.ofSeconds(30)),
                () -> states.stream().filter(kind::isInstance).count() >= count);
    }

    @Test
    public void pain03_notFoundWhenScanningHasStopped_connectFindsItAgain() throws Exception {
        peer().advertise(BROADCAST);
        DeviceId found = scanner()
                .findFirst(ScanRequest.builder().name("Specimen").build(), fromPeer(), seconds(10))
                .orElseThrow()
                .device();
        Await.until("no scan runs", () -> !adapter().isScanning());
        central().connect(found, patient()).close();
    }

    @Test
    public void pain04_attemptThatCannotSucceedYet_succeedsWithinItsDeadline() throws Exception {
        peer().advertise(BROADCAST);
        try (Subscription scan = scanner().scan(ScanRequest.everything(), heard -> {})) {
            assertThat(scanner().findFirst(ScanRequest.everything(), fromPeer(), seconds(10)))
                    .isPresent();
            peer().vanish();
            Await.Call<BleConnection> connecting =
                    Await.inThread(() -> central().connect(device(), patient()));
            Await.never("connected to what is not there", seconds(0.3), connecting::isDone);
            peer().comeBack();
            connecting.get(seconds(25).toMillis(), TimeUnit.MILLISECONDS).close();
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    public void pain05_severalDevicesAtOnce_theDeadOnesCostTheOthersLittle() throws Exception {
        peer().advertise(BROADCAST);
        List<Await.Call<BleConnection>> dead = new ArrayList<>();
        for (DeviceId nobody : NOBODY) {
            dead.add(Await.inThread(() -> central().connect(nobody, patient().withTimeout(seconds(4)))));
        }
        central().connect(device(), patient()).close();
        for (Await.Call<BleConnection> call : dead) {
            assertThat(Await.failure(call)).isInstanceOfAny(BleTimeoutException.class, BleConnectException.class);
        }
    }

    @Test
    public void pain06_outOfSlots_theLinksOfAnAdapterAreCounted() throws Exception {
        assertThat(adapter().connections()).isZero();
        try (BleConnection one = connect();
                BleConnection same = central().connect(device(), patient())) {
            assertThat(adapter().connections()).isEqualTo(1);
            assertThat(one.adapter()).isEqualTo(same.adapter());
        }
        assertThat(adapter().connections()).isZero();
    }

    @Test
    public void pain07_unreachable_isToldWithinTheDeadlineAndPasses() throws Exception {
        peer().vanish();
        assertThatThrownBy(() -> central().connect(device(), patient().withTimeout(seconds(1))))
                .isInstanceOfAny(BleTimeoutException.class, BleConnectException.class)
                .hasMessageContaining(device().toString());
        peer().comeBack();
        connect().close();
    }

    @Test
    public void pain08_disconnectIsToldOnce_andConnectingAgainAtOnceWorks() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<ConnectionState> states = new CopyOnWriteArrayList<>();
            BleConnection connection = connect();
            connection.onStateChange(states::add);
            connection.close();
            assertThat(connection.state()).isEqualTo(new ConnectionState.Disconnected(DisconnectReason.REQUESTED));
            Await.until(
                    "told, not " + states,
                    () -> states.contains(new ConnectionState.Disconnected(DisconnectReason.REQUESTED)));
            assertThat(states.stream().filter(ConnectionState.Disconnected.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    public void pain09_staleServices_areToldAndSeenByTheNextConnect() throws Exception {
        needs(Peer.Feature.SERVICES_CHANGED);
        AtomicBoolean changed = new AtomicBoolean();
        ValueLog log = new ValueLog();
        try (BleConnection connection = connect()) {
            connection.onStateChange(new ConnectionListener() {
                @Override
                public void onState(ConnectionState state) {}

                @Override
                public void onServicesChanged() {
                    changed.set(true);
                }
            });
            connection.subscribe(characteristic(connection, PeerGatt.NOTIFY), log, SubscribeOptions.DEFAULT);
            peer().changeServices();
            Await.until("told", changed::get);
            assertThat(log.awaitEnd()).isInstanceOf(GattException.class);
            try (BleConnection fresh = central().connect(device(), patient())) {
                assertThat(fresh.gatt()).isNotEqualTo(connection.gatt());
            }
        }
    }

    @Test
    public void pain10_notificationsLostOrDoubled_eachListenerHearsAllOnceInOrder() throws Exception {
        ValueLog one = new ValueLog();
        ValueLog two = new ValueLog();
        try (BleConnection connection = connect()) {
            connection.subscribe(characteristic(connection, PeerGatt.READ_NOTIFY), one, SubscribeOptions.DEFAULT);
            connection.subscribe(characteristic(connection, PeerGatt.READ_NOTIFY), two, SubscribeOptions.DEFAULT);
            List<Bytes> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sent.add(Bytes.ofInts(i));
                peer().send(PeerGatt.READ_NOTIFY, Bytes.ofInts(i));
            }
            one.awaitValues(20);
            connection.read(characteristic(connection, PeerGatt.READ_NOTIFY));
            sent.add(Bytes.ofHex("ff"));
            peer().send(PeerGatt.READ_NOTIFY, Bytes.ofHex("ff"));
            one.awaitValues(21);
            two.awaitValues(21);
            assertThat(one.values()).isEqualTo(sent);
            assertThat(two.values()).isEqualTo(sent);
        }
    }

    @Test
    public void pain11_notifyStateAfterReconnecting_isThatOfTheNewConnection() throws Exception {
        for (int round = 0; round < 3; round++) {
            ValueLog log = new ValueLog();
            try (BleConnection connection = connect()) {
                UUID type = PeerGatt.NOTIFY;
                connection
                        .subscribe(characteristic(connection, type), new ValueLog(), SubscribeOptions.DEFAULT)
                        .close();
                Subscription values =
                        connection.subscribe(characteristic(connection, type), log, SubscribeOptions.DEFAULT);
                Await.until("enabled", () -> peer().isSubscribed(type));
                peer().send(type, Bytes.ofInts(round));
                log.awaitValues(1);
                values.close();
                values.close();
                Await.until("disabled", () -> !peer().isSubscribed(type));
            }
            assertThat(log.values()).containsExactly(Bytes.ofInts(round));
        }
    }

    @Test
    public void pain18_mtuAndThroughput_areToldAndNothingIsLostInABurst() throws Exception {
        try (BleConnection connection = connect()) {
            assertThat(connection.state())
                    .isInstanceOfSatisfying(
                            ConnectionState.Connected.class,
                            state -> assertThat(state.mtu()).isBetween(23, 517));
            int longest = connection.maxWriteLength(WriteMode.WITHOUT_RESPONSE);
            List<Bytes> sent = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Bytes value = Bytes.ofInts(i, 1, 2, 3);
                sent.add(value);
                connection.write(characteristic(connection, PeerGatt.COMMAND), value, WriteMode.WITHOUT_RESPONSE);
            }
            Await.until(
                    "all have arrived", () -> peer().writes(PeerGatt.COMMAND).size() == 50);
            assertThat(peer().writes(PeerGatt.COMMAND)).isEqualTo(sent);
            assertThatThrownBy(() -> connection.write(
                            characteristic(connection, PeerGatt.COMMAND),
                            PeerGatt.counting(longest + 1),
                            WriteMode.WITHOUT_RESPONSE))
                    .isInstanceOfSatisfying(
                            GattException.class, e -> assertThat(e.reason()).isEqualTo(GattException.Reason.TOO_LONG));
        }
    }

    @Test
    public void pain19_leaks_nothingIsLeftOfConnectionsThatFailOrDrop() throws Exception {
        connect().close();
        Map<String, Long> before = peer().resources();
        for (int i = 0; i < 5; i++) {
            BleConnection connection = connect();
            peer().disconnect();
            Await.until("lost", () -> connection.state() instanceof ConnectionState.Disconnected);
            connection.close();
            assertThatThrownBy(() -> central().connect(NOBODY.get(0), patient().withTimeout(seconds(0.2))))
                    .isInstanceOf(BleException.class);
        }
        Await.until(
                "no link is left",
                () -> adapter().connections() == 0 && !adapter().isScanning());
        assertThat(peer().resources()).isEqualTo(before);
    }

    @Test
    public void pain20_hangs_everyWaitHasADeadlineAndAnyThreadMayCall() throws Exception {
        try (BleConnection connection = connect()) {
            peer().stallReads(PeerGatt.READ);
            assertThatThrownBy(
                            () -> connection.withTimeout(seconds(0.3)).read(characteristic(connection, PeerGatt.READ)))
                    .isInstanceOf(BleTimeoutException.class);
            peer().release(PeerGatt.READ);
            CompletableFuture<Bytes> elsewhere =
                    Await.inThread(() -> connection.read(characteristic(connection, PeerGatt.READ)));
            assertThat(Await.result(elsewhere)).isEqualTo(PeerGatt.FIRST_READ);
        }
    }
}
