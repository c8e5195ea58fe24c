// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.util.List;
import java.util.UUID;
import org.ravning.api.Bytes;

/** A descriptor of the peripheral. */
public final class PeripheralDescriptor extends PeripheralAttribute {
    static final String INTERFACE = "org.bluez.GattDescriptor1";

    /** Describes a descriptor with its first value. */
    public PeripheralDescriptor(UUID uuid, Bytes value, Flag... flags) {
        super(INTERFACE, uuid, List.of(flags), value);
    }
}
