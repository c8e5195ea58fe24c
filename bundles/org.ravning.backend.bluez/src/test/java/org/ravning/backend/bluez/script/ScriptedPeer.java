// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.script;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.connections.transports.TransportBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.MethodReturn;
import org.freedesktop.dbus.types.UInt32;
import org.jspecify.annotations.Nullable;

/**
 * A peer on the bus that works with plain messages, so that it can send what no library would: wrong types, answers out
 * of time, nothing.
 */
public class ScriptedPeer implements AutoCloseable {
    private static final String DBUS = "org.freedesktop.DBus";

    /** A call as it came. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Call(String path, String iface, String member, Object[] values) {
        @Override
        public String toString() {
            return path + " " + iface.substring(iface.lastIndexOf('.') + 1) + "." + member;
        }
    }

    private final AbstractTransport transport;
    private final MessageFactory messages;
    private final Thread thread;
    private final Map<String, Function<Call, Answer>> script = new ConcurrentHashMap<>();
    private final Map<String, MethodCall> last = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<String>> questions = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Call> calls = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Connects and takes the name. */
    public ScriptedPeer(String address, String name) {
        try {
            transport = TransportBuilder.create(address).build();
            messages = transport.getMessageFactory();
            call("Hello", "");
            transport.readMessage();
            call("RequestName", "su", name, new UInt32(4));
        } catch (IOException | DBusException e) {
            throw new IllegalStateException(e);
        }
        thread = new Thread(this::run, "scripted-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void call(String member, String signature, Object... values) throws IOException, DBusException {
        transport.writeMessage(messages.createMethodCall(
                null,
                DBUS,
                "/org/freedesktop/DBus",
                DBUS,
                member,
                (byte) 0,
                signature.isEmpty() ? null : signature,
                values));
    }

    /** Sets what to answer to a method, whatever the object; replaces what was set before. */
    public void on(String member, Function<Call, Answer> answer) {
        script.put(member, answer);
    }

    /** Returns how a method is answered now, or null if it is not. */
    public @Nullable Function<Call, Answer> scripted(String member) {
        return script.get(member);
    }

    /** Returns all calls so far. */
    public CopyOnWriteArrayList<Call> calls() {
        return calls;
    }

    /** Returns how often a method was called. */
    public long count(String member) {
        return calls.stream().filter(c -> c.member().equals(member)).count();
    }

    private void run() {
        while (!closed) {
            try {
                Message message = transport.readMessage();
                if (message instanceof MethodCall call) {
                    last.put(call.getName(), call);
                    answer(call);
                } else if (message instanceof MethodReturn || message instanceof org.freedesktop.dbus.messages.Error) {
                    CompletableFuture<String> asked = questions.remove(message.getReplySerial());
                    if (asked != null) {
                        asked.complete(words(message));
                    }
                }
            } catch (IOException e) {
                return; // the bus is gone
            } catch (DBusException | RuntimeException e) {
                if (!closed) {
                    throw new IllegalStateException("the scripted peer fails", e);
                }
            }
        }
    }

    private static String words(Message message) throws DBusException {
        Object[] values = message.getParameters();
        String text = values == null || values.length == 0 ? "" : String.valueOf(values[0]);
        return message instanceof MethodReturn ? text : message.getName();
    }

    /** Calls a method of whoever made the last call of that name; returns its answer, or the name of its error. */
    public CompletableFuture<String> ask(
            String caller, String path, String iface, String member, String signature, Object... values) {
        MethodCall before = Objects.requireNonNull(last.get(caller), caller);
        CompletableFuture<String> answer = new CompletableFuture<>();
        try {
            synchronized (this) {
                Message question = messages.createMethodCall(
                        null,
                        before.getSource(),
                        path,
                        iface,
                        member,
                        (byte) 0,
                        signature.isEmpty() ? null : signature,
                        values);
                questions.put(question.getSerial(), answer);
                transport.writeMessage(question);
            }
        } catch (IOException | DBusException e) {
            throw new IllegalStateException(e);
        }
        return answer;
    }

    /** Answers the last call of that name, which the script left without an answer. */
    public void answer(String member, Answer answer) {
        try {
            send(Objects.requireNonNull(last.get(member), member), answer);
        } catch (IOException | DBusException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(MethodCall message) throws IOException, DBusException {
        Object[] values = message.getParameters();
        Call call = new Call(
                message.getPath(),
                String.valueOf(message.getInterface()),
                message.getName(),
                values == null ? new Object[0] : values);
        calls.add(call);
        Function<Call, Answer> scripted = script.get(call.member());
        Answer answer = scripted == null
                ? Answer.busError("UnknownMethod", "the script has no " + call.member())
                : scripted.apply(call);
        if (answer instanceof Answer.Later l) {
            CompletableFuture<Void> unused = l.answer().thenAccept(then -> sendLater(message, then));
        } else {
            send(message, answer);
        }
    }

    private void sendLater(MethodCall message, Answer answer) {
        try {
            send(message, answer);
        } catch (IOException | DBusException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void send(MethodCall message, Answer answer) throws IOException, DBusException {
        if (answer instanceof Answer.Values v) {
            transport.writeMessage(
                    messages.createMethodReturn(message, v.signature().isEmpty() ? null : v.signature(), v.values()));
        } else if (answer instanceof Answer.Failure f) {
            transport.writeMessage(messages.createError(
                    Objects.requireNonNull(message.getSource()), f.name(), message.getSerial(), "s", f.text()));
        }
    }

    /** Sends a signal to all who asked for it. */
    public synchronized void emit(String path, String iface, String member, String signature, Object... values) {
        try {
            transport.writeMessage(messages.createSignal(null, path, iface, member, signature, values));
        } catch (IOException | DBusException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves the bus, name and all. */
    @Override
    public void close() {
        closed = true;
        try {
            transport.close();
            thread.join(5_000);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
