// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.connections.transports.TransportBuilder;
import org.freedesktop.dbus.messages.MessageFactory;

/** What the bus can give at all: a receiver that counts messages by their length and throws the bytes away. */
final class RawReceiver {
    private static final String BUS = "org.freedesktop.DBus";
    private static final String RULE = "type='signal',sender='org.bluez',arg0='" + DeviceSignal.DEVICE + "'";
    private static final int HEADER_BYTES = 16;
    private static final int BODY_LENGTH_AT = 4;
    private static final int FIELDS_LENGTH_AT = 12;
    private static final byte SIGNAL = 4;

    private RawReceiver() {}

    /** Runs it: {@code address packets}. */
    public static void main(String... arguments) throws Exception {
        long packets = Long.parseLong(arguments[1]);
        Tally tally = new Tally(packets);
        try (AbstractTransport transport = TransportBuilder.create(arguments[0]).build()) {
            MessageFactory messages = transport.getMessageFactory();
            transport.writeMessage(messages.createMethodCall(null, BUS, "/", BUS, "Hello", (byte) 0, null));
            transport.readMessage();
            transport.writeMessage(messages.createMethodCall(null, BUS, "/", BUS, "AddMatch", (byte) 0, "s", RULE));
            transport.readMessage();
            String adapter = "org.bluez.Adapter1";
            for (String member : new String[] {"SetDiscoveryFilter", "StartDiscovery"}) {
                boolean isFilter = member.startsWith("Set");
                Object[] values = isFilter ? new Object[] {Map.of()} : new Object[0];
                transport.writeMessage(messages.createMethodCall(
                        null,
                        "org.bluez",
                        "/org/bluez/hci0",
                        adapter,
                        member,
                        (byte) 0,
                        isFilter ? "a{sv}" : null,
                        values));
            }
            count(transport.getTransportConnection().getChannel(), packets, tally);
        }
        tally.print();
        System.exit(0);
    }

    private static void count(SocketChannel channel, long packets, Tally tally) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 18).order(ByteOrder.LITTLE_ENDIAN);
        for (long heard = 0; heard < packets; ) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the bus closed the connection");
            }
            bytes.flip();
            while (bytes.remaining() >= HEADER_BYTES && bytes.remaining() >= length(bytes)) {
                if (bytes.get(bytes.position() + 1) == SIGNAL) {
                    tally.heard();
                    heard++;
                }
                bytes.position(bytes.position() + length(bytes));
            }
            bytes.compact();
        }
    }

    private static int length(ByteBuffer bytes) {
        int at = bytes.position();
        return HEADER_BYTES + (bytes.getInt(at + FIELDS_LENGTH_AT) + 7 & ~7) + bytes.getInt(at + BODY_LENGTH_AT);
    }
}
