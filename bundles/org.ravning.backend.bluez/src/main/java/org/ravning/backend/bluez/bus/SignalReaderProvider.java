// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.nio.channels.SocketChannel;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.spi.message.IMessageReader;
import org.freedesktop.dbus.spi.message.IMessageWriter;
import org.freedesktop.dbus.spi.message.ISocketProvider;
import org.jspecify.annotations.Nullable;

/**
 * Gives dbus-java our {@link SignalReader} and {@link MessageWriter}, for our own connections only: whoever else uses the
 * library in this process keeps the library's own.
 */
public final class SignalReaderProvider implements ISocketProvider {
    /** For whom this thread is opening a connection; the library says nothing but the socket. */
    private static final ThreadLocal<SignalReader.@Nullable Sink> OPENING = new ThreadLocal<>();

    /** For the service loader. */
    public SignalReaderProvider() {}

    /** Opens a connection whose signals go to that sink. */
    static DBusConnection open(DBusConnectionBuilder builder, SignalReader.Sink sink) throws DBusException {
        OPENING.set(sink);
        try {
            return builder.build();
        } finally {
            OPENING.remove();
        }
    }

    @Override
    public @Nullable IMessageReader createReader(SocketChannel socket) {
        SignalReader.Sink sink = OPENING.get();
        return sink == null ? null : new SignalReader(socket, sink, SignalReader.PAUSE_NANOS);
    }

    @Override
    public @Nullable IMessageWriter createWriter(SocketChannel socket) {
        return OPENING.get() == null ? null : new MessageWriter(socket);
    }

    @Override
    public void setFileDescriptorSupport(boolean isSupported) {
        // descriptors are not passed, whatever the transport can
    }

    @Override
    public boolean isFileDescriptorPassingSupported() {
        return false;
    }
}
