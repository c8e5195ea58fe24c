// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.UUID;

/**
 * The identity under which the operating system knows a remote device: an address, or an opaque identifier where the
 * system hides addresses (macOS).
 */
public sealed interface DeviceId permits DeviceAddress, OpaqueDeviceId {
    /** Returns the usual text: {@code AA:BB:CC:DD:EE:FF}, or a UUID in lower case. {@link #parse} reads it back. */
    String text();

    /** Returns the text in lower case without separators, safe in a topic, a file name and a unique id. */
    default String compact() {
        return text().replace(":", "").replace("-", "").toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Reads a device identity as a person or a file writes it: an address with colons, dashes or no separators in any
     * case (its type is then {@link AddressType#UNKNOWN}), or a UUID.
     *
     * @throws IllegalArgumentException if the text is neither; the message says what is expected
     */
    static DeviceId parse(String text) {
        String trimmed = text.trim();
        if (trimmed.length() == 36) {
            try {
                return new OpaqueDeviceId(UUID.fromString(trimmed));
            } catch (IllegalArgumentException e) {
                throw notADevice(text);
            }
        }
        try {
            return DeviceAddress.of(trimmed, AddressType.UNKNOWN);
        } catch (IllegalArgumentException e) {
            throw notADevice(text);
        }
    }

    private static IllegalArgumentException notADevice(String text) {
        return new IllegalArgumentException(
                "not a device: \"" + Printable.of(text, 40) + "\"; expected an address such as AA:BB:CC:DD:EE:FF");
    }
}
