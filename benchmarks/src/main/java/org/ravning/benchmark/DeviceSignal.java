// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;

/**
 * The signal by which bluetoothd tells a packet of one device, encoded once; RSSI and data are put in when it is sent.
 */
final class DeviceSignal {
    static final String DEVICE = "org.bluez.Device1";
    /** No signal is longer. */
    static final int MAX_BYTES = 512;

    private static final int COMPANY = 0xFFFF; // the one for tests (Assigned Numbers, section 7.1)
    private static final int DATA_BYTES = 24;
    private static final int SERIAL_AT = 8;

    private final String path;
    private final String address;
    private final byte[] message;
    private final int rssiAt;
    private final int dataAt;
    private final ByteOrder order;

    private DeviceSignal(String path, String address, byte[] message, int rssiAt, int dataAt) {
        this.path = path;
        this.address = address;
        this.message = message;
        this.rssiAt = rssiAt;
        this.dataAt = dataAt;
        this.order = message[0] == 'l' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** Encodes the signal of the device of that number. */
    static DeviceSignal of(MessageFactory messages, String adapter, int number) throws DBusException {
        String address =
                String.format(Locale.ROOT, "C0:00:5E:%02X:%02X:%02X", number >> 16, number >> 8 & 255, number & 255);
        String path = adapter + "/dev_" + address.replace(':', '_');
        byte[] data = new byte[DATA_BYTES];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (0xA0 + i);
        }
        Map<String, Variant<?>> changed = new LinkedHashMap<>();
        changed.put("RSSI", new Variant<>((short) -60));
        changed.put("ManufacturerData", new Variant<>(Map.of(new UInt16(COMPANY), new Variant<>(data, "ay")), "a{qv}"));
        byte[] message = bytes(messages.createSignal(
                null,
                path,
                "org.freedesktop.DBus.Properties",
                "PropertiesChanged",
                "sa{sv}as",
                DEVICE,
                changed,
                List.of()));
        byte[] rssi = {'R', 'S', 'S', 'I', 0, 1, 'n', 0};
        int afterRssi = indexOf(message, rssi) + rssi.length;
        return new DeviceSignal(path, address, message, afterRssi + afterRssi % 2, indexOf(message, data));
    }

    private static byte[] bytes(Message message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : message.getWireData()) {
            if (part != null) {
                all.writeBytes(part);
            }
        }
        return all.toByteArray();
    }

    private static int indexOf(byte[] whole, byte[] part) {
        String haystack = new String(whole, StandardCharsets.ISO_8859_1);
        int found = haystack.indexOf(new String(part, StandardCharsets.ISO_8859_1));
        if (found < 0) {
            throw new IllegalStateException("the signal is encoded in an unknown way");
        }
        return found;
    }

    String path() {
        return path;
    }

    /** Returns the properties of a device that is known and was not heard of late. */
    Map<String, Variant<?>> properties() {
        return Map.of(
                "Address", new Variant<>(address),
                "AddressType", new Variant<>("random"),
                "Alias", new Variant<>(address.replace(':', '-')),
                "Paired", new Variant<>(false),
                "Connected", new Variant<>(false),
                "ServicesResolved", new Variant<>(false),
                "Adapter", new Variant<>(new org.freedesktop.dbus.DBusPath(path.substring(0, path.lastIndexOf('/')))));
    }

    /** Appends the signal, as packet of that number: each has an RSSI and data of its own. */
    void write(ByteBuffer out, int serial, int packet) {
        int start = out.position();
        out.put(message).order(order);
        out.putInt(start + SERIAL_AT, serial);
        out.putShort(start + rssiAt, (short) (-40 - packet % 50));
        out.putInt(start + dataAt, packet);
    }
}
