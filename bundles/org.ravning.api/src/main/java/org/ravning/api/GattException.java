// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A GATT operation was refused, by the device, by the system, or because it cannot be done. */
public final class GattException extends BleException {
    private static final long serialVersionUID = 1L;

    /** Why a GATT operation was refused. */
    public enum Reason {
        /** The device answered with an ATT error; {@link #attCode()} has it. */
        ATT_ERROR,
        /** The device wants a paired, encrypted or authenticated link. */
        AUTHENTICATION,
        /** The operating system keeps this service for itself; nothing went on air. */
        CLAIMED_BY_SYSTEM,
        /** The device has no such service, characteristic or descriptor. */
        NOT_FOUND,
        /** The attribute does not allow this operation by its properties; nothing went on air. */
        NOT_PERMITTED,
        /** The value is longer than this write can carry; nothing went on air. */
        TOO_LONG,
        /** The system's Bluetooth answered with something else. */
        FAILED
    }

    private static final int NO_CODE = -1;

    private final Reason reason;
    private final int code;

    private GattException(BleOperation operation, Reason reason, int code, String message, @Nullable Throwable cause) {
        super(operation, message, cause);
        this.reason = reason;
        this.code = code;
    }

    /** Creates it for an ATT error code, 0x01 to 0xFF. */
    public static GattException att(BleOperation operation, int code, @Nullable Throwable cause) {
        Reason reason = code == 0x05 || code == 0x0C || code == 0x0F ? Reason.AUTHENTICATION : Reason.ATT_ERROR;
        String message = operation + " failed: ATT error " + AttError.describe(code);
        boolean unpaired = reason == Reason.AUTHENTICATION && operation.device() != null;
        String hint = unpaired ? "; the device may want pairing: ravning pair " + operation.device() : "";
        return new GattException(operation, reason, code, message + hint, cause);
    }

    /** Creates it without an ATT error code. */
    public static GattException of(BleOperation operation, Reason reason, String message, @Nullable Throwable cause) {
        return new GattException(operation, reason, NO_CODE, message, cause);
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns the ATT error code, if the device sent one. */
    public OptionalInt attCode() {
        return code == NO_CODE ? OptionalInt.empty() : OptionalInt.of(code);
    }

    @Override
    public GattException during(BleOperation other) {
        return new GattException(other, reason, code, String.valueOf(getMessage()), this);
    }
}
