// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.Attribute;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectionState;
import org.ravning.api.Descriptor;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattException;
import org.ravning.api.WriteMode;
import org.ravning.testkit.Await;

/** The rules of reading and writing, each test on a fresh link. */
public abstract class OperationContractTest extends ContractTest {
    private BleConnection connection;

    @BeforeEach
    void openLink() throws Exception {
        connection = connect();
    }

    @AfterEach
    void closeLink() {
        connection.close();
    }

    private Characteristic of(UUID type) {
        return characteristic(connection, type);
    }

    private Await.Call<Bytes> reading(UUID type) {
        return Await.inThread(() -> connection.read(of(type)));
    }

    private Await.Call<Boolean> writing(Bytes value) {
        return Await.inThread(() -> {
            connection.write(of(PeerGatt.WRITE), value, WriteMode.WITH_RESPONSE);
            return true;
        });
    }

    /** Begins a read that the peer keeps waiting. */
    private Await.Call<Bytes> stalledRead() throws Exception {
        peer().stallReads(PeerGatt.READ);
        Await.Call<Bytes> call = reading(PeerGatt.READ);
        Await.until("the read has arrived", () -> peer().reads(PeerGatt.READ) > 0);
        return call;
    }

    @Test
    public void c01_connection_usedByManyThreads_servesAll() throws Exception {
        List<Await.Call<Bytes>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(reading(i % 2 == 0 ? PeerGatt.READ : PeerGatt.TEMPERATURE));
        }
        for (int i = 0; i < 8; i++) {
            assertThat(Await.result(calls.get(i)))
                    .isEqualTo(i % 2 == 0 ? PeerGatt.FIRST_READ : PeerGatt.FIRST_TEMPERATURE);
        }
    }

    @Test
    public void c02_operations_runOneAtATimeInCallOrder() throws Exception {
        Await.Call<Bytes> first = stalledRead();
        List<Bytes> expected = new ArrayList<>();
        List<Await.Call<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.add(Bytes.ofInts(i));
            Await.Call<Boolean> call = writing(Bytes.ofInts(i));
            call.untilBlocked();
            calls.add(call);
        }
        assertThat(peer().writes(PeerGatt.WRITE)).isEmpty();
        peer().release(PeerGatt.READ);
        assertThat(Await.result(first)).isEqualTo(PeerGatt.FIRST_READ);
        for (Await.Call<Boolean> call : calls) {
            assertThat(Await.result(call)).isTrue();
        }
        assertThat(peer().writes(PeerGatt.WRITE)).isEqualTo(expected);
    }

    @Test
    public void c02_values_areReadWrittenAndCommanded() throws Exception {
        assertThat(connection.read(of(PeerGatt.READ))).isEqualTo(PeerGatt.FIRST_READ);
        connection.write(of(PeerGatt.WRITE), Bytes.ofHex("c0ffee"), WriteMode.AUTO);
        assertThat(connection.read(of(PeerGatt.WRITE))).isEqualTo(Bytes.ofHex("c0ffee"));
        connection.write(of(PeerGatt.COMMAND), Bytes.ofHex("beef"), WriteMode.AUTO);
        Await.until("the command arrives", () -> peer().writes(PeerGatt.COMMAND).contains(Bytes.ofHex("beef")));
        Characteristic described = of(PeerGatt.DESCRIBED);
        Descriptor description = described.descriptor(PeerGatt.USER_DESCRIPTION).orElseThrow();
        assertThat(connection.read(description).utf8()).isEqualTo("described");
        Descriptor custom = described.descriptor(PeerGatt.CUSTOM_DESCRIPTOR).orElseThrow();
        assertThat(connection.read(custom)).isEqualTo(PeerGatt.FIRST_CUSTOM);
        connection.write(custom, Bytes.ofHex("0d"), WriteMode.AUTO);
        assertThat(connection.read(custom)).isEqualTo(Bytes.ofHex("0d"));
    }

    @Test
    public void c02_attError_isTypedAndTheLinkGoesOn() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> connection.read(of(PeerGatt.FAILING)))
                    .isInstanceOfSatisfying(
                            GattException.class, e -> assertThat(e.attCode()).hasValue(0x81));
        }
        assertThatThrownBy(() -> connection.write(of(PeerGatt.FAILING), Bytes.ofHex("01"), WriteMode.AUTO))
                .isInstanceOfSatisfying(
                        GattException.class, e -> assertThat(e.attCode()).hasValue(0x81));
        assertThat(connection.read(of(PeerGatt.READ))).isEqualTo(PeerGatt.FIRST_READ);
    }

    @Test
    public void c03_read_notAnswered_endsAtItsDeadline() throws Exception {
        peer().stallReads(PeerGatt.READ);
        BleConnection hasty = connection.withTimeout(seconds(0.5));
        assertThatThrownBy(() -> hasty.read(of(PeerGatt.READ))).isInstanceOfSatisfying(BleTimeoutException.class, e -> {
            assertThat(e.wasSent()).isTrue();
            assertThat(e.after()).isEqualTo(seconds(0.5));
        });
        assertThatThrownBy(() -> hasty.write(of(PeerGatt.WRITE), Bytes.ofHex("01"), WriteMode.AUTO))
                .isInstanceOfSatisfying(
                        BleTimeoutException.class, e -> assertThat(e.wasSent()).isFalse());
        peer().release(PeerGatt.READ);
        assertThat(connection.read(of(PeerGatt.TEMPERATURE))).isEqualTo(PeerGatt.FIRST_TEMPERATURE);
        assertThat(peer().writes(PeerGatt.WRITE)).isEmpty();
    }

    @Test
    public void c04_interrupt_whileQueued_isNeverSent() throws Exception {
        Await.Call<Bytes> running = stalledRead();
        Await.Call<Boolean> queued = writing(Bytes.ofHex("bad0"));
        queued.untilBlocked();
        queued.interrupt();
        assertThat(Await.failure(queued)).isInstanceOf(InterruptedException.class);
        peer().release(PeerGatt.READ);
        assertThat(Await.result(running)).isEqualTo(PeerGatt.FIRST_READ);
        connection.write(of(PeerGatt.WRITE), Bytes.ofHex("600d"), WriteMode.AUTO);
        assertThat(peer().writes(PeerGatt.WRITE)).containsExactly(Bytes.ofHex("600d"));
    }

    @Test
    public void c04_interrupt_whenSent_laterTrafficIsCorrect() throws Exception {
        Await.Call<Bytes> running = stalledRead();
        running.untilBlocked();
        running.interrupt();
        assertThat(Await.failure(running)).isInstanceOf(InterruptedException.class);
        Await.Call<Bytes> next = reading(PeerGatt.TEMPERATURE);
        next.untilBlocked();
        peer().release(PeerGatt.READ);
        assertThat(Await.result(next)).isEqualTo(PeerGatt.FIRST_TEMPERATURE);
        assertThat(connection.read(of(PeerGatt.READ))).isEqualTo(PeerGatt.FIRST_READ);
    }

    @Test
    public void c09_peerEndsTheLink_failsRunningAndQueuedWithOneReason() throws Exception {
        Await.Call<Bytes> running = stalledRead();
        Await.Call<Boolean> queued = writing(Bytes.ofHex("01"));
        queued.untilBlocked();
        peer().disconnect();
        BleDisconnectedException first = (BleDisconnectedException) Await.failure(running);
        BleDisconnectedException second = (BleDisconnectedException) Await.failure(queued);
        assertThat(first.wasSent()).isTrue();
        assertThat(second.wasSent()).isFalse();
        assertThat(second.reason()).isEqualTo(first.reason());
        assertThat(first.reason()).isNotEqualTo(DisconnectReason.REQUESTED);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Disconnected(first.reason()));
        assertThatThrownBy(() -> connection.read(of(PeerGatt.READ)))
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(first.reason()));
    }

    @Test
    public void c14_attributes_ofNoneOrAnotherConnection_areRefused() {
        Characteristic ours = of(PeerGatt.READ);
        Attribute foreign = new Characteristic(
                ours.uuid(), ours.handle() + 1, ours.properties(), List.of(), ours.serviceUuid(), ours.serviceHandle());
        assertThatThrownBy(() -> connection.read(foreign)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void c17_services_areInHandleOrderAndTheSameEachTime() throws Exception {
        GattDatabase database = connection.gatt();
        List<Integer> handles = new ArrayList<>();
        database.services().forEach(service -> {
            handles.add(service.handle());
            service.characteristics().forEach(characteristic -> {
                handles.add(characteristic.handle());
                characteristic.descriptors().forEach(descriptor -> handles.add(descriptor.handle()));
            });
        });
        assertThat(handles).isSorted().doesNotHaveDuplicates();
        List<UUID> vendor = database.service(PeerGatt.VENDOR_SERVICE).orElseThrow().characteristics().stream()
                .map(Characteristic::uuid)
                .toList();
        assertThat(vendor)
                .containsExactly(
                        PeerGatt.READ,
                        PeerGatt.WRITE,
                        PeerGatt.COMMAND,
                        PeerGatt.NOTIFY,
                        PeerGatt.INDICATE,
                        PeerGatt.LONG,
                        PeerGatt.FAILING,
                        PeerGatt.DESCRIBED,
                        PeerGatt.READ_NOTIFY);
        connection.close();
        try (BleConnection again = connect()) {
            assertThat(again.gatt()).isEqualTo(database);
        }
    }

    @Test
    public void c18_uuids_inEveryLength_findTheSame() {
        for (String form : List.of("2a6e", "0x2A6E", "00002a6e", "00002A6E-0000-1000-8000-00805F9B34FB")) {
            assertThat(connection.gatt().characteristic(BleUuid.parse(form)))
                    .as(form)
                    .isPresent();
        }
        assertThat(connection.gatt().characteristic(BleUuid.parse("00002a6e-0000-1000-8000-00805f9b34fc")))
                .isEmpty();
    }

    @Test
    public void c20_longValues_areReadAndWrittenWhole() throws Exception {
        assertThat(connection.read(of(PeerGatt.LONG))).isEqualTo(PeerGatt.FIRST_LONG);
        Bytes other = PeerGatt.FIRST_LONG.reversed();
        connection.write(of(PeerGatt.LONG), other, WriteMode.WITH_RESPONSE);
        assertThat(connection.read(of(PeerGatt.LONG))).isEqualTo(other);
        assertThat(peer().writes(PeerGatt.LONG)).containsExactly(other);
    }

    @Test
    public void c20_tooLongOrNotPermitted_isRefusedBeforeItIsSent() throws Exception {
        int longest = connection.maxWriteLength(WriteMode.WITHOUT_RESPONSE);
        assertThat(longest).isBetween(20, 512);
        Bytes accepted = PeerGatt.counting(Math.min(longest, peer().longestWrite()));
        connection.write(of(PeerGatt.COMMAND), accepted, WriteMode.AUTO);
        Await.until("the longest arrives", () -> peer().writes(PeerGatt.COMMAND).size() == 1);
        assertThat(peer().writes(PeerGatt.COMMAND)).containsExactly(accepted);
        assertReason(GattException.Reason.TOO_LONG, PeerGatt.COMMAND, PeerGatt.counting(longest + 1));
        assertReason(GattException.Reason.TOO_LONG, PeerGatt.LONG, PeerGatt.counting(513));
        assertReason(GattException.Reason.NOT_PERMITTED, PeerGatt.READ, Bytes.ofHex("01"));
        assertThat(peer().writes(PeerGatt.LONG)).isEmpty();
    }

    private void assertReason(GattException.Reason reason, UUID type, Bytes value) {
        assertThatThrownBy(() -> connection.write(of(type), value, WriteMode.AUTO))
                .isInstanceOfSatisfying(
                        GattException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
