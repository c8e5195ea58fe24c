// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/**
 * Our agent's "no". The library makes the name of the D-Bus error of that of the class; bluetoothd takes any error for a
 * refusal (simple_agent_reply and passkey_reply of its agent.c).
 */
final class AgentRefusal extends DBusExecutionException {
    private static final long serialVersionUID = 1L;

    AgentRefusal(String why) {
        super(why);
    }
}
