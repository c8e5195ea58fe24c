// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.Descriptor;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattException;
import org.ravning.api.WriteMode;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeGatt;
import org.ravning.testkit.fake.FakeLink;
import org.ravning.testkit.fake.FakeOperation;

@ExtendWith(ThreadLeakCheck.class)
class OperationTest {
    private static final Bytes VALUE = Bytes.ofHex("0102");

    private CoreFixture fixture;
    private BleConnection connection;
    private FakeLink link;

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
        assertThat(fixture.time.pending()).isZero();
    }

    private Await.Call<Bytes> reading() {
        return Await.inThread(() -> connection.read(FakeGatt.READ_WRITE));
    }

    private Await.Call<Boolean> writing(Bytes value, WriteMode mode) {
        return Await.inThread(() -> {
            connection.write(FakeGatt.READ_WRITE, value, mode);
            return true;
        });
    }

    @Test
    void operations_queued_runOneAtATimeInCallOrder() throws Exception {
        List<Await.Call<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Await.Call<Boolean> call = writing(Bytes.ofInts(i), WriteMode.AUTO);
            calls.add(call);
            call.untilBlocked();
        }
        for (int i = 0; i < 5; i++) {
            FakeOperation operation = link.operation(i + 1);
            assertThat(operation.value()).isEqualTo(Bytes.ofInts(i));
            assertThat(link.operations()).hasSize(i + 1);
            operation.answer(FakeOperation.NOTHING);
            assertThat(Await.result(calls.get(i))).isTrue();
        }
    }

    @Test
    void read_attError_isTypedAndNamesTheOperation() throws Exception {
        Await.Call<Bytes> call = reading();
        link.operation(1).answer(GattException.att(BleOperation.of("backend"), 0x81, null));
        assertThat(Await.failure(call)).isInstanceOfSatisfying(GattException.class, e -> {
            assertThat(e.attCode()).hasValue(0x81);
            assertThat(e.operation().name()).isEqualTo("read ffe1");
            assertThat(e.operation().device()).isEqualTo(CoreFixture.DEVICE);
        });
    }

    @Test
    void read_backendThrowsRubbish_failsAsGattFailure() throws Exception {
        link.answers(operation -> {
            throw new UnsupportedOperationException("bug in the backend");
        });
        assertThat(Await.failure(reading()))
                .isInstanceOfSatisfying(
                        GattException.class, e -> assertThat(e.reason()).isEqualTo(GattException.Reason.FAILED))
                .hasMessageContaining("bug in the backend");
        link.answerAll();
        assertThat(connection.read(FakeGatt.READ_WRITE)).isEqualTo(Bytes.ofHex("02"));
    }

    @Test
    void deadline_whileQueued_isNotSent() throws Exception {
        Await.Call<Bytes> first = Await.inThread(
                () -> connection.withTimeout(Duration.ofSeconds(20)).read(FakeGatt.READ_WRITE));
        link.operation(1);
        Await.Call<Boolean> second = writing(VALUE, WriteMode.AUTO);
        second.untilBlocked();
        fixture.advance(Duration.ofSeconds(2));
        assertThat(Await.failure(second)).isInstanceOfSatisfying(BleTimeoutException.class, e -> {
            assertThat(e.wasSent()).isFalse();
            assertThat(e.after()).isEqualTo(Duration.ofSeconds(2));
        });
        link.operation(1).answer(VALUE);
        assertThat(Await.result(first)).isEqualTo(VALUE);
        link.answerAll();
        connection.read(FakeGatt.READ_WRITE);
        assertThat(link.operations()).extracting(FakeOperation::name).containsExactly("read", "read");
    }

    @Test
    void deadline_whenSent_keepsTheSlotUntilTheLateAnswer() throws Exception {
        Await.Call<Boolean> late = writing(VALUE, WriteMode.AUTO);
        FakeOperation sent = link.operation(1);
        late.untilBlocked();
        fixture.advance(Duration.ofSeconds(2));
        assertThat(Await.failure(late))
                .isInstanceOfSatisfying(
                        BleTimeoutException.class, e -> assertThat(e.wasSent()).isTrue());
        Await.Call<Bytes> next = reading();
        next.untilBlocked();
        assertThat(link.operations()).hasSize(1);
        sent.answer(FakeOperation.NOTHING);
        link.operation(2).answer(VALUE);
        assertThat(Await.result(next)).isEqualTo(VALUE);
    }

    @Test
    void deadline_whenSent_tellsWhatTheBackendKnows() throws Exception {
        link.mayBeUnansweredFor("it may want to be paired");
        Await.Call<Bytes> sent = reading();
        link.operation(1);
        sent.untilBlocked();
        Await.Call<Bytes> waiting = reading();
        waiting.untilBlocked();
        fixture.advance(Duration.ofSeconds(2));

        assertThat(Await.failure(sent)).hasMessageEndingWith("2 s, sent but not answered; it may want to be paired");
        assertThat(Await.failure(waiting)).hasMessageEndingWith("timed out after 2 s");
    }

    @Test
    void noAnswer_thirtySecondsAfterSending_endsTheLink() throws Exception {
        Await.Call<Bytes> call = reading();
        link.operation(1);
        call.untilBlocked();
        fixture.advance(Duration.ofSeconds(29));
        assertThat(Await.failure(call)).isInstanceOf(BleTimeoutException.class);
        assertThat(connection.state()).isInstanceOf(ConnectionState.Connected.class);
        fixture.advance(Duration.ofSeconds(1));
        Await.until("ended", () -> connection.state() instanceof ConnectionState.Disconnected);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Disconnected(DisconnectReason.LINK_LOST));
        Await.until("closed", () -> link.closes() == 1);
    }

    @Test
    void noAnswer_whileTheCallerAllowsMore_waitsForTheCaller() throws Exception {
        Await.Call<Bytes> call = Await.inThread(
                () -> connection.withTimeout(Duration.ofSeconds(60)).read(FakeGatt.READ_WRITE));
        FakeOperation operation = link.operation(1);
        call.untilBlocked();
        fixture.advance(Duration.ofSeconds(45));
        operation.answer(VALUE);
        assertThat(Await.result(call)).isEqualTo(VALUE);
        assertThat(connection.state()).isInstanceOf(ConnectionState.Connected.class);
    }

    @Test
    void interrupt_whileQueued_isNeverSent() throws Exception {
        Await.Call<Bytes> first = reading();
        FakeOperation running = link.operation(1);
        Await.Call<Boolean> second = writing(VALUE, WriteMode.AUTO);
        second.untilBlocked();
        second.interrupt();
        assertThat(Await.failure(second)).isInstanceOf(InterruptedException.class);
        running.answer(VALUE);
        Await.result(first);
        link.answerAll();
        connection.read(FakeGatt.READ_WRITE);
        assertThat(link.operations()).extracting(FakeOperation::name).containsExactly("read", "read");
    }

    @Test
    void interrupt_whenSent_laterTrafficIsCorrect() throws Exception {
        Await.Call<Bytes> first = reading();
        FakeOperation sent = link.operation(1);
        first.untilBlocked();
        first.interrupt();
        assertThat(Await.failure(first)).isInstanceOf(InterruptedException.class);
        Await.Call<Bytes> second = reading();
        second.untilBlocked();
        sent.answer(Bytes.ofHex("dead"));
        link.operation(2).answer(VALUE);
        assertThat(Await.result(second)).isEqualTo(VALUE);
    }

    @Test
    void linkLost_failsRunningAndQueuedWithTheSameReason() throws Exception {
        Await.Call<Boolean> running = writing(VALUE, WriteMode.AUTO);
        link.operation(1);
        Await.Call<Bytes> queued = reading();
        queued.untilBlocked();
        link.down(DisconnectReason.REMOTE);
        assertThat(Await.failure(running)).isInstanceOfSatisfying(BleDisconnectedException.class, e -> {
            assertThat(e.reason()).isEqualTo(DisconnectReason.REMOTE);
            assertThat(e.wasSent()).isTrue();
        });
        assertThat(Await.failure(queued)).isInstanceOfSatisfying(BleDisconnectedException.class, e -> {
            assertThat(e.reason()).isEqualTo(DisconnectReason.REMOTE);
            assertThat(e.wasSent()).isFalse();
        });
        assertThatThrownBy(() -> connection.read(FakeGatt.READ_WRITE))
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DisconnectReason.REMOTE));
        assertThat(fixture.counter("links_lost")).isEqualTo(1);
    }

    @Test
    void operation_failsBeforeTheLinkTellsItsCause_carriesThatCause() throws Exception {
        Await.Call<Bytes> call = reading();
        FakeOperation operation = link.operation(1);
        operation.answer(new BleDisconnectedException(
                BleOperation.of("read"), DisconnectReason.UNKNOWN, true, "Not connected", null));
        call.untilBlocked();
        link.down(DisconnectReason.LINK_LOST);
        assertThat(Await.failure(call))
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DisconnectReason.LINK_LOST));
    }

    @Test
    void operation_saysTheLinkIsGoneAndNothingFollows_endsTheLink() throws Exception {
        Await.Call<Bytes> call = reading();
        link.operation(1)
                .answer(new BleDisconnectedException(
                        BleOperation.of("read"), DisconnectReason.UNKNOWN, true, "Not connected", null));
        Await.until("the alarm is set", () -> {
            fixture.advance(Duration.ofMillis(500));
            return call.isDone();
        });
        assertThat(Await.failure(call)).isInstanceOf(BleDisconnectedException.class);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Disconnected(DisconnectReason.UNKNOWN));
    }

    @Test
    void close_whileAnotherThreadWaits_failsItAsRequested() throws Exception {
        Await.Call<Bytes> call = reading();
        link.operation(1);
        call.untilBlocked();
        connection.close();
        assertThat(Await.failure(call))
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DisconnectReason.REQUESTED));
        assertThatThrownBy(() -> connection.read(FakeGatt.READ_WRITE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void write_mode_isResolvedByTheProperties() throws Exception {
        link.answerAll();
        connection.write(FakeGatt.READ_WRITE, VALUE, WriteMode.AUTO);
        connection.write(FakeGatt.COMMAND, VALUE, WriteMode.AUTO);
        Descriptor description = FakeGatt.NOTIFY.descriptors().get(1);
        connection.write(description, VALUE, WriteMode.AUTO);
        assertThat(link.operations())
                .extracting(FakeOperation::name)
                .containsExactly("write WITH_RESPONSE", "write WITHOUT_RESPONSE", "write WITH_RESPONSE");
    }

    @Test
    void notPermitted_byTheProperties_isRefusedBeforeSending() {
        assertRefused(GattException.Reason.NOT_PERMITTED, () -> connection.read(FakeGatt.COMMAND));
        assertRefused(
                GattException.Reason.NOT_PERMITTED,
                () -> connection.write(FakeGatt.READ_WRITE, VALUE, WriteMode.WITHOUT_RESPONSE));
        assertRefused(
                GattException.Reason.NOT_PERMITTED,
                () -> connection.write(FakeGatt.COMMAND, VALUE, WriteMode.WITH_RESPONSE));
        assertRefused(
                GattException.Reason.NOT_PERMITTED, () -> connection.write(FakeGatt.NOTIFY, VALUE, WriteMode.AUTO));
        assertThat(link.operations()).isEmpty();
    }

    @Test
    void tooLong_forItsMode_isRefusedBeforeSending() throws Exception {
        link.answerAll();
        link.mtuIs(23);
        Bytes twenty = Bytes.of(new byte[20]);
        connection.write(FakeGatt.COMMAND, twenty, WriteMode.AUTO);
        assertRefused(
                GattException.Reason.TOO_LONG,
                () -> connection.write(FakeGatt.COMMAND, twenty.concat(VALUE), WriteMode.AUTO));
        link.longestIs(600);
        connection.write(FakeGatt.READ_WRITE, Bytes.of(new byte[512]), WriteMode.AUTO);
        assertRefused(
                GattException.Reason.TOO_LONG,
                () -> connection.write(FakeGatt.READ_WRITE, Bytes.of(new byte[513]), WriteMode.AUTO));
        assertThat(link.operations()).hasSize(2);
        assertThat(connection.maxWriteLength(WriteMode.WITHOUT_RESPONSE)).isEqualTo(20);
    }

    private static void assertRefused(
            GattException.Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GattException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void misuse_isRefusedAsSuch() {
        Descriptor configuration = FakeGatt.NOTIFY.descriptors().get(0);
        assertThatThrownBy(() -> connection.write(configuration, VALUE, WriteMode.AUTO))
                .isInstanceOf(IllegalArgumentException.class);
        Characteristic foreign = new Characteristic(
                FakeGatt.READ_WRITE.uuid(),
                99,
                FakeGatt.READ_WRITE.properties(),
                List.of(),
                FakeGatt.READ_WRITE.serviceUuid(),
                1);
        assertThatThrownBy(() -> connection.read(foreign)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> connection.withTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withTimeout_isAView_thatClosesTheSameHandle() {
        connection.withTimeout(Duration.ofSeconds(1)).close();
        assertThat(connection.state()).isInstanceOf(ConnectionState.Disconnected.class);
    }

    @Test
    void adapter_switchedOff_endsTheLinkWithThatReasonAndCleansUp() throws Exception {
        Await.Call<Bytes> call = reading();
        link.operation(1);
        fixture.backend.power(fixture.radio, false);
        assertThat(Await.failure(call))
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DisconnectReason.ADAPTER_POWERED_OFF));
        Await.until("cleaned up", () -> link.closes() == 1);
    }

    @Test
    void backend_leaving_endsTheLinkWithThatReason() throws Exception {
        CompletableFuture<ConnectionState> last = new CompletableFuture<>();
        connection.onStateChange(state -> {
            if (state instanceof ConnectionState.Disconnected) {
                last.complete(state);
            }
        });
        fixture.core.removeBackend(fixture.backend);
        assertThat(Await.result(last)).isEqualTo(new ConnectionState.Disconnected(DisconnectReason.ADAPTER_GONE));
    }
}
