// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.command;

import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BlePairingException;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.GattException;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.profile.api.CommandResult.Failure;
import org.ravning.profile.api.CommandResult.Status;
import org.ravning.things.setting.Clean;

/** Says what a failure of Bluetooth means to who gave a command. */
public final class CommandFailures {
    private static final int MESSAGE = 400;

    private CommandFailures() {}

    /**
     * A status and what goes with it.
     *
     * @param status in a word
     * @param failure what went wrong
     */
    public record Outcome(Status status, Failure failure) {}

    /** Returns the outcome, given whether a write was under way. */
    public static Outcome of(BleException e, boolean writing) {
        if (e instanceof BleTimeoutException timeout) {
            return new Outcome(
                    Status.TIMEOUT, failure(writing && timeout.wasSent() ? Code.UNKNOWN_OUTCOME : Code.TIMEOUT, e));
        }
        if (e instanceof BleDisconnectedException lost) {
            return error(writing && lost.wasSent() ? Code.UNKNOWN_OUTCOME : Code.UNREACHABLE, e);
        }
        if (e instanceof BleConnectException connect) {
            return error(code(connect.reason()), e);
        }
        if (e instanceof GattException gatt) {
            Integer att = gatt.attCode().isPresent() ? gatt.attCode().getAsInt() : null;
            return new Outcome(Status.ERROR, new Failure(code(gatt.reason()), message(e), att));
        }
        if (e instanceof BleUnavailableException) {
            return error(Code.UNREACHABLE, e);
        }
        if (e instanceof BlePairingException) {
            return error(Code.PAIRING_REQUIRED, e);
        }
        return error(e instanceof BleUnsupportedException ? Code.DENIED : Code.FAILED, e);
    }

    private static Code code(BleConnectException.Reason reason) {
        return switch (reason) {
            case NO_SLOT -> Code.NO_SLOT;
            case BUSY -> Code.BUSY;
            case NOT_FOUND -> Code.UNREACHABLE;
            case ABORTED, REFUSED, DISCOVERY_FAILED, FAILED -> Code.CONNECT_FAILED;
        };
    }

    private static Code code(GattException.Reason reason) {
        return switch (reason) {
            case AUTHENTICATION -> Code.PAIRING_REQUIRED;
            case ATT_ERROR -> Code.ATT_ERROR;
            case CLAIMED_BY_SYSTEM, NOT_FOUND, NOT_PERMITTED, TOO_LONG, FAILED -> Code.FAILED;
        };
    }

    private static Outcome error(Code code, BleException e) {
        return new Outcome(Status.ERROR, failure(code, e));
    }

    private static Failure failure(Code code, BleException e) {
        return new Failure(code, message(e), null);
    }

    private static String message(BleException e) {
        @Nullable String message = e.getMessage();
        return Clean.text(message == null ? e.getClass().getSimpleName() : message, MESSAGE);
    }
}
