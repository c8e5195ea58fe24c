// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.Objects;
import java.util.UUID;

/**
 * A device identity made up by the operating system, valid on this machine only (macOS, iOS).
 *
 * @param value the identifier
 */
public record OpaqueDeviceId(UUID value) implements DeviceId {
    /** Refuses null. */
    public OpaqueDeviceId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String text() {
        return value.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
