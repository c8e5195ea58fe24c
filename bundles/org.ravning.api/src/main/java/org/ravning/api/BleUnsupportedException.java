// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.jspecify.annotations.Nullable;

/** The adapter or the operating system does not offer what was asked for. */
public final class BleUnsupportedException extends BleException {
    private static final long serialVersionUID = 1L;

    private final Capability capability;

    /** Creates it. */
    public BleUnsupportedException(
            BleOperation operation, Capability capability, String message, @Nullable Throwable cause) {
        super(operation, message, cause);
        this.capability = capability;
    }

    /** Returns what is not offered. */
    public Capability capability() {
        return capability;
    }

    @Override
    public BleUnsupportedException during(BleOperation other) {
        return new BleUnsupportedException(other, capability, String.valueOf(getMessage()), this);
    }
}
