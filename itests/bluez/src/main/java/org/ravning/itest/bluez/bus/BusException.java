// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.bus;

import java.io.IOException;

/** A call that was answered with a D-Bus error, or not at all. */
public final class BusException extends IOException {
    private static final long serialVersionUID = 1;

    private final String error;

    BusException(String error, String message) {
        super(error + ": " + message);
        this.error = error;
    }

    /** Returns the name of the D-Bus error, such as {@code org.bluez.Error.Failed}. */
    public String error() {
        return error;
    }
}
