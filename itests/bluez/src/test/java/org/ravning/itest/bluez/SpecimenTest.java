// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ravning.api.Bytes;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.bus.BusException;
import org.ravning.itest.bluez.bus.BusValues;
import org.ravning.itest.bluez.bus.Monitor;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.PeripheralCharacteristic;
import org.ravning.itest.bluez.peripheral.Specimen;

/** The rig itself, without Ravning: plain D-Bus calls through hci0 to the peripheral on hci1. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpecimenTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HCI0 = "/org/bluez/hci0";
    private static final String DESCRIPTOR = "org.bluez.GattDescriptor1";

    private Peripheral specimen;
    private Bus bus;
    private Bluez bluez;
    private String device;

    @BeforeAll
    void connect() throws IOException {
        specimen = Specimen.open("hci1");
        bus = Bus.system();
        bluez = new Bluez(bus);
        device = HCI0 + "/dev_" + specimen.address().replace(':', '_');
        bluez.power(PATIENCE, HCI0, true);
        discoverAndConnect();
    }

    @AfterAll
    void disconnect() throws IOException {
        bluez.call(device, Bluez.DEVICE, "Disconnect");
        bluez.set(HCI0, Bluez.ADAPTER, "Powered", false);
        bus.close();
        specimen.close();
    }

    @BeforeEach
    void forget() throws IOException {
        specimen.reset();
        if (!bluez.get(device, Bluez.DEVICE, "Connected").equals(Optional.of(true))) {
            discoverAndConnect();
        }
    }

    @Test
    void discovery_seesNameServicesAndServiceData() throws IOException {
        Map<String, Object> seen = bluez.objects(Bluez.DEVICE).get(device);

        assertThat(seen).containsEntry("Name", Specimen.NAME);
        assertThat(seen.get("ServiceData"))
                .asInstanceOf(MAP)
                .extractingByKey(Specimen.BTHOME.toString())
                .extracting(BusValues::bytes)
                .isEqualTo(Specimen.BTHOME_READING);
    }

    @Test
    void read_longValue_returnsAll300Bytes() throws IOException {
        assertThat(read(Specimen.LONG)).isEqualTo(Specimen.longValue());
    }

    @Test
    void write_thenRead_returnsWhatWasWritten() throws IOException {
        write(Specimen.WRITE, Bytes.ofHex("c0ffee"), "request");

        assertThat(characteristic(Specimen.WRITE).writes()).containsExactly(Bytes.ofHex("c0ffee"));
        assertThat(read(Specimen.WRITE)).isEqualTo(Bytes.ofHex("c0ffee"));
    }

    @Test
    void write_longValue_arrivesAsOneWrite() throws IOException {
        Bytes value = Specimen.longValue().reversed();

        write(Specimen.LONG, value, "request");

        assertThat(characteristic(Specimen.LONG).awaitWrites(1)).containsExactly(value);
        assertThat(read(Specimen.LONG)).isEqualTo(value);
    }

    @Test
    void write_withoutResponse_arrivesInOrder() throws IOException {
        List<Bytes> values = IntStream.range(0, 50).mapToObj(Bytes::ofInts).toList();

        for (Bytes value : values) {
            write(Specimen.COMMAND, value, "command");
        }

        assertThat(characteristic(Specimen.COMMAND).awaitWrites(50)).isEqualTo(values);
    }

    @Test
    void notify_tenValues_arriveInOrder() throws IOException {
        assertThat(receive(Specimen.NOTIFY, 10)).isEqualTo(counting(10));
        characteristic(Specimen.NOTIFY).awaitSubscribed(false);
        assertThat(characteristic(Specimen.NOTIFY).timesEnabled()).isEqualTo(1);
    }

    @Test
    void indicate_tenValues_arriveInOrderAndAreConfirmed() throws IOException {
        assertThat(receive(Specimen.INDICATE, 10)).isEqualTo(counting(10));
        characteristic(Specimen.INDICATE).awaitConfirmed(10);
    }

    @Test
    void failing_readAndWrite_reportApplicationError() {
        assertThatThrownBy(() -> read(Specimen.FAILING))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("0x81");
        assertThatThrownBy(() -> write(Specimen.FAILING, Bytes.ofInts(1), "request"))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("0x81");
    }

    @Test
    void descriptors_areReadAndWritten() throws IOException {
        String path = path(Specimen.CUSTOM_DESCRIPTOR, DESCRIPTOR);

        assertThat(read(path(Specimen.USER_DESCRIPTION, DESCRIPTOR), DESCRIPTOR).utf8())
                .isEqualTo("described");
        bluez.call(path, DESCRIPTOR, "WriteValue", "aya{sv}", Bytes.ofHex("0d").toArray(), Map.of());
        assertThat(read(path, DESCRIPTOR)).isEqualTo(Bytes.ofHex("0d"));
    }

    @Test
    void stalledRead_isAnsweredWhenReleased() throws IOException {
        PeripheralCharacteristic slow = characteristic(Specimen.READ);
        slow.stall();
        CompletableFuture<List<Object>> answer = bus.send(
                Bluez.NAME,
                path(Specimen.READ, Bluez.CHARACTERISTIC),
                Bluez.CHARACTERISTIC,
                "ReadValue",
                "a{sv}",
                Map.of());
        slow.awaitStalled(1);
        assertThat(answer).isNotDone();

        slow.release();

        assertThat(BusValues.bytes(Bus.await(answer, "the late read").get(0))).isEqualTo(Bytes.ofHex("01020304"));
    }

    @Test
    void dropLinks_endsConnection_whichCanBeMadeAgain() throws IOException {
        specimen.dropLinks();

        bluez.await(PATIENCE, device, Bluez.DEVICE, "Connected", false);
        discoverAndConnect();
        assertThat(read(Specimen.READ)).isEqualTo(Bytes.ofHex("01020304"));
    }

    @Test
    void vanish_endsConnection_comeBackIsFoundAgain() throws IOException {
        specimen.vanish();
        bluez.await(PATIENCE, device, Bluez.DEVICE, "Connected", false);

        specimen.comeBack();

        discoverAndConnect();
        assertThat(read(Specimen.READ)).isEqualTo(Bytes.ofHex("01020304"));
    }

    private void discoverAndConnect() throws IOException {
        bluez.call(HCI0, Bluez.ADAPTER, "StartDiscovery");
        bluez.await(
                PATIENCE,
                device + " is found",
                objects -> objects.get(device, Bluez.DEVICE, "ServiceData").isPresent());
        bluez.call(HCI0, Bluez.ADAPTER, "StopDiscovery");
        bluez.call(device, Bluez.DEVICE, "Connect");
        bluez.await(PATIENCE, device, Bluez.DEVICE, "ServicesResolved", true);
    }

    private List<Bytes> receive(UUID uuid, int count) throws IOException {
        PeripheralCharacteristic characteristic = characteristic(uuid);
        List<Bytes> received = new CopyOnWriteArrayList<>();
        Monitor arrivals = new Monitor();
        String path = path(uuid, Bluez.CHARACTERISTIC);
        bluez.values(path, value -> arrivals.change(() -> received.add(value)));
        bluez.call(path, Bluez.CHARACTERISTIC, "StartNotify");
        characteristic.awaitSubscribed(true);
        counting(count).forEach(characteristic::send);
        arrivals.expect(PATIENCE, () -> received.size() >= count, () -> "received " + received);
        bluez.call(path, Bluez.CHARACTERISTIC, "StopNotify");
        return received;
    }

    private static List<Bytes> counting(int count) {
        return IntStream.range(0, count).mapToObj(Bytes::ofInts).toList();
    }

    private PeripheralCharacteristic characteristic(UUID uuid) {
        return specimen.characteristic(uuid);
    }

    private String path(UUID uuid, String iface) throws IOException {
        return bluez.objects(iface).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(device + "/"))
                .filter(entry -> uuid.toString().equals(entry.getValue().get("UUID")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + uuid));
    }

    private Bytes read(UUID uuid) throws IOException {
        return read(path(uuid, Bluez.CHARACTERISTIC), Bluez.CHARACTERISTIC);
    }

    private Bytes read(String path, String iface) throws IOException {
        return BusValues.bytes(
                bluez.call(path, iface, "ReadValue", "a{sv}", Map.of()).get(0));
    }

    private void write(UUID uuid, Bytes value, String type) throws IOException {
        bluez.call(
                path(uuid, Bluez.CHARACTERISTIC),
                Bluez.CHARACTERISTIC,
                "WriteValue",
                "aya{sv}",
                value.toArray(),
                Map.of("type", new Variant<>(type)));
    }
}
