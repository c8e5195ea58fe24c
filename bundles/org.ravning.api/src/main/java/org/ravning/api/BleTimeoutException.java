// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A deadline passed. */
public final class BleTimeoutException extends BleException {
    private static final long serialVersionUID = 1L;

    private final Duration after;
    private final boolean sent;

    /**
     * Creates it.
     *
     * @param after the time that was allowed
     * @param sent whether the operation had already been sent, so that its outcome on the device is unknown
     */
    public BleTimeoutException(
            BleOperation operation, Duration after, boolean sent, String message, @Nullable Throwable cause) {
        super(operation, message, cause);
        this.after = after;
        this.sent = sent;
    }

    /** Returns the time that was allowed. */
    public Duration after() {
        return after;
    }

    /** Says whether the operation had been sent before the deadline: a write may then have happened or not. */
    public boolean wasSent() {
        return sent;
    }

    @Override
    public BleTimeoutException during(BleOperation other) {
        return new BleTimeoutException(other, after, sent, String.valueOf(getMessage()), this);
    }
}
