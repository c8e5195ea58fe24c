// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.ravning.api.Bytes;

class SignalReaderTest {
    private static final byte[] DATA = {5, -1, 0, 7};

    private final Random chance = new Random(20261121);

    private static byte[] packet(MessageFactory messages) {
        Map<String, Variant<?>> changed = new LinkedHashMap<>();
        changed.put("RSSI", new Variant<>((short) -60));
        changed.put("ManufacturerData", new Variant<>(Map.of(new UInt16(0xFFFE), new Variant<>(DATA, "ay")), "a{qv}"));
        changed.put("UUIDs", new Variant<>(List.of("0000180f-0000-1000-8000-00805f9b34fb"), "as"));
        changed.put("Name", new Variant<>("Küche 🌡"));
        changed.put("Connected", new Variant<>(true));
        changed.put("Class", new Variant<>(new UInt32(0xFFFF_FFFFL)));
        changed.put("Adapter", new Variant<>(new DBusPath("/org/bluez/hci0")));
        return Wire.signal(messages, "sa{sv}as", "org.bluez.Device1", changed, List.of("TxPower"));
    }

    private static void assertPacket(BusSignal signal) {
        assertThat(signal.sender()).isEqualTo(":1.7");
        assertThat(signal.path()).isEqualTo(Wire.PATH);
        assertThat(signal.is("org.freedesktop.DBus.Properties", "PropertiesChanged"))
                .isTrue();
        assertThat(signal.serial()).isPositive();
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("RSSI", -60);
        expected.put("ManufacturerData", Map.of(0xFFFE, Bytes.of(DATA)));
        expected.put("UUIDs", List.of("0000180f-0000-1000-8000-00805f9b34fb"));
        expected.put("Name", "Küche 🌡");
        expected.put("Connected", true);
        expected.put("Class", 0xFFFF_FFFFL);
        expected.put("Adapter", "/org/bluez/hci0");
        assertThat(signal.values()).containsExactly("org.bluez.Device1", expected, List.of("TxPower"));
    }

    @Test
    void signal_comesInPlainValues() {
        Wire.Read read = Wire.read(packet(Wire.LITTLE), chance);

        assertThat(read.events).containsExactly("signal", "end");
        assertPacket(read.signals.get(0));
    }

    @Test
    void bigEndian_isReadAsWell() {
        Wire.Read read = Wire.read(packet(Wire.BIG), chance);

        assertThat(read.events).containsExactly("signal", "end");
        assertPacket(read.signals.get(0));
    }

    @Test
    void sameSignalOfManyObjects_eachKeepsItsOwn() {
        byte[][] messages = new byte[20_000][]; // more than are remembered, and each twice
        for (int i = 0; i < messages.length; i++) {
            MessageFactory order = i % 3 == 0 ? Wire.BIG : Wire.LITTLE;
            messages[i] = Wire.signalOf("/dev_" + i % 10_000, order, i % 2 == 0 ? "su" : "us", values(i));
        }

        Wire.Read read = Wire.read(Wire.join(messages), chance);

        assertThat(read.signals).hasSize(messages.length);
        for (int i = 0; i < messages.length; i++) {
            assertThat(read.signals.get(i).path()).isEqualTo("/dev_" + i % 10_000);
            assertThat(read.signals.get(i).sender()).isEqualTo(":1.7");
            assertThat(read.signals.get(i).member()).isEqualTo("PropertiesChanged");
            assertThat(read.signals.get(i).values()).containsExactly(values(i));
        }
    }

    private static Object[] values(int i) {
        return i % 2 == 0 ? new Object[] {"text " + i, i} : new Object[] {i, "text " + i};
    }

    @Test
    void numbersOfEveryWidth_keepTheirValue() {
        byte[] message = Wire.signal(
                Wire.LITTLE,
                "ynixdg(sn)av",
                (byte) 0xFE,
                (short) -2,
                -3,
                -4_000_000_000L,
                0.5,
                "a{sv}",
                new Object[] {"x", (short) 9},
                List.of(new Variant<>(1), new Variant<>("y")));

        assertThat(Wire.read(message, chance).signals.get(0).values())
                .containsExactly(254, -2, -3, -4_000_000_000L, 0.5, "a{sv}", List.of("x", 9), List.of(1, "y"));
    }

    @Test
    void emptyArrays_sayWhatTheyAreOf() {
        byte[] message = Wire.signal(Wire.LITTLE, "aya{sv}as", new byte[0], Map.of(), List.of());

        assertThat(Wire.read(message, chance).signals.get(0).values())
                .containsExactly(Bytes.EMPTY, Map.of(), List.of());
    }

    @Test
    void manyInPiecesOfAnySize_comeWholeAndInOrder() {
        byte[][] messages = new byte[3000][];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = Wire.signal(Wire.LITTLE, "is", i, "x".repeat(i % 700));
        }

        Wire.Read read = Wire.read(Wire.join(messages), chance);

        assertThat(read.signals).hasSize(messages.length);
        for (int i = 0; i < messages.length; i++) {
            assertThat(read.signals.get(i).values()).containsExactly(i, "x".repeat(i % 700));
        }
    }

    @Test
    void messageLongerThanTheBuffer_comesWhole() {
        String text = "long ".repeat(200_000);

        Wire.Read read = Wire.read(
                Wire.join(Wire.signal(Wire.LITTLE, "s", text), packet(Wire.LITTLE), packet(Wire.LITTLE)), chance);

        assertThat(read.events).containsExactly("signal", "signal", "signal", "end");
        assertThat(read.signals.get(0).values()).containsExactly(text);
        assertPacket(read.signals.get(2));
    }

    @Test
    void answerAmongSignals_keepsItsPlace() {
        byte[] packet = packet(Wire.LITTLE);

        Wire.Read read = Wire.read(Wire.join(packet, Wire.answer("yes"), packet, packet, Wire.answer("no")), chance);

        assertThat(read.events).containsExactly("signal", "message", "signal", "signal", "message", "end");
    }

    @Test
    void signalWithBrokenValues_isLeftOutAndTheNextIsRead() {
        byte[] broken = Wire.signal(Wire.LITTLE, "as", List.of("a", "b"));
        broken[broken.length - 2 * 8] = 99; // the length of the array, in a body of 16 bytes

        Wire.Read read = Wire.read(Wire.join(broken, packet(Wire.LITTLE)), chance);

        assertThat(read.events).containsExactly("malformed: it ends within a value", "signal", "end");
    }

    @Test
    void messageOfAnUnknownType_isIgnored() {
        byte[] later = packet(Wire.LITTLE);
        later[1] = 9;

        assertThat(Wire.read(Wire.join(later, packet(Wire.LITTLE)), chance).events)
                .containsExactly("signal", "end");
    }

    @Test
    void noMessageAtAll_endsTheConnection() {
        assertThat(Wire.read("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII), chance).events)
                .containsExactly("broken: the D-Bus bus sends what is no message");
    }

    @Test
    void messageThatIsTooLong_endsTheConnection() {
        byte[] message = packet(Wire.LITTLE);
        message[7] = 0x7F;

        assertThat(Wire.read(message, chance).events)
                .singleElement()
                .asString()
                .startsWith("broken: the D-Bus bus sends a message of 2130");
    }

    @Test
    void damagedInAnyWay_isReadOrRefusedAndNeverFails() {
        byte[] whole = Wire.join(
                packet(Wire.LITTLE),
                Wire.answer("x"),
                packet(Wire.BIG),
                Wire.signal(Wire.LITTLE, "aa{sv}av", List.of(), List.of()));
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged =
                    Arrays.copyOf(whole, chance.nextInt(10) == 0 ? chance.nextInt(whole.length) : whole.length);
            int changes = 1 + chance.nextInt(6);
            for (int i = 0; i < changes && damaged.length > 0; i++) {
                int at = chance.nextInt(damaged.length);
                damaged[at] = chance.nextBoolean()
                        ? (byte) chance.nextInt(256)
                        : (byte) "avs({})ylB".charAt(chance.nextInt(10));
            }
            List<String> events = Wire.read(damaged, chance).events;

            assertThat(events.get(events.size() - 1))
                    .as("round %d: %s", round, Bytes.of(damaged))
                    .matches("end|broken: .*");
        }
    }
}
