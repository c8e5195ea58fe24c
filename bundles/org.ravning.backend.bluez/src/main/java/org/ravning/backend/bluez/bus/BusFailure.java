// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.nio.file.AccessDeniedException;
import org.freedesktop.dbus.exceptions.AuthenticationException;

/** Why a bus could not be opened: refused, or not there. */
final class BusFailure {
    private BusFailure() {}

    static BusException of(String address, Exception failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (isRefusal(cause)) {
                return new BusException(
                        BusException.ACCESS_DENIED, "the D-Bus bus at " + address + " refuses us", failure);
            }
        }
        String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new BusException(BusException.NO_BUS, "no D-Bus bus at " + address + " (" + why + ")", failure);
    }

    private static boolean isRefusal(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return cause instanceof AuthenticationException
                || cause instanceof AccessDeniedException
                || cause.getClass().getSimpleName().equals("AccessDenied")
                || text.contains("Permission denied")
                || text.contains("AccessDenied");
    }
}
