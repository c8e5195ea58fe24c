// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BlePairingException;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.GattException;
import org.ravning.mqtt.command.Outcome;
import org.ravning.profile.api.CommandResult.Code;

/** What failures of Bluetooth are called in a response. */
public final class GattFailures {
    /** What went wrong, and the status that goes with it. */
    public record Named(String status, Outcome.Failure failure) {}

    private GattFailures() {}

    /** Returns the answer to a command that failed so. */
    static LaneAnswer answer(BleException failure, boolean writing) {
        Named named = name(failure, writing);
        return new LaneAnswer(named.status(), named.failure(), null);
    }

    /**
     * Returns what a failure is called.
     *
     * @param writing whether a write was under way, whose outcome may be unknown
     */
    public static Named name(BleException failure, boolean writing) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof BleTimeoutException timeout) {
            return writing && timeout.wasSent()
                    ? error(Code.UNKNOWN_OUTCOME, message, null)
                    : new Named("timeout", failure(Code.TIMEOUT, message, null));
        }
        if (failure instanceof BleDisconnectedException lost) {
            return error(writing && lost.wasSent() ? Code.UNKNOWN_OUTCOME : Code.UNREACHABLE, message, null);
        }
        if (failure instanceof BleConnectException connect) {
            return error(connect(connect.reason()), message, null);
        }
        if (failure instanceof GattException gatt) {
            Integer att = gatt.attCode().isPresent() ? gatt.attCode().getAsInt() : null;
            return new Named("error", new Outcome.Failure(gatt(gatt.reason()), message, att));
        }
        if (failure instanceof BlePairingException) {
            return new Named("error", new Outcome.Failure("pairing_failed", message, null));
        }
        if (failure instanceof BleUnsupportedException) {
            return new Named("error", new Outcome.Failure("unsupported", message, null));
        }
        return error(Code.UNREACHABLE, message, null);
    }

    private static Code connect(BleConnectException.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> Code.UNREACHABLE;
            case NO_SLOT -> Code.NO_SLOT;
            case BUSY -> Code.BUSY;
            default -> Code.CONNECT_FAILED;
        };
    }

    private static String gatt(GattException.Reason reason) {
        return switch (reason) {
            case ATT_ERROR -> word(Code.ATT_ERROR);
            case AUTHENTICATION -> word(Code.PAIRING_REQUIRED);
            case CLAIMED_BY_SYSTEM -> word(Code.DENIED);
            case NOT_FOUND -> "unknown_characteristic";
            case NOT_PERMITTED -> "not_permitted";
            case TOO_LONG -> word(Code.INVALID_VALUE);
            case FAILED -> word(Code.FAILED);
        };
    }

    private static Named error(Code code, String message, @Nullable Integer att) {
        return new Named("error", failure(code, message, att));
    }

    private static Outcome.Failure failure(Code code, String message, @Nullable Integer att) {
        return new Outcome.Failure(word(code), message, att);
    }

    static String word(Code code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
