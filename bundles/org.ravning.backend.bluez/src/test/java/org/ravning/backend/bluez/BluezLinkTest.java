// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Capability;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattException;
import org.ravning.api.GattService;
import org.ravning.api.WriteMode;
import org.ravning.backend.bluez.script.Answer;
import org.ravning.backend.bluez.script.ScriptedBluez;
import org.ravning.spi.Link;
import org.ravning.spi.NotifyMode;
import org.ravning.spi.PendingLink;
import org.ravning.spi.Radio;
import org.ravning.testkit.Await;

class BluezLinkTest extends BluezRig {
    private static final String BATTERY = "0000180f-0000-1000-8000-00805f9b34fb";
    private static final String LEVEL = "00002a19-0000-1000-8000-00805f9b34fb";
    private static final String VENDOR = "12345678-0000-4000-8000-000000000001";

    private String device;
    private String level;
    private String vendor;

    @BeforeEach
    void setUpDevice() {
        device = bluez.addDevice(hci0, ADDRESS, Map.of("Name", "Tag"));
        vendor = bluez.addGatt(device, 0x30, VENDOR, VENDOR, "read", "write", "write-without-response");
        level = bluez.addGatt(device, 0x10, BATTERY, LEVEL, "read", "notify");
    }

    private Link connect() throws ExecutionException, InterruptedException {
        Radio radio = start();
        recorder.await("status ok");
        return Await.result(radio.openLink(DEVICE, recorder).link());
    }

    private Characteristic characteristic(Link link, String uuid) throws ExecutionException, InterruptedException {
        return Await.result(link.discover()).characteristic(BleUuid.parse(uuid)).orElseThrow();
    }

    private BleConnectException.Reason connectFails() throws InterruptedException {
        Radio radio = start();
        recorder.await("status ok");
        Throwable failure = Await.failure(radio.openLink(DEVICE, recorder).link());
        assertThat(failure).isInstanceOf(BleConnectException.class).hasMessageContaining(ADDRESS);
        return ((BleConnectException) failure).reason();
    }

    private void value(String path, int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            value[i] = (byte) bytes[i];
        }
        bluez.change(path, ScriptedBluez.CHARACTERISTIC, Map.of("Value", new Variant<>(value, "ay")));
    }

    @Test
    void connectAndDiscover_treeIsInHandleOrder() throws Exception {
        GattDatabase database = Await.result(connect().discover());

        assertThat(database.services()).extracting(GattService::handle).containsExactly(0x10, 0x30);
        Characteristic first = database.characteristics().get(0);
        assertThat(first.handle()).isEqualTo(0x11);
        assertThat(first.properties()).containsExactly(CharacteristicProperty.READ, CharacteristicProperty.NOTIFY);
        assertThat(first.descriptors())
                .singleElement()
                .satisfies(d -> assertThat(d.handle()).isEqualTo(0x13));
    }

    @Test
    void mtuIsTold_writeLimitFollows() throws Exception {
        Link link = connect();
        assertThat(link.maxWriteLength(WriteMode.WITHOUT_RESPONSE)).isEqualTo(20);

        Await.result(link.discover());

        recorder.await("mtu 100");
        assertThat(link.maxWriteLength(WriteMode.WITHOUT_RESPONSE)).isEqualTo(97);
        assertThat(link.maxWriteLength(WriteMode.WITH_RESPONSE)).isEqualTo(512);
    }

    @Test
    void signalStrength_isRefusedWithWhatToDo() throws Exception {
        assertThat(Await.failure(connect().rssi()))
                .isInstanceOfSatisfying(
                        BleUnsupportedException.class,
                        refused -> assertThat(refused.capability()).isEqualTo(Capability.LINK_RSSI))
                .hasMessageContaining("BleScanner.lastHeard");
    }

    @Test
    void readAndWrite_valuesAndModesArrive() throws Exception {
        bluez.on("ReadValue", call -> Answer.of("ay", new byte[] {7, (byte) 0xFF}));
        Link link = connect();
        Characteristic characteristic = characteristic(link, VENDOR);

        assertThat(Await.result(link.read(characteristic))).isEqualTo(Bytes.ofHex("07ff"));
        Await.result(link.write(characteristic, Bytes.ofHex("0102"), WriteMode.WITH_RESPONSE));
        Await.result(link.write(characteristic, Bytes.EMPTY, WriteMode.WITHOUT_RESPONSE));
        Await.result(link.read(characteristic.descriptors().get(0)));

        assertThat(bluez.calls().stream().filter(c -> c.member().equals("WriteValue")))
                .extracting(c -> ((Variant<?>) ((Map<?, ?>) c.values()[1]).get("type")).getValue())
                .isEqualTo(List.of("request", "command"));
        assertThat(bluez.calls().get(bluez.calls().size() - 1).path()).endsWith("/desc0033");
    }

    @Test
    void emptyValue_isEmptyBytes() throws Exception {
        bluez.on("ReadValue", call -> Answer.of("ay", new byte[0]));
        Link link = connect();

        assertThat(Await.result(link.read(characteristic(link, VENDOR)))).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void deviceIsNotPaired_thatMayBeWhyItDoesNotAnswer() throws Exception {
        Link link = connect();

        assertThat(link.whyUnanswered())
                .isEqualTo("the device is not paired and may want to be: ravning pair " + ADDRESS);
    }

    @Test
    void deviceIsPaired_thatIsNotWhyItDoesNotAnswer() throws Exception {
        device = bluez.addDevice(hci0, "C0:00:00:00:00:77", Map.of("Name", "Lock", "Paired", true));
        Radio radio = start();
        recorder.await("status ok");
        Link link = Await.result(
                radio.openLink(DeviceId.parse("C0:00:00:00:00:77"), recorder).link());

        assertThat(link.whyUnanswered()).isEmpty();
    }

    @Test
    void readIsRefused_attErrorIsTold() throws Exception {
        bluez.on("ReadValue", call -> Answer.error("Failed", "Operation failed with ATT error: 0x81 (Application)"));
        Link link = connect();

        assertThat(Await.failure(link.read(characteristic(link, VENDOR))))
                .isInstanceOfSatisfying(
                        GattException.class, e -> assertThat(e.attCode()).hasValue(0x81));
    }

    @Test
    void answerIsOfWrongType_operationFailsTyped() throws Exception {
        bluez.on("ReadValue", call -> Answer.of("s", "nonsense"));
        Link link = connect();

        assertThat(Await.failure(link.read(characteristic(link, VENDOR))))
                .isInstanceOfSatisfying(
                        GattException.class, e -> assertThat(e.reason()).isEqualTo(GattException.Reason.FAILED));
    }

    @Test
    void characteristicHasNoUuid_discoveryFailsTyped() throws Exception {
        bluez.add(device + "/service0030/char0041", ScriptedBluez.CHARACTERISTIC, Map.of("Flags", List.of("read")));
        Link link = connect();

        assertThat(Await.failure(link.discover()))
                .isInstanceOfSatisfying(
                        BleConnectException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleConnectException.Reason.DISCOVERY_FAILED));
    }

    @Test
    void notificationsComeInOrder_andNoneAfterwards() throws Exception {
        // One value comes before the answer to StartNotify.
        bluez.on("StartNotify", call -> {
            value(call.path(), 1);
            return Answer.DONE;
        });
        Link link = connect();
        Characteristic characteristic = characteristic(link, LEVEL);

        Await.result(link.setNotify(characteristic, NotifyMode.NOTIFY));
        value(level, 2);
        value(level, 2);
        bluez.change(level, ScriptedBluez.CHARACTERISTIC, Map.of(), List.of("Value"));
        recorder.await("value ");
        Await.result(link.setNotify(characteristic, NotifyMode.OFF));
        value(level, 3);
        link.close();
        recorder.await("disconnected REQUESTED");

        assertThat(recorder.values)
                .containsExactly(Bytes.ofHex("01"), Bytes.ofHex("02"), Bytes.ofHex("02"), Bytes.EMPTY);
    }

    @Test
    void readWhileNotifying_isNoNotification() throws Exception {
        bluez.on("ReadValue", call -> {
            value(call.path(), 8);
            value(call.path(), 9);
            return Answer.of("ay", new byte[] {9});
        });
        Link link = connect();
        Characteristic characteristic = characteristic(link, LEVEL);
        Await.result(link.setNotify(characteristic, NotifyMode.NOTIFY));

        for (int i = 0; i < 20; i++) {
            assertThat(Await.result(link.read(characteristic))).isEqualTo(Bytes.ofHex("09"));
        }
        value(level, 7);
        recorder.await("value 07");

        assertThat(recorder.values).hasSize(21).doesNotContain(Bytes.ofHex("09"));
    }

    @Test
    void deviceIsUnknown_notFound() throws Exception {
        bluez.remove(device);

        assertThat(connectFails()).isEqualTo(BleConnectException.Reason.NOT_FOUND);
    }

    @Test
    void bluetoothdForgotIt_notFound() throws Exception {
        bluez.on("Connect", call -> Answer.busError("UnknownObject", "Method \"Connect\" does not exist"));

        assertThat(connectFails()).isEqualTo(BleConnectException.Reason.NOT_FOUND);
    }

    @Test
    void linkIsAborted_aborted() throws Exception {
        bluez.on("Connect", call -> Answer.error("Failed", "le-connection-abort-by-local"));

        assertThat(connectFails()).isEqualTo(BleConnectException.Reason.ABORTED);
    }

    @Test
    void answerComesBeforeTheProperty_linkIsUp() throws Exception {
        bluez.on("Connect", call -> Answer.DONE);
        Radio radio = start();
        recorder.await("status ok");
        PendingLink pending = radio.openLink(DEVICE, recorder);
        Await.until("the proof", () -> bluez.count("GetAll") == 1);

        bluez.change(device, ScriptedBluez.DEVICE, Map.of("Connected", true));

        Await.result(pending.link());
    }

    @Test
    void linkIsLostAtOnce_aborted() throws Exception {
        bluez.on("Connect", call -> Answer.DONE);

        assertThat(connectFails()).isEqualTo(BleConnectException.Reason.ABORTED);
    }

    @Test
    void attemptIsCancelled_bluetoothdIsClean() throws Exception {
        bluez.on("Connect", call -> Answer.SILENCE);
        bluez.on("Disconnect", call -> Answer.DONE);
        Radio radio = start();
        recorder.await("status ok");
        PendingLink pending = radio.openLink(DEVICE, recorder);
        Await.until("the call", () -> bluez.count("Connect") == 1);

        CompletionStage<Void> cancelled = pending.cancel();

        assertThat(Await.failure(pending.link())).isInstanceOf(BleConnectException.class);
        Await.until("Disconnect", () -> bluez.count("Disconnect") >= 1);
        Await.result(cancelled);
        assertQuiet("disconnected REQUESTED");
    }

    @Test
    void alreadyConnected_linkIsUsedAndLeft() throws Exception {
        bluez.change(device, ScriptedBluez.DEVICE, Map.of("Connected", true, "ServicesResolved", true));
        bluez.on("Connect", call -> Answer.error("AlreadyConnected", "Already Connected"));
        Link link = connect();
        Await.result(link.discover());

        Await.result(link.close());

        assertThat(bluez.count("Disconnect")).isZero();
        recorder.await("disconnected REQUESTED");
    }

    @Test
    void closed_disconnectedOnceAsRequested() throws Exception {
        Link link = connect();

        Await.result(link.close());
        Await.result(link.close());

        assertThat(recorder.events.stream().filter(e -> e.startsWith("disconnected")))
                .containsExactly("disconnected REQUESTED");
        assertThat(bluez.count("Disconnect")).isEqualTo(1);
    }

    @Test
    void backendStopsWithALink_bluetoothdIsToldAtOnce() throws Exception {
        bluez.on("Disconnect", call -> Answer.SILENCE); // it answers two seconds later
        Link link = connect();
        Await.result(link.setNotify(characteristic(link, LEVEL), NotifyMode.NOTIFY));

        assertTimeout(Duration.ofSeconds(1), () -> backend.stop());

        Await.until("Disconnect", () -> bluez.count("Disconnect") == 1 && bluez.count("StopNotify") == 1);
    }

    @Test
    void linkIsLost_openAndLaterOperationsFailWithOneReason() throws Exception {
        bluez.on("ReadValue", call -> Answer.SILENCE);
        Link link = connect();
        Characteristic characteristic = characteristic(link, LEVEL);
        CompletionStage<Bytes> open = link.read(characteristic);
        Await.until("the call", () -> bluez.count("ReadValue") == 1);

        bluez.change(device, ScriptedBluez.DEVICE, Map.of("Connected", false, "ServicesResolved", false));
        bluez.emit(
                device, ScriptedBluez.DEVICE, "Disconnected", "ss", "org.bluez.Reason.Timeout", "Connection timeout");

        assertThat(Await.failure(open))
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DisconnectReason.LINK_LOST));
        recorder.await("disconnected LINK_LOST");
        assertThat(Await.failure(link.read(characteristic)))
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DisconnectReason.LINK_LOST));
    }

    @Test
    void readFailsBecauseTheLinkEnds_theLinksReasonIsTold() throws Exception {
        bluez.on("ReadValue", call -> {
            bluez.change(device, ScriptedBluez.DEVICE, Map.of("Connected", false));
            return Answer.error("Failed", "Operation failed with ATT error: 0x0e");
        });
        Link link = connect();

        assertThat(Await.failure(link.read(characteristic(link, VENDOR))))
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DisconnectReason.UNKNOWN));
        recorder.await("disconnected UNKNOWN");
    }

    @Test
    void adapterIsSwitchedOff_linkEndsForThat() throws Exception {
        connect();

        bluez.change(device, ScriptedBluez.DEVICE, Map.of("Connected", false));
        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", false));

        recorder.await("disconnected ADAPTER_POWERED_OFF");
    }

    @Test
    void adapterIsSwitchedOffAndOnAtOnce_linkEndsForThat() throws Exception {
        connect();

        bluez.change(device, ScriptedBluez.DEVICE, Map.of("Connected", false));
        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", false));
        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", true));

        recorder.await("disconnected ADAPTER_POWERED_OFF");
    }

    @Test
    void adapterIsPulledOut_onlyThatIsTold() throws Exception {
        connect();

        bluez.change(device, ScriptedBluez.DEVICE, Map.of("Connected", false));
        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", false));
        bluez.remove(device);
        bluez.remove(hci0);

        recorder.await("removed bluez/hci0 ADAPTER_GONE GONE");
        assertThat(recorder.events).noneMatch(event -> event.startsWith("disconnected") || event.startsWith("changed"));
    }

    @Test
    void deviceIsRemoved_linkEndsForThat() throws Exception {
        connect();

        bluez.remove(device);

        recorder.await("disconnected LOCAL_SYSTEM");
    }

    @Test
    void bluetoothdDies_openOperationsEnd() throws Exception {
        bluez.on("ReadValue", call -> Answer.SILENCE);
        Link link = connect();
        CompletionStage<Bytes> open = link.read(characteristic(link, VENDOR));
        Await.until("the call", () -> bluez.count("ReadValue") == 1);

        bluez.close();

        assertThat(Await.failure(open))
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleUnavailableException.Reason.ADAPTER_GONE));
    }

    @Test
    void servicesComeLate_discoveryWaitsForThem() throws Exception {
        bluez.remove(device + "/service0010/char0011");
        Link link = connect();
        CompletionStage<GattDatabase> database = link.discover();

        bluez.add(level, ScriptedBluez.CHARACTERISTIC, Map.of("UUID", LEVEL, "Flags", List.of("read", "notify")));

        assertThat(Await.result(database).characteristic(BleUuid.parse(LEVEL))).isPresent();
    }

    @Test
    void newServicesAreNotToldYet_treeHasThemAndNoChangeFollows() throws Exception {
        Link link = connect();
        String late = "12345678-0000-4000-8000-000000000002";
        String path = device + "/service0050";
        Map<String, Object> service = Map.of("UUID", late, "Primary", true);
        Map<String, Object> characteristic = Map.of("UUID", late, "Flags", List.of("read"));
        bluez.put(path, ScriptedBluez.SERVICE, service);
        bluez.put(path + "/char0051", ScriptedBluez.CHARACTERISTIC, characteristic);

        GattDatabase database = Await.result(link.discover());
        bluez.add(path, ScriptedBluez.SERVICE, service);
        bluez.add(path + "/char0051", ScriptedBluez.CHARACTERISTIC, characteristic);
        Await.result(
                link.setNotify(database.characteristic(BleUuid.parse(LEVEL)).orElseThrow(), NotifyMode.NOTIFY));
        value(level, 1);
        recorder.await("value 01");

        assertThat(database.services()).extracting(GattService::handle).containsExactly(0x10, 0x30, 0x50);
        assertQuiet("services changed");
    }

    @Test
    void servicesThatLeftAreNotToldYet_treeIsWithoutThem() throws Exception {
        Link link = connect();
        bluez.withdraw(vendor);

        GattDatabase database = Await.result(link.discover());

        assertThat(database.characteristic(BleUuid.parse(VENDOR))).isEmpty();
        assertThat(database.characteristic(BleUuid.parse(LEVEL))).isPresent();
    }

    @Test
    void servicesChange_isTold() throws Exception {
        Link link = connect();
        Await.result(link.discover());

        bluez.remove(vendor);

        recorder.await("services changed");
    }
}
