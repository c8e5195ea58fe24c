// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.jspecify.annotations.Nullable;

/** Pairing failed, or a device that must be paired is not. */
public final class BlePairingException extends BleException {
    private static final long serialVersionUID = 1L;

    /** Why pairing failed. */
    public enum Reason {
        /** This side or the other cancelled. */
        CANCELLED,
        /** The other side refused. */
        REJECTED,
        /** The keys did not match, or the passkey was wrong. */
        AUTHENTICATION_FAILED,
        /** The device, or the person who was asked, did not answer in time. */
        TIMED_OUT,
        /** The device is being paired already, by this program or another. */
        IN_PROGRESS,
        /** The system's Bluetooth answered with something else. */
        FAILED
    }

    private final Reason reason;

    /** Creates it. */
    public BlePairingException(BleOperation operation, Reason reason, String message, @Nullable Throwable cause) {
        super(operation, message, cause);
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    @Override
    public BlePairingException during(BleOperation other) {
        return new BlePairingException(other, reason, String.valueOf(getMessage()), this);
    }
}
