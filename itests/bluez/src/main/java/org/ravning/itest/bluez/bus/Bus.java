// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.bus;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.connections.transports.TransportBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.MethodReturn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private connection to the system bus. One reader thread takes messages in order and hands calls and signals on;
 * handlers must not wait for another message. Any thread may call and emit.
 */
public final class Bus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
    private static final String DAEMON = "org.freedesktop.DBus";

    private final AbstractTransport transport;
    private final MessageFactory messages;
    private final Map<Long, CompletableFuture<List<Object>>> pending = new ConcurrentHashMap<>();
    private final Map<String, BusObject> objects = new ConcurrentHashMap<>();
    private final List<Consumer<BusSignal>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread reader;
    private volatile boolean closed;

    private Bus(AbstractTransport transport) {
        this.transport = transport;
        this.messages = transport.getMessageFactory();
        this.reader = new Thread(this::read, "itest-bus");
        this.reader.setDaemon(true);
    }

    /** Connects to the system bus, whose address may be set by {@code DBUS_SYSTEM_BUS_ADDRESS}. */
    public static Bus system() throws IOException {
        String address = Optional.ofNullable(System.getenv("DBUS_SYSTEM_BUS_ADDRESS"))
                .orElse("unix:path=/run/dbus/system_bus_socket");
        try {
            Bus bus = new Bus(TransportBuilder.create(address).build());
            bus.reader.start();
            bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON, "Hello", null);
            return bus;
        } catch (DBusException e) {
            throw new IOException("cannot connect to " + address, e);
        }
    }

    /** Calls a method and waits up to a minute for its answer. */
    public List<Object> call(
            String destination, String path, String iface, String method, @Nullable String signature, Object... args)
            throws IOException {
        return await(send(destination, path, iface, method, signature, args), iface + "." + method);
    }

    /** Sends a call; its answer, or the {@link BusException} that it failed with, completes the future. */
    public CompletableFuture<List<Object>> send(
            String destination, String path, String iface, String method, @Nullable String signature, Object... args)
            throws IOException {
        CompletableFuture<List<Object>> answer = new CompletableFuture<>();
        try {
            MethodCall call =
                    messages.createMethodCall(null, destination, path, iface, method, (byte) 0, signature, args);
            pending.put(call.getSerial(), answer);
            write(call);
        } catch (DBusException e) {
            throw new IOException("cannot send " + iface + "." + method, e);
        }
        return answer;
    }

    /** Waits up to a minute for the answer to a call. */
    public static List<Object> await(CompletableFuture<List<Object>> answer, String what) throws IOException {
        try {
            return answer.get(CALL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BusException failed ? failed : new IOException(what, e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(what + " had no answer within " + CALL_TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + " was interrupted", e);
        }
    }

    /** Offers an object at a path, until {@link #withdraw}. */
    public void offer(String path, BusObject object) {
        objects.put(path, object);
    }

    /** Ends the offer of an object. */
    public void withdraw(String path) {
        objects.remove(path);
    }

    /** Sends a signal from one of our objects. */
    public void emit(String path, String iface, String member, String signature, Object... args) throws IOException {
        try {
            write(messages.createSignal(null, path, iface, member, signature, args));
        } catch (DBusException e) {
            throw new IOException("cannot emit " + iface + "." + member, e);
        }
    }

    /** Asks for the signals that a match rule names and hands every signal that arrives to the listener. */
    public void listen(String rule, Consumer<BusSignal> listener) throws IOException {
        listeners.add(listener);
        call(DAEMON, "/org/freedesktop/DBus", DAEMON, "AddMatch", "s", rule);
    }

    void reply(Message call, @Nullable String signature, Object... values) {
        try {
            write(messages.createMethodReturn((MethodCall) call, signature, values));
        } catch (DBusException | IOException e) {
            LOG.warn("Cannot answer {}", call.getName(), e);
        }
    }

    void fail(Message call, String error, String text) {
        try {
            write(messages.createError(call.getSource(), error, call.getSerial(), "s", text));
        } catch (DBusException | IOException e) {
            LOG.warn("Cannot answer {}", call.getName(), e);
        }
    }

    private void write(Message message) throws IOException {
        writing.lock();
        try {
            transport.writeMessage(message);
        } finally {
            writing.unlock();
        }
    }

    private void read() {
        while (!closed) {
            try {
                Message message = transport.readMessage();
                if (message != null) {
                    take(message);
                }
            } catch (IOException e) {
                end(e);
                return;
            } catch (DBusException | RuntimeException e) {
                LOG.warn("Cannot handle a message", e);
            }
        }
    }

    private void take(Message message) throws DBusException {
        Object[] parameters = message.getParameters();
        List<Object> arguments = parameters == null ? List.of() : Arrays.asList(parameters);
        if (message instanceof MethodCall call) {
            BusCall received = new BusCall(this, call, arguments);
            objects.getOrDefault(call.getPath(), BusCall::unknown).handle(received);
        } else if (message instanceof MethodReturn) {
            answerTo(message).complete(arguments);
        } else if (message instanceof Error) {
            String text = arguments.isEmpty() ? "" : String.valueOf(arguments.get(0));
            answerTo(message).completeExceptionally(new BusException(message.getName(), text));
        } else if (message instanceof DBusSignal) {
            BusSignal signal = new BusSignal(
                    message.getSource(), message.getPath(), message.getInterface(), message.getName(), arguments);
            listeners.forEach(listener -> listener.accept(signal));
        }
    }

    private CompletableFuture<List<Object>> answerTo(Message message) {
        CompletableFuture<List<Object>> answer = pending.remove(message.getReplySerial());
        return answer != null ? answer : new CompletableFuture<>();
    }

    private void end(IOException cause) {
        if (!closed) {
            LOG.warn("The bus is gone: {}", cause.getMessage());
        }
        pending.values().forEach(answer -> answer.completeExceptionally(new IOException("the bus is gone", cause)));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        transport.close();
        reader.interrupt();
    }
}
