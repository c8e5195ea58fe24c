// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.jspecify.annotations.Nullable;

/**
 * What was being done when something failed.
 *
 * @param name a verb phrase such as {@code connect}, {@code read 2a19} or {@code scan}
 * @param device the remote device, if one was concerned
 * @param adapter the adapter, if one was chosen
 */
public record BleOperation(
        String name, @Nullable DeviceId device, @Nullable AdapterId adapter) {
    /** Returns an operation that concerns no device and no adapter in particular. */
    public static BleOperation of(String name) {
        return new BleOperation(name, null, null);
    }

    /** Returns {@code name device (adapter)} as far as they are known. */
    @Override
    public String toString() {
        return name + (device == null ? "" : " " + device) + (adapter == null ? "" : " (" + adapter + ")");
    }
}
