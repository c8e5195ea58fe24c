// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.jspecify.annotations.Nullable;

/** A connection could not be made. */
public final class BleConnectException extends BleException {
    private static final long serialVersionUID = 1L;

    /** Why a connection could not be made. */
    public enum Reason {
        /** The device was not heard, and the system does not know it. */
        NOT_FOUND,
        /** The attempt was aborted by this side or the other, or failed to be established. */
        ABORTED,
        /** The other side refused. */
        REFUSED,
        /** The adapter has no room for another link. */
        NO_SLOT,
        /** Too many attempts wait for the adapter already. */
        BUSY,
        /** The services of the device could not be discovered. */
        DISCOVERY_FAILED,
        /** The system's Bluetooth answered with something else. */
        FAILED
    }

    private final Reason reason;

    /** Creates it. */
    public BleConnectException(BleOperation operation, Reason reason, String message, @Nullable Throwable cause) {
        super(operation, message, cause);
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    @Override
    public BleConnectException during(BleOperation other) {
        return new BleConnectException(other, reason, String.valueOf(getMessage()), this);
    }
}
