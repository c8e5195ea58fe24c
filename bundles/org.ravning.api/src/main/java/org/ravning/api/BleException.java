// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Something that Bluetooth could not do, and that is not the caller's mistake. Misuse (a closed object, a blocking call
 * from a listener) is an {@link IllegalStateException} or {@link IllegalArgumentException} instead.
 *
 * <p>The message is one line, complete for a person to act on; the parts are there for a program.
 */
public abstract sealed class BleException extends IOException
        permits BleUnavailableException,
                BleConnectException,
                BleDisconnectedException,
                BleTimeoutException,
                GattException,
                BlePairingException,
                BleUnsupportedException {
    private static final long serialVersionUID = 1L;

    private final transient BleOperation operation;

    BleException(BleOperation operation, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.operation = operation;
    }

    /** Returns what was tried, and with which device and adapter. */
    public final BleOperation operation() {
        return operation;
    }

    /**
     * Returns an equal exception for another operation, so that every operation that fails for one cause fails with the
     * same reason and with its own stack trace; this exception becomes its cause.
     */
    public abstract BleException during(BleOperation other);
}
