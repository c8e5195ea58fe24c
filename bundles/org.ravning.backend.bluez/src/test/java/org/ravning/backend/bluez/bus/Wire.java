// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;

/** Messages as they travel, made by dbus-java, and what a {@link SignalReader} makes of them. */
final class Wire {
    static final MessageFactory LITTLE = new MessageFactory((byte) 'l');
    static final MessageFactory BIG = new MessageFactory((byte) 'B');
    static final String PATH = "/org/bluez/hci0/dev_C0_00_00_00_00_01";

    private Wire() {}

    static byte[] signal(MessageFactory messages, String signature, Object... values) {
        return signalOf(PATH, messages, signature, values);
    }

    static byte[] signalOf(String path, MessageFactory messages, String signature, Object... values) {
        try {
            return bytes(messages.createSignal(
                    ":1.7",
                    path,
                    "org.freedesktop.DBus.Properties",
                    "PropertiesChanged",
                    signature.isEmpty() ? null : signature,
                    values));
        } catch (DBusException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static byte[] answer(Object value) {
        try {
            MethodCall call = LITTLE.createMethodCall(null, ":1.7", "/", "a.b", "C", (byte) 0, null);
            return bytes(LITTLE.createMethodReturn(":1.7", call, "s", value));
        } catch (DBusException e) {
            throw new IllegalArgumentException(e);
        }
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

    static byte[] join(byte[]... messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.writeBytes(message);
        }
        return all.toByteArray();
    }

    /** What was read, in order: signals, answers, complaints. */
    static final class Read implements SignalReader.Sink {
        final List<BusSignal> signals = new ArrayList<>();
        final List<String> events = new ArrayList<>();

        @Override
        public void signals(List<BusSignal> told) {
            signals.addAll(told);
            told.forEach(signal -> events.add("signal"));
        }

        @Override
        public void malformed(String why) {
            events.add("malformed: " + why);
        }
    }

    /** Reads it all, as it comes in pieces of a size chosen by chance; says last why it ended. */
    static Read read(byte[] bytes, Random chance) {
        Read read = new Read();
        SignalReader reader = new SignalReader(new Pieces(bytes, chance), read, 0);
        try {
            while (true) {
                reader.readMessage();
                read.events.add("message");
            }
        } catch (EOFException e) {
            read.events.add("end");
        } catch (IOException e) {
            read.events.add("broken: " + e.getMessage());
        }
        return read;
    }

    private static final class Pieces implements ReadableByteChannel {
        private final ByteBuffer left;
        private final Random chance;

        Pieces(byte[] bytes, Random chance) {
            this.left = ByteBuffer.wrap(bytes);
            this.chance = chance;
        }

        @Override
        public int read(ByteBuffer target) {
            if (!left.hasRemaining()) {
                return -1;
            }
            int most = Math.min(left.remaining(), target.remaining());
            int count = chance.nextInt(4) == 0 ? 1 + chance.nextInt(Math.min(most, 20)) : 1 + chance.nextInt(most);
            target.put(left.slice().limit(count));
            left.position(left.position() + count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
