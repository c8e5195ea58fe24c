// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.util.List;
import java.util.UUID;

/** A primary service of the peripheral with its characteristics in order. */
public record PeripheralService(UUID uuid, List<PeripheralCharacteristic> characteristics) {
    /** Describes a service. */
    public PeripheralService(UUID uuid, PeripheralCharacteristic... characteristics) {
        this(uuid, List.of(characteristics));
    }
}
