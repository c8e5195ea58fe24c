// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusSigHandler;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a D-Bus bus, of its own: bluetoothd remembers discovery and notification sessions by connection, so
 * that closing this one undoes what is left.
 *
 * <p>Futures end, and signals come, on dbus-java's threads; continue elsewhere at once.
 */
public final class Bus implements AutoCloseable {
    /** The name of the bus itself. */
    public static final String DBUS = "org.freedesktop.DBus";

    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

    /** What a bus tells; on dbus-java's threads. */
    public interface Listener {
        /** A signal that one of the watches asked for; in order, one at a time. */
        void signal(BusSignal signal);

        /** The connection broke; not told after {@link Bus#close()}. */
        void lost(String why);
    }

    private final DBusConnection connection;
    private final Listener listener;
    private final AtomicBoolean closed;
    private final Map<BusCall, String> open = new ConcurrentHashMap<>();

    private Bus(DBusConnection connection, Listener listener, AtomicBoolean closed) {
        this.connection = connection;
        this.listener = listener;
        this.closed = closed;
    }

    /**
     * Connects and says hello. Blocks, and without a deadline if the bus accepts and then says nothing; interrupt ends it.
     *
     * @throws BusException with the name {@code NO_BUS} or {@code ACCESS_DENIED}
     */
    public static Bus open(String address, Listener listener) throws BusException {
        AtomicBoolean closed = new AtomicBoolean();
        DBusConnection connection = null;
        try {
            // Hello is said apart from connecting: if it fails inside build() the library leaks its threads.
            connection = DBusConnectionBuilder.forAddress(address)
                    .withShared(false)
                    .withDisconnectCallback(new IDisconnectCallback() {
                        @Override
                        public void disconnectOnError(IOException e) {
                            if (!closed.getAndSet(true)) {
                                listener.lost(String.valueOf(e.getMessage()));
                            }
                        }
                    })
                    .transportConfig()
                    .withRegisterSelf(false)
                    .withTimeout(0) // one try; else the library tries for ten seconds before it says anything
                    .back()
                    .build();
            connection.register();
            return new Bus(connection, listener, closed);
        } catch (DBusException | RuntimeException e) {
            closed.set(true);
            if (connection != null) {
                connection.disconnect();
            }
            throw BusFailure.of(address, e);
        }
    }

    /**
     * Calls a method. The future ends exceptionally with a {@link BusException} only; it has no deadline of its own.
     *
     * @param signature the D-Bus signature of the arguments; empty for none
     */
    public CompletableFuture<Reply> call(
            String destination, String path, String iface, String member, String signature, Object... args) {
        BusCall call;
        try {
            byte endianness = connection.getMessageFactory().getEndianess();
            call = new BusCall(endianness, destination, path, iface, member, signature, args);
        } catch (DBusException e) {
            throw new IllegalArgumentException(iface + "." + member + ": " + e.getMessage(), e);
        }
        open.put(call, destination);
        CompletableFuture<Reply> answer = call.answer();
        Futures.onEnd(answer, (v, e) -> open.remove(call));
        try {
            connection.sendMessage(call);
        } catch (RuntimeException e) {
            answer.completeExceptionally(left("the D-Bus connection is closed"));
        }
        if (closed.get()) {
            answer.completeExceptionally(left("the D-Bus connection is closed"));
        }
        return answer;
    }

    /** Ends every open call to that receiver, because it left: a bus does not always say so. */
    public void receiverLeft(String destination) {
        open.forEach((call, receiver) -> {
            if (receiver.equals(destination)) {
                call.answer().completeExceptionally(left(destination + " left the bus"));
            }
        });
    }

    /**
     * Asks for all signals of one sender. Blocks until the bus has confirmed it.
     *
     * @param sender a unique name: the library compares it with the sender in each message, where a well-known name such
     *     as {@code org.bluez} never stands
     */
    public Watch watchSender(String sender) throws BusException {
        return watch(rule().withSender(sender));
    }

    /** Asks for the signals that tell that a name changed hands. Blocks until the bus has confirmed it. */
    public Watch watchNames() throws BusException {
        return watch(rule().withInterface(DBUS).withMember("NameOwnerChanged"));
    }

    private Watch watch(DBusMatchRuleBuilder builder) throws BusException {
        DBusMatchRule rule = builder.build();
        DBusSigHandler<DBusSignal> handler = this::deliver;
        try {
            connection.addGenericSigHandler(rule, handler);
            return new Watch(connection, rule, handler);
        } catch (DBusException | RuntimeException e) {
            throw new BusException(BusException.LEFT, "cannot watch signals: " + e.getMessage(), e);
        }
    }

    private static DBusMatchRuleBuilder rule() {
        return DBusMatchRuleBuilder.create().withType("signal");
    }

    private void deliver(DBusSignal signal) {
        if (closed.get()) {
            return;
        }
        try {
            Object @Nullable [] values = signal.getParameters();
            listener.signal(new BusSignal(
                    signal.getSource() == null ? "" : signal.getSource(),
                    signal.getPath(),
                    signal.getInterface() + "." + signal.getName(),
                    Values.plain(values == null ? new Object[0] : values),
                    signal.getSerial()));
        } catch (DBusException | RuntimeException e) {
            LOG.warn("A D-Bus signal of {} cannot be read and is left out: {}", signal.getPath(), e.toString());
        }
    }

    /** Ends the connection, all open calls and the threads. Blocks for a moment. Idempotent. */
    @Override
    public void close() {
        closed.set(true);
        open.keySet().forEach(call -> call.answer().completeExceptionally(left("the D-Bus connection was closed")));
        connection.disconnect();
    }

    private static BusException left(String text) {
        return new BusException(BusException.LEFT, text, null);
    }

    /** A request for signals. */
    public record Watch(DBusConnection connection, DBusMatchRule rule, DBusSigHandler<DBusSignal> handler)
            implements AutoCloseable {
        /** Takes the request back. Blocks until the bus has confirmed it. */
        @Override
        public void close() {
            try {
                connection.removeGenericSigHandler(rule, handler);
            } catch (DBusException | RuntimeException e) {
                LOG.debug("A match rule was not removed: {}", e.toString());
            }
        }
    }
}
