// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnectException.Reason;
import org.ravning.api.BleConnection;
import org.ravning.api.BleOperation;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceId;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeAttempt;
import org.ravning.testkit.fake.FakeLink;
import org.ravning.testkit.fake.FakeRadio;

/** The line before each adapter, and which adapter to line up at. */
@ExtendWith(ThreadLeakCheck.class)
class ConnectQueueTest {
    private static final DeviceId FIRST = device(1);
    private static final DeviceId SECOND = device(2);
    private static final DeviceId THIRD = device(3);
    private static final Duration SLICE = Duration.ofSeconds(5);

    private CoreFixture fixture;
    private FakeRadio radio;
    private Subscription scan;

    @BeforeEach
    void open() throws Exception {
        fixture = new CoreFixture();
        radio = fixture.radio;
        scan = fixture.scanner().scan(ScanRequest.everything(), heard -> {});
        Await.until("a scan runs", radio::isScanning);
    }

    @AfterEach
    void close() {
        scan.close();
        fixture.close();
        assertThat(radio.complaints()).isEmpty();
        assertThat(fixture.time.pending()).isZero();
    }

    private static DeviceId device(int number) {
        return DeviceId.parse(String.format("C0:00:00:00:00:%02X", number));
    }

    private Await.Call<BleConnection> connecting(DeviceId device) {
        return connecting(device, ConnectOptions.DEFAULT);
    }

    /** Begins to connect to a device that is heard, and waits until it has lined up. */
    private Await.Call<BleConnection> connecting(DeviceId device, ConnectOptions options) {
        radio.hears(device, -50, CoreFixture.named("x"));
        long before = inLine();
        Await.Call<BleConnection> call = fixture.connecting(device, options);
        Await.until(device + " is in line", () -> call.isDone() || inLine() > before);
        return call;
    }

    private long inLine() {
        return fixture.counter("connecting") + fixture.counter("connects_waiting");
    }

    private static BleConnectException failure(Reason reason) {
        return new BleConnectException(BleOperation.of("connect"), reason, "as the system says", null);
    }

    @Test
    void severalDevices_areConnectedOneAfterTheOther_inOrder_whileScanning() throws Exception {
        Await.Call<BleConnection> first = connecting(FIRST);
        Await.Call<BleConnection> second = connecting(SECOND);
        Await.Call<BleConnection> third = connecting(THIRD);
        assertThat(fixture.counter("connecting")).isEqualTo(1);
        assertThat(fixture.counter("connects_waiting")).isEqualTo(2);
        assertThat(radio.attempts()).hasSize(1);

        radio.attempt(1).connected();
        assertThat(radio.attempt(2).device()).isEqualTo(SECOND);
        radio.attempt(2).fails(failure(Reason.REFUSED));
        assertThat(radio.attempt(3).device()).isEqualTo(THIRD);
        radio.attempt(3).connected();

        assertThat(Await.failure(second)).isInstanceOf(BleConnectException.class);
        Await.result(first).close();
        Await.result(third).close();
        assertThat(radio.isScanning()).isTrue();
        assertThat(radio.starts()).hasSize(1);
        assertThat(inLine()).isZero();
    }

    @Test
    void discoveryThatTakesLong_keepsNobodyWaiting() throws Exception {
        Await.Call<BleConnection> first = connecting(FIRST);
        Await.Call<BleConnection> second = connecting(SECOND);
        radio.attempt(1).linkOf().discoversNothing();
        radio.attempt(1).connected();
        radio.attempt(2).connected();
        Await.result(second).close();
        first.interrupt();
        assertThat(Await.failure(first)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void queued_whoseDeadlinePasses_neverGoesToTheSystem() throws Exception {
        Await.Call<BleConnection> first = connecting(FIRST);
        Await.Call<BleConnection> second =
                connecting(SECOND, ConnectOptions.DEFAULT.withTimeout(Duration.ofSeconds(3)));
        second.untilBlocked();
        fixture.advance(Duration.ofSeconds(3));
        assertThat(Await.failure(second))
                .isInstanceOf(BleTimeoutException.class)
                .hasMessageContaining("other devices were being connected through fake/hci0");
        radio.attempt(1).connected();
        Await.result(first).close();
        assertThat(radio.attempts()).hasSize(1);
    }

    @Test
    void queued_whoseCallerIsInterrupted_neverGoesToTheSystem() throws Exception {
        Await.Call<BleConnection> first = connecting(FIRST);
        Await.Call<BleConnection> second = connecting(SECOND);
        Await.Call<BleConnection> third = connecting(THIRD);
        second.interrupt();
        assertThat(Await.failure(second)).isInstanceOf(InterruptedException.class);
        Await.until("it has left the line", () -> fixture.counter("connects_waiting") == 1);
        radio.attempt(1).connected();
        radio.attempt(2).connected();
        assertThat(radio.attempt(2).device()).isEqualTo(THIRD);
        Await.result(first).close();
        Await.result(third).close();
    }

    @Test
    void deadDevice_makesWayForOthers_andGoesOnAfterThem() throws Exception {
        Await.Call<BleConnection> dead = connecting(FIRST);
        Await.Call<BleConnection> alive = connecting(SECOND);
        fixture.advance(SLICE);
        radio.attempt(1).awaitCancelled();
        FakeAttempt second = radio.attempt(2);
        assertThat(second.device()).isEqualTo(SECOND);
        Await.until("the dead one is in line again", () -> fixture.counter("connects_waiting") == 1);
        second.connected();
        Await.result(alive).close();
        radio.attempt(3).connected();
        Await.result(dead).close();
        assertThat(fixture.counter("connect_yields")).isEqualTo(1);
        assertThat(fixture.counter("connect_failures")).isZero();
    }

    @Test
    void slowDevice_forWhichNobodyWaits_keepsItsTurn_untilSomebodyComes() throws Exception {
        Await.Call<BleConnection> slow = connecting(FIRST);
        fixture.advance(SLICE.plusSeconds(1));
        assertThat(radio.attempt(1).isCancelled()).isFalse();
        Await.Call<BleConnection> other = connecting(SECOND);
        radio.attempt(1).awaitCancelled();
        radio.attempt(2).connected();
        Await.result(other).close();
        radio.attempt(3).connected();
        Await.result(slow).close();
    }

    @Test
    void manyDeadDevices_letALivingOneThroughInTheirSlicesAndNoLater() throws Exception {
        List<Await.Call<BleConnection>> dead = new ArrayList<>();
        for (int i = 10; i < 13; i++) {
            dead.add(connecting(device(i), ConnectOptions.DEFAULT.withTimeout(Duration.ofMinutes(5))));
        }
        Await.Call<BleConnection> alive = connecting(SECOND);
        for (int i = 1; i <= 3; i++) {
            radio.attempt(i);
            fixture.advance(SLICE);
        }
        assertThat(radio.attempt(4).device()).isEqualTo(SECOND);
        radio.attempt(4).connected();
        Await.result(alive).close();
        dead.forEach(Await.Call::interrupt);
        for (Await.Call<BleConnection> call : dead) {
            assertThat(Await.failure(call)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void deadDevicesInLineAgain_areLeftBehindByOneThatWasHeardAndNeverFailed() throws Exception {
        ConnectOptions patient = ConnectOptions.DEFAULT.withTimeout(Duration.ofMinutes(5));
        List<Await.Call<BleConnection>> dead = new ArrayList<>();
        for (int i = 10; i < 14; i++) {
            dead.add(connecting(device(i), patient));
        }
        for (int i = 1; i <= 4; i++) {
            radio.attempt(i);
            for (int j = 10; j < 14; j++) {
                radio.hears(device(j), -50, CoreFixture.named("x"));
            }
            fixture.advance(SLICE);
        }
        FakeAttempt again = radio.attempt(5);
        Await.until("the others are in line again", () -> fixture.counter("connects_waiting") == 3);
        Await.Call<BleConnection> alive = connecting(SECOND);
        fixture.advance(SLICE);
        again.awaitCancelled();
        assertThat(radio.attempt(6).device()).isEqualTo(SECOND);
        radio.attempt(6).connected();
        Await.result(alive).close();
        assertThat(radio.attempt(7).device()).isIn(device(10), device(11), device(12), device(13));
        dead.forEach(Await.Call::interrupt);
        for (Await.Call<BleConnection> call : dead) {
            assertThat(Await.failure(call)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void cancelThatHangs_holdsTheLineForFiveSecondsAtMost() throws Exception {
        Await.Call<BleConnection> first = connecting(FIRST);
        radio.attempt(1).hangOnCancel();
        Await.Call<BleConnection> second = connecting(SECOND);
        first.interrupt();
        radio.attempt(1).awaitCancelled();
        assertThat(radio.attempts()).hasSize(1);
        fixture.advance(Duration.ofSeconds(5));
        radio.attempt(2).connected();
        Await.result(second).close();
        radio.attempt(1).clean();
    }

    @Test
    void tooManyWait_areRefused() throws Exception {
        List<Await.Call<BleConnection>> calls = new ArrayList<>();
        for (int i = 0; i <= 64; i++) {
            calls.add(connecting(device(i)));
        }
        assertThat(Await.failure(connecting(device(100))))
                .isInstanceOfSatisfying(
                        BleConnectException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
        Collections.reverse(calls); // those who wait leave before the one whose turn it is
        for (Await.Call<BleConnection> call : calls) {
            call.interrupt();
            assertThat(Await.failure(call)).isInstanceOf(InterruptedException.class);
        }
        assertThat(radio.attempts()).hasSize(1);
    }

    @Test
    void radioThatCanBeginSeveral_isGivenSeveral() throws Exception {
        FakeRadio able = fixture.backend.plug("hci1", fresh -> fresh.beginsAtOnce(2));
        Await.until("it scans", able::isScanning);
        able.hears(FIRST, -50, CoreFixture.named("x"));
        able.hears(SECOND, -50, CoreFixture.named("x"));
        Await.Call<BleConnection> first = fixture.connecting(FIRST);
        able.attempt(1);
        Await.Call<BleConnection> second = fixture.connecting(SECOND);
        able.attempt(2).connected();
        Await.result(second).close();
        able.attempt(1).connected();
        Await.result(first).close();
    }

    @Test
    void adapterThatLeaves_lineGoesToAnother() throws Exception {
        FakeRadio other = fixture.backend.plug("hci1");
        Await.until("both scan", other::isScanning);
        Await.Call<BleConnection> first = connecting(FIRST);
        Await.Call<BleConnection> second = connecting(SECOND);
        other.hears(SECOND, -80, CoreFixture.named("x"));
        fixture.backend.unplug(radio);
        assertThat(Await.failure(first)).isInstanceOf(BleUnavailableException.class);
        other.attempt(1).connected();
        assertThat(Await.result(second).adapter()).isEqualTo(other.id());
        second.join().close();
    }

    @Test
    void busyAdapter_isLeftForAnotherThatHearsTheDeviceToo() throws Exception {
        FakeRadio other = fixture.backend.plug("hci1");
        Await.until("both scan", other::isScanning);
        Await.Call<BleConnection> first = connecting(FIRST);
        other.hears(SECOND, -60, CoreFixture.named("x"));
        radio.hears(SECOND, -50, CoreFixture.named("x"));
        Await.Call<BleConnection> second = fixture.connecting(SECOND);
        other.attempt(1).connected();
        Await.result(second).close();
        radio.attempt(1).connected();
        Await.result(first).close();
    }

    @Test
    void adapterThatFailedTwice_isLeftForAnotherThatHearsTheDeviceToo() throws Exception {
        FakeRadio other = fixture.backend.plug("hci1");
        Await.until("both scan", other::isScanning);
        other.hears(FIRST, -60, CoreFixture.named("x"));
        Await.Call<BleConnection> call = connecting(FIRST);
        radio.attempt(1).fails(failure(Reason.ABORTED));
        Await.until("a pause", () -> fixture.counter("connect_retries") == 1);
        fixture.advance(Duration.ofMillis(500));
        radio.attempt(2).fails(failure(Reason.ABORTED));
        Await.until("a pause", () -> fixture.counter("connect_retries") == 2);
        fixture.advance(Duration.ofSeconds(1));
        other.attempt(1).connected();
        Await.result(call).close();
    }

    @Test
    void adapterWithoutRoom_anotherThatHearsTheDevice_isTriedAtOnce() throws Exception {
        FakeRadio other = fixture.backend.plug("hci1");
        Await.until("both scan", other::isScanning);
        Await.Call<BleConnection> call = connecting(FIRST);
        radio.attempt(1).fails(failure(Reason.NO_SLOT));
        Await.until("the other hears it and is tried", () -> {
            other.hears(FIRST, -90, CoreFixture.named("x"));
            return !other.attempts().isEmpty();
        });
        FakeLink link = other.attempt(1).connected();
        assertThat(Await.result(call).adapter()).isEqualTo(other.id());
        call.join().close();
        assertThat(link.closes()).isEqualTo(1);
        assertThat(radio.attempts()).hasSize(1);
    }

    @Test
    void adapterWithoutRoom_noOtherHearsTheDevice_saysNoSlot() throws Exception {
        FakeRadio other = fixture.backend.plug("hci1");
        Await.until("both scan", other::isScanning);
        Await.Call<BleConnection> call = connecting(FIRST, ConnectOptions.DEFAULT.withTimeout(Duration.ofDays(1)));
        radio.attempt(1).fails(failure(Reason.NO_SLOT));
        Await.until("the search is over", () -> {
            fixture.advance(Duration.ofSeconds(1));
            return call.isDone();
        });
        assertThat(Await.failure(call))
                .isInstanceOfSatisfying(
                        BleConnectException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SLOT))
                .hasMessageContaining("fake/hci0 has no room for another link; this program has 0 there");
        assertThat(other.attempts()).isEmpty();
    }

    @Test
    void onlyAdapterWithoutRoom_saysNoSlotAtOnce() throws Exception {
        Await.Call<BleConnection> first = connecting(FIRST);
        radio.attempt(1).connected();
        BleConnection held = Await.result(first);
        Await.Call<BleConnection> call = connecting(SECOND);
        radio.attempt(2).fails(failure(Reason.NO_SLOT));
        assertThat(Await.failure(call))
                .isInstanceOfSatisfying(
                        BleConnectException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SLOT))
                .hasMessageContaining("this program has 1 there");
        held.close();
    }

    @Test
    void fullAdapter_isTheLastChoice() throws Exception {
        FakeRadio small = fixture.backend.plug("hci1", fresh -> fresh.holds(1));
        Await.until("both scan", small::isScanning);
        small.hears(FIRST, -50, CoreFixture.named("x"));
        Await.Call<BleConnection> first = fixture.connecting(FIRST);
        small.attempt(1).connected();
        BleConnection held = Await.result(first);
        small.hears(SECOND, -40, CoreFixture.named("x"));
        radio.hears(SECOND, -90, CoreFixture.named("x"));
        Await.Call<BleConnection> second = fixture.connecting(SECOND);
        radio.attempt(1).connected();
        Await.result(second).close();
        held.close();
    }
}
