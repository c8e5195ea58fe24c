// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import org.osgi.annotation.versioning.ConsumerType;
import org.ravning.api.BleException;

/** Hears what an adapter hears. Called on the air's thread. */
@ConsumerType
public interface AirListener {
    /** A packet arrived. */
    void heard(Packet packet);

    /** Nothing more will be heard, although nobody asked to stop. */
    void stopped(BleException cause);
}
