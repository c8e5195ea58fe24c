// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnection;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.Bytes;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;

/** The rules of connecting and of letting go. */
public abstract class ConnectContractTest extends ContractTest {
    /** How many times connect, subscribe, close is repeated for C19. */
    private static final int CYCLES = Integer.getInteger("ravning.tck.cycles", 1000);

    private boolean isConnected() {
        try {
            return peer().isConnected();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void c03_connect_deviceThatIsNotThere_endsAtItsOneDeadline() throws Exception {
        DeviceId nobody = DeviceId.parse("C0:DE:AD:BE:EF:01");
        Duration limit = seconds(2);
        long begun = System.nanoTime();
        Throwable thrown = Await.failure(
                Await.inThread(() -> central().connect(nobody, patient().withTimeout(limit))));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(thrown).isInstanceOfAny(BleTimeoutException.class, BleConnectException.class);
        assertThat(took).isLessThan(limit.plus(seconds(2)));
    }

    @Test
    public void c04_connect_interrupted_leavesNoDiscoveryAndNoLink() throws Exception {
        for (int round = 0; round < 3; round++) {
            peer().vanish();
            Await.Call<BleConnection> call = Await.inThread(() -> central().connect(device(), patient()));
            call.untilBlocked();
            call.interrupt();
            assertThat(Await.failure(call)).isInstanceOf(InterruptedException.class);
            Await.until("no discovery is left", () -> !adapter().isScanning());
            peer().comeBack();
            peer().advertise(BROADCAST);
            Await.never("a link nobody wants", seconds(0.3), this::isConnected);
            assertThat(adapter().connections()).isZero();
        }
        connect().close();
    }

    @Test
    public void c11_concurrentConnect_sharesOneLink_thatEndsWithItsLastHandle() throws Exception {
        peer().advertise(BROADCAST);
        List<Await.Call<BleConnection>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(Await.inThread(() -> central().connect(device(), patient())));
        }
        List<BleConnection> handles = new ArrayList<>();
        for (Await.Call<BleConnection> call : calls) {
            handles.add(Await.result(call));
        }
        assertThat(adapter().connections()).isEqualTo(1);
        BleConnection last = handles.remove(3);
        handles.forEach(BleConnection::close);
        assertThat(handles).allMatch(handle -> handle.state() instanceof ConnectionState.Disconnected);
        assertThat(last.read(characteristic(last, PeerGatt.READ))).isEqualTo(PeerGatt.FIRST_READ);
        last.close();
        assertThat(adapter().connections()).isZero();
        Await.until("the peer knows", () -> !isConnected());
    }

    @Test
    public void c11_handle_closedWithItsSubscription_leavesTheOthersAlone() throws Exception {
        ValueLog mine = new ValueLog();
        ValueLog theirs = new ValueLog();
        try (BleConnection one = connect();
                BleConnection two = central().connect(device(), patient())) {
            one.subscribe(characteristic(one, PeerGatt.NOTIFY), mine, SubscribeOptions.DEFAULT);
            two.subscribe(characteristic(two, PeerGatt.NOTIFY), theirs, SubscribeOptions.DEFAULT);
            one.close();
            assertThat(mine.ends()).isEqualTo(1);
            peer().send(PeerGatt.NOTIFY, Bytes.ofHex("01"));
            theirs.awaitValues(1);
            assertThat(mine.values()).isEmpty();
            assertThat(theirs.ends()).isZero();
        }
        assertThat(theirs.ends()).isEqualTo(1);
    }

    @Test
    public void c19_manyCycles_leaveNothingBehind() throws Exception {
        peer().advertise(BROADCAST);
        cycle(Math.min(10, CYCLES));
        Map<String, Long> before = peer().resources();
        int threads = ThreadLeakCheck.ours().size();
        cycle(CYCLES);
        Await.until(
                "no more threads than " + threads + ", but " + ThreadLeakCheck.ours(),
                () -> ThreadLeakCheck.ours().size() <= threads + 2);
        assertThat(peer().resources()).isEqualTo(before);
        assertThat(adapter().connections()).isZero();
    }

    private void cycle(int times) throws Exception {
        ConnectOptions options = patient();
        for (int i = 0; i < times; i++) {
            ValueLog log = new ValueLog();
            try (BleConnection connection = central().connect(device(), options);
                    Subscription values = connection.subscribe(
                            characteristic(connection, PeerGatt.NOTIFY), log, SubscribeOptions.DEFAULT)) {
                assertThat(values.isActive()).isTrue();
            }
            assertThat(log.ends()).isEqualTo(1);
        }
    }
}
