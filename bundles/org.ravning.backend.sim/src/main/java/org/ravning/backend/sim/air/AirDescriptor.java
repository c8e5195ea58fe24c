// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.util.UUID;
import org.ravning.api.Bytes;

/** A descriptor of a simulated device. */
public final class AirDescriptor extends AirAttribute {
    private final boolean writable;

    AirDescriptor(AirDevice device, UUID uuid, int handle, Payload value, boolean writable) {
        super(device, uuid, handle, value);
        this.writable = writable;
    }

    @Override
    boolean isReadable() {
        return true;
    }

    @Override
    boolean isWritable(boolean withResponse) {
        return writable;
    }

    @Override
    void changed(Bytes bytes) {}
}
