// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnectException.Reason;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BlePairingException;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.DisconnectReason;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What may go wrong on the way to a link, as what connect throws. */
final class ConnectFailures {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectFailures.class);

    private ConnectFailures() {}

    static BleException lost(BleOperation operation, BleDisconnectedException cause) {
        DisconnectReason reason = cause.reason();
        String why = DisconnectReasons.text(reason);
        if (reason == DisconnectReason.ADAPTER_GONE) {
            return unavailable(operation, BleUnavailableException.Reason.ADAPTER_GONE, why);
        }
        if (reason == DisconnectReason.ADAPTER_POWERED_OFF) {
            return unavailable(operation, BleUnavailableException.Reason.POWERED_OFF, why);
        }
        String message = operation + " failed: the link ended before it was ready, " + why;
        return new BleConnectException(operation, Reason.ABORTED, message, cause);
    }

    /** Returns what connect may throw as it is; wraps what else a backend says. */
    static BleException known(BleOperation operation, Reason otherwise, Throwable thrown) {
        if (thrown instanceof BleConnectException
                || thrown instanceof BleUnavailableException
                || thrown instanceof BleTimeoutException
                || thrown instanceof BlePairingException
                || thrown instanceof BleUnsupportedException) {
            return (BleException) thrown;
        }
        if (!(thrown instanceof BleException)) {
            LOG.error("{} failed by a bug of its backend", operation, thrown);
        }
        return new BleConnectException(operation, otherwise, operation + " failed: " + thrown.getMessage(), thrown);
    }

    /** Returns what connect throws when its pairing has failed. */
    static BleException pairing(BleOperation operation, Throwable thrown) {
        return thrown instanceof BleDisconnectedException ended
                ? lost(operation, ended)
                : known(operation, Reason.FAILED, thrown);
    }

    /**
     * Returns what connect throws when the link did not come up.
     *
     * @param unheardFor how long the device was searched for in vain; null if it was heard
     */
    static BleException refused(
            BleOperation operation, DefaultBleAdapter adapter, @Nullable Duration unheardFor, Throwable thrown) {
        if (thrown instanceof BleDisconnectedException lost) {
            return lost(operation, lost);
        }
        if (thrown instanceof BleConnectException refused && refused.reason() == Reason.NOT_FOUND) {
            if (unheardFor != null) {
                String message = operation.device() + " was not heard within " + Durations.text(unheardFor) + ": "
                        + refused.getMessage();
                return new BleConnectException(operation, Reason.NOT_FOUND, message, refused);
            }
        } else if (thrown instanceof BleConnectException refused && refused.reason() == Reason.NO_SLOT) {
            String message = operation + " failed: " + adapter.id() + " has no room for another link; this program has "
                    + adapter.connections() + " there: " + refused.getMessage();
            return new BleConnectException(operation, Reason.NO_SLOT, message, refused);
        }
        return known(operation, Reason.FAILED, thrown);
    }

    /** Returns what connect throws when the services were not discovered. */
    static BleException undiscovered(BleOperation operation, @Nullable Throwable thrown) {
        if (thrown instanceof BleDisconnectedException lost) {
            return lost(operation, lost);
        }
        Throwable cause = thrown == null ? new IllegalStateException("no services") : thrown;
        return known(operation, Reason.DISCOVERY_FAILED, cause);
    }

    private static BleException unavailable(BleOperation operation, BleUnavailableException.Reason reason, String why) {
        return new BleUnavailableException(operation, reason, operation + " failed: " + why, "", null);
    }
}
