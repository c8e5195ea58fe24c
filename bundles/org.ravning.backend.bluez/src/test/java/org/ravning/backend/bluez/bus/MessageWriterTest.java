// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.freedesktop.dbus.messages.Message;
import org.junit.jupiter.api.Test;

/** How messages go out to the bus. */
class MessageWriterTest {
    @Test
    void message_isOneWrite_ofAllItsParts() throws Exception {
        Channel channel = new Channel(Integer.MAX_VALUE);
        Message call = call();

        new MessageWriter(channel).writeMessage(call);

        assertThat(channel.writes).hasSize(1);
        assertThat(channel.bytes.toByteArray()).isEqualTo(parts(call));
        assertThat(call.getWireData().length).isGreaterThan(10);
    }

    @Test
    void channelThatTakesLittle_getsTheRest() throws Exception {
        Channel channel = new Channel(50);
        Message call = call();

        new MessageWriter(channel).writeMessage(call);

        assertThat(channel.writes).hasSizeGreaterThan(2).allMatch(count -> count <= 50);
        assertThat(channel.bytes.toByteArray()).isEqualTo(parts(call));
    }

    @Test
    void close_closesTheChannel() throws Exception {
        Channel channel = new Channel(1);
        MessageWriter writer = new MessageWriter(channel);
        assertThat(writer.isClosed()).isFalse();

        writer.close();

        assertThat(channel.isOpen()).isFalse();
        assertThat(writer.isClosed()).isTrue();
    }

    private static Message call() throws Exception {
        return new BusCall(
                (byte) 'l', "org.bluez", "/org/bluez/hci0/x", "org.bluez.Gatt", "ReadValue", "a{sv}", Map.of());
    }

    private static byte[] parts(Message message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(message.getWireData()).filter(Objects::nonNull).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Takes so many bytes with each write. */
    private static final class Channel implements ByteChannel {
        private final int most;
        private final List<Integer> writes = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean open = true;

        Channel(int most) {
            this.most = most;
        }

        @Override
        public int write(ByteBuffer source) {
            byte[] taken = new byte[Math.min(most, source.remaining())];
            source.get(taken);
            bytes.writeBytes(taken);
            writes.add(taken.length);
            return taken.length;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            throw new IOException("only written to");
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
