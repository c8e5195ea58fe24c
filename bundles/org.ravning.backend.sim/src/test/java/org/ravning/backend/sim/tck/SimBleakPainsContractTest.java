// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.tck;

import org.ravning.tck.BleakPainsContractTest;
import org.ravning.tck.Peer;

class SimBleakPainsContractTest extends BleakPainsContractTest {
    @Override
    protected Peer openPeer() {
        return new SimPeer();
    }
}
