// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.UUID;

/**
 * A descriptor of a characteristic.
 *
 * @param uuid its type
 * @param handle its handle
 */
public record Descriptor(UUID uuid, int handle) implements Attribute {
    /** The Client Characteristic Configuration descriptor; subscribing writes it, applications must not. */
    public static final UUID CLIENT_CHARACTERISTIC_CONFIGURATION = BleUuid.of(0x2902);
}
