// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.util.concurrent.CompletableFuture;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;

/**
 * A method call that tells its answer to a future.
 *
 * <p>dbus-java's own asynchronous calls need a Java interface and a proxy for each remote object; this needs neither, and
 * a room full of devices leaves no proxies behind.
 */
final class BusCall extends MethodCall {
    /** Do not start a service that is not running: whoever stopped bluetoothd meant it. */
    private static final byte NO_AUTO_START = 2;

    private final CompletableFuture<Reply> answer = new CompletableFuture<>();

    BusCall(byte endianness, String destination, String path, String iface, String member, String sig, Object... args)
            throws DBusException {
        super(endianness, destination, path, iface, member, NO_AUTO_START, sig.isEmpty() ? null : sig, args);
    }

    /** The future ends on dbus-java's reader thread: continue elsewhere. */
    CompletableFuture<Reply> answer() {
        return answer;
    }

    @Override
    public synchronized void setReply(Message reply) {
        super.setReply(reply);
        try {
            Object[] values = reply.getParameters();
            Object[] plain = Values.plain(values == null ? new Object[0] : values);
            if (reply instanceof Error) {
                String text = plain.length > 0 && plain[0] instanceof String ? (String) plain[0] : "";
                answer.completeExceptionally(new BusException(String.valueOf(reply.getName()), text, null));
            } else {
                answer.complete(new Reply(plain, reply.getSerial()));
            }
        } catch (DBusException | RuntimeException e) {
            answer.completeExceptionally(
                    new BusException(BusException.WRONG_TYPE, "the answer cannot be read: " + e.getMessage(), e));
        }
    }
}
