// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.List;
import java.util.UUID;

/**
 * A GATT service of a remote device.
 *
 * @param uuid its type
 * @param handle its handle
 * @param primary whether it is a primary service
 * @param characteristics its characteristics in handle order
 */
public record GattService(UUID uuid, int handle, boolean primary, List<Characteristic> characteristics) {
    /** Copies the list. */
    public GattService {
        characteristics = List.copyOf(characteristics);
    }
}
