// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.bus;

import java.util.List;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;

/** A call to one of our objects, to be answered once: now or later, from any thread. */
public final class BusCall {
    private final Bus bus;
    private final Message message;
    private final List<Object> arguments;

    BusCall(Bus bus, MethodCall message, List<Object> arguments) {
        this.bus = bus;
        this.message = message;
        this.arguments = arguments;
    }

    /** Returns interface and method, such as {@code org.bluez.GattCharacteristic1.ReadValue}. */
    public String method() {
        return message.getInterface() + "." + message.getName();
    }

    /** Returns the arguments in order. */
    public List<Object> arguments() {
        return arguments;
    }

    /** Answers without a value. */
    public void reply() {
        bus.reply(message, null);
    }

    /** Answers with values of the given D-Bus signature. */
    public void reply(String signature, Object... values) {
        bus.reply(message, signature, values);
    }

    /** Answers with an error. */
    public void fail(String error, String text) {
        bus.fail(message, error, text);
    }

    /** Answers that there is no such method. */
    public void unknown() {
        fail("org.freedesktop.DBus.Error.UnknownMethod", method() + " is not offered here");
    }
}
