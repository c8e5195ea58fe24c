// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.jspecify.annotations.Nullable;

/** Bluetooth cannot be used now: no adapter, switched off, not allowed, or gone while it was in use. */
public final class BleUnavailableException extends BleException {
    private static final long serialVersionUID = 1L;

    /** Why Bluetooth cannot be used. */
    public enum Reason {
        /** No backend for this operating system is installed. */
        NO_BACKEND,
        /** The system's Bluetooth service (bluetoothd, the D-Bus system bus) is not there. */
        NO_SERVICE,
        /** There is no adapter, or not the one that was asked for. */
        NO_ADAPTER,
        /** The adapter's radio is off or blocked. */
        POWERED_OFF,
        /** The system refuses access; the hint says which group or policy is missing. */
        NOT_AUTHORIZED,
        /** The adapter, its backend or the system's Bluetooth service left while it was in use. */
        ADAPTER_GONE,
        /** The system's Bluetooth answered with something else. */
        FAILED
    }

    private final Reason reason;
    private final String hint;

    /** Creates it; the hint says what to do next and becomes part of the message (may be empty). */
    public BleUnavailableException(
            BleOperation operation, Reason reason, String message, String hint, @Nullable Throwable cause) {
        super(operation, hint.isEmpty() ? message : message + "; " + hint, cause);
        this.reason = reason;
        this.hint = hint;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns what to do next, or an empty text. */
    public String hint() {
        return hint;
    }

    @Override
    public BleUnavailableException during(BleOperation other) {
        String message = String.valueOf(getMessage());
        return new BleUnavailableException(other, reason, withoutHint(message), hint, this);
    }

    private String withoutHint(String message) {
        return hint.isEmpty() ? message : message.substring(0, message.length() - hint.length() - 2);
    }
}
