// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.jspecify.annotations.Nullable;

/**
 * Whether a backend has reached the system's Bluetooth, and if not, what it looked for.
 *
 * @param backend its name, such as {@code bluez}
 * @param reason why not, or null if all is well
 * @param message one line: what was found or looked for, and where
 * @param hint what to do next, or an empty text
 */
public record BackendStatus(
        String backend, BleUnavailableException.@Nullable Reason reason, String message, String hint) {
    /** Returns the status of a backend that works. */
    public static BackendStatus ok(String backend, String message) {
        return new BackendStatus(backend, null, message, "");
    }

    /** Says whether the system's Bluetooth was reached; there may still be no adapter. */
    public boolean isOk() {
        return reason == null;
    }
}
