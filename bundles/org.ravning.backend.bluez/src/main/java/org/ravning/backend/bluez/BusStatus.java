// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import org.ravning.api.BackendStatus;
import org.ravning.api.BleUnavailableException.Reason;
import org.ravning.backend.bluez.bus.BusException;

/** What is told of the bus and of bluetoothd on it. */
final class BusStatus {
    private BusStatus() {}

    /** The bus is not there. */
    static BackendStatus missing(BusException error) {
        return of(error.text(), "is dbus-daemon running? In a container, mount its socket");
    }

    /** The bus is there: what helps one that is missing does not help here. */
    static BackendStatus slow(BluezSettings settings) {
        long seconds = settings.timing().call().toSeconds();
        return of(
                "the D-Bus bus at " + settings.busAddress() + " does not answer within " + seconds + " s",
                "it is there, and slow or stuck; Ravning asks again by itself");
    }

    /** The bus was there. */
    static BackendStatus lost(String address, String why) {
        return of(
                "the D-Bus bus at " + address + " closed the connection (" + why + ")",
                "Ravning connects again by itself");
    }

    /** The bus is there, and no bluetoothd on it. */
    static BackendStatus withoutDaemon(String address, String name) {
        return of("bluetoothd is not running: nobody owns " + name + " on " + address, BluezErrors.START_HINT);
    }

    /** Bluetoothd is there. */
    static BackendStatus ok(String address, int radios) {
        String adapters = radios == 0 ? "no adapter" : radios == 1 ? "one adapter" : radios + " adapters";
        return BackendStatus.ok(BluezBackend.NAME, "bluetoothd on " + address + ", " + adapters);
    }

    /** The bus, or bluetoothd on it, refuses us. */
    static BackendStatus denied(BusException error, String hint) {
        // The bus goes on to describe the whole message; the first words will do.
        String words = error.text().split(";", 2)[0];
        return new BackendStatus(
                BluezBackend.NAME, Reason.NOT_AUTHORIZED, "access to bluetoothd is denied: " + words, hint);
    }

    private static BackendStatus of(String message, String hint) {
        return new BackendStatus(BluezBackend.NAME, Reason.NO_SERVICE, message, hint);
    }
}
