// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import org.osgi.annotation.versioning.ConsumerType;
import org.ravning.api.BleException;
import org.ravning.codec.capture.CapturedAdvertisement;

/** Hears what an adapter hears. Called on the air's thread. */
@ConsumerType
public interface AirListener {
    /** A packet arrived. */
    void heard(Packet packet);

    /** An advertisement of a capture that is played arrived. */
    void heard(CapturedAdvertisement captured);

    /** Something of a capture that is played could not be understood; the reason is one line. */
    void malformed(String why);

    /** Nothing more will be heard, although nobody asked to stop. */
    void stopped(BleException cause);
}
