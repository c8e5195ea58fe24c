// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.jspecify.annotations.Nullable;

/** The link was lost, or had been lost, when an operation needed it. */
public final class BleDisconnectedException extends BleException {
    private static final long serialVersionUID = 1L;

    private final DisconnectReason reason;
    private final boolean sent;

    /**
     * Creates it.
     *
     * @param sent whether the operation had already been sent, so that its outcome on the device is unknown
     */
    public BleDisconnectedException(
            BleOperation operation, DisconnectReason reason, boolean sent, String message, @Nullable Throwable cause) {
        super(operation, message, cause);
        this.reason = reason;
        this.sent = sent;
    }

    /** Returns why the link ended. */
    public DisconnectReason reason() {
        return reason;
    }

    /** Says whether the operation had been sent before the link ended: a write may then have happened or not. */
    public boolean wasSent() {
        return sent;
    }

    @Override
    public BleDisconnectedException during(BleOperation other) {
        return new BleDisconnectedException(other, reason, sent, String.valueOf(getMessage()), this);
    }
}
