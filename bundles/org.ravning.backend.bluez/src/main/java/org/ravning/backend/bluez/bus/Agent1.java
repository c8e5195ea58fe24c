// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.UInt32;

/** What bluetoothd calls during a pairing (org.bluez.Agent of its documentation). The library runs it by reflection. */
@DBusInterfaceName("org.bluez.Agent1")
@SuppressWarnings("checkstyle:MethodName")
public interface Agent1 extends DBusInterface {
    /** The agent is no longer registered. */
    void Release();

    /** Asks for the PIN of a classic device. */
    String RequestPinCode(DBusPath device);

    /** Shows the PIN of a classic device. */
    void DisplayPinCode(DBusPath device, String pin);

    /** Asks for the passkey that the device shows. */
    UInt32 RequestPasskey(DBusPath device);

    /** Shows the passkey that is to be entered on the device; told again for each key pressed there. */
    void DisplayPasskey(DBusPath device, UInt32 passkey, UInt16 entered);

    /** Asks whether the device shows the same number; to return is to agree. */
    void RequestConfirmation(DBusPath device, UInt32 passkey);

    /** Asks whether to pair without a check; to return is to agree. */
    void RequestAuthorization(DBusPath device);

    /** Asks whether the device may use a service of this side; to return is to agree. */
    void AuthorizeService(DBusPath device, String uuid);

    /** The question that is open needs no answer any more. */
    void Cancel();
}
