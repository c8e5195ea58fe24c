// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** What bluetoothd calls of a passive scan (org.bluez.AdvertisementMonitor of its documentation). */
@DBusInterfaceName(AdvertisementMonitor1.NAME)
public interface AdvertisementMonitor1 extends DBusInterface {
    /** The name of the interface. */
    String NAME = "org.bluez.AdvertisementMonitor1";

    /** The monitor was given up by bluetoothd, as when it cannot take the patterns. */
    void Release();

    /** The monitor listens now. */
    void Activate();

    /** A device was heard that fits the patterns. */
    void DeviceFound(DBusPath device);

    /** A device was not heard for some time. */
    void DeviceLost(DBusPath device);
}
