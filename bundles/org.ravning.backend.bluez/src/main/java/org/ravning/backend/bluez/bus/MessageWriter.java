// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.spi.message.IMessageWriter;

/**
 * Writes each message at once. dbus-java keeps a message as a row of small parts and writes each with a system call of its
 * own, every one of which wakes the bus, and our reader when the bus has taken it: a dozen wake-ups for each call.
 *
 * <p>Used by dbus-java's sender thread only, but for {@link #close()}.
 */
final class MessageWriter implements IMessageWriter {
    private final ByteChannel channel;

    MessageWriter(ByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void writeMessage(Message message) throws IOException {
        ByteBuffer whole = whole(message.getWireData());
        while (whole.hasRemaining()) {
            channel.write(whole);
        }
    }

    /** Puts the parts together; the row ends at the first that is not there. */
    private static ByteBuffer whole(byte[][] parts) {
        int count = 0;
        int length = 0;
        while (count < parts.length && parts[count] != null) {
            length += parts[count].length;
            count++;
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (int i = 0; i < count; i++) {
            whole.put(parts[i]);
        }
        return whole.flip();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
