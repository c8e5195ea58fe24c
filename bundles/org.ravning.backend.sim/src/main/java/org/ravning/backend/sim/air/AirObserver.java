// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import org.osgi.annotation.versioning.ConsumerType;

/** Sees adapters come, change and go. Called on the air's thread. */
@ConsumerType
public interface AirObserver {
    /** The air runs; the adapters that were there have been told. */
    void started();

    /** An adapter was plugged in, or was there when the air began to run. */
    void adapterAdded(AirAdapter adapter);

    /** An adapter was switched on or off. */
    void adapterChanged(AirAdapter adapter);

    /** An adapter was unplugged. */
    void adapterRemoved(AirAdapter adapter);
}
