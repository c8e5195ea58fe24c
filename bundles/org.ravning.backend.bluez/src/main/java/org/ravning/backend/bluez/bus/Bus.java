// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;

/**
 * One connection to a D-Bus bus, of its own: bluetoothd remembers discovery and notification sessions by connection, so
 * that closing this one undoes what is left.
 *
 * <p>Answers and signals come on one thread, dbus-java's reader, in the order in which the bus sent them; continue elsewhere
 * at once.
 */
public final class Bus implements AutoCloseable {
    /** The name of the bus itself. */
    public static final String DBUS = "org.freedesktop.DBus";

    private static final String DBUS_PATH = "/org/freedesktop/DBus";

    /** What a bus tells. */
    public interface Listener {
        /** Signals came that one of the rules asked for, in this order; on the thread that reads. */
        void signals(List<BusSignal> signals);

        /** A signal came that cannot be read, and is left out; on the thread that reads. */
        void malformed(String why);

        /** The connection broke; not told after {@link Bus#close()}. On any thread. */
        void lost(String why);
    }

    private final DBusConnection connection;
    private final AtomicBoolean closed;
    private final Map<BusCall, String> open = new ConcurrentHashMap<>();
    private final AtomicInteger matchRules = new AtomicInteger();

    private Bus(DBusConnection connection, AtomicBoolean closed) {
        this.connection = connection;
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
            DBusConnectionBuilder builder = DBusConnectionBuilder.forAddress(address)
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
                    .back();
            connection = SignalReaderProvider.open(builder, new Signals(listener, closed));
            connection.register();
            return new Bus(connection, closed);
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

    /** Shows an agent to bluetoothd at this path, until it is closed. */
    public Export exportAgent(String path, PairingDesk desk) throws BusException {
        PairingAgentObject agent = new PairingAgentObject(path, desk);
        try {
            connection.exportObject(path, agent);
        } catch (DBusException | RuntimeException e) {
            throw new BusException(BusException.LEFT, "cannot show an agent: " + e.getMessage(), e);
        }
        return () -> {
            agent.end();
            connection.unExportObject(path);
        };
    }

    /**
     * Shows a passive scan to bluetoothd, below this path, until it is closed.
     *
     * @param groups the patterns; each group becomes a monitor of its own
     * @param onRelease called on dbus-java's threads when bluetoothd gives a monitor up
     */
    public Export exportMonitors(String path, List<List<MonitorPattern>> groups, Runnable onRelease)
            throws BusException {
        List<MonitorObject> monitors = new ArrayList<>();
        groups.forEach(group -> monitors.add(new MonitorObject(path + "/monitor" + monitors.size(), group, onRelease)));
        try {
            connection.exportObject(path, new MonitorObject.Root(path, monitors));
            for (MonitorObject monitor : monitors) {
                connection.exportObject(monitor.getObjectPath(), monitor);
            }
        } catch (DBusException | RuntimeException e) {
            throw new BusException(BusException.LEFT, "cannot show a passive scan: " + e.getMessage(), e);
        }
        return () -> {
            monitors.forEach(monitor -> connection.unExportObject(monitor.getObjectPath()));
            connection.unExportObject(path);
        };
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
     * Asks for the signals that a match rule describes; they come after the answer.
     *
     * @param rule as in the D-Bus Specification, section "Match Rules"; a signal that several describe comes once
     */
    public CompletableFuture<Reply> addMatch(String rule) {
        CompletableFuture<Reply> answer = call(DBUS, DBUS_PATH, DBUS, "AddMatch", "s", rule);
        Futures.onEnd(answer, (reply, e) -> matchRules.addAndGet(reply == null ? 0 : 1));
        return answer;
    }

    /** Takes back what {@link #addMatch} asked for. */
    public CompletableFuture<Reply> removeMatch(String rule) {
        CompletableFuture<Reply> answer = call(DBUS, DBUS_PATH, DBUS, "RemoveMatch", "s", rule);
        Futures.onEnd(answer, (reply, e) -> matchRules.addAndGet(reply == null ? 0 : -1));
        return answer;
    }

    /** Returns how many match rules the bus has of this connection. */
    public int matchRules() {
        return matchRules.get();
    }

    /** Returns how many calls wait for their answer. */
    public int openCalls() {
        return open.size();
    }

    /** Asks who owns a name; the answer is a unique name. */
    public CompletableFuture<Reply> owner(String name) {
        return call(DBUS, DBUS_PATH, DBUS, "GetNameOwner", "s", name);
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

    /** Lets signals through until the connection is closed. */
    private record Signals(Listener listener, AtomicBoolean closed) implements SignalReader.Sink {
        @Override
        public void signals(List<BusSignal> signals) {
            if (!closed.get()) {
                listener.signals(signals);
            }
        }

        @Override
        public void malformed(String why) {
            listener.malformed(why);
        }
    }

    /** An object of ours on the bus. */
    @FunctionalInterface
    public interface Export extends AutoCloseable {
        /** Takes it off the bus; nobody waits in it any more. */
        @Override
        void close();
    }
}
