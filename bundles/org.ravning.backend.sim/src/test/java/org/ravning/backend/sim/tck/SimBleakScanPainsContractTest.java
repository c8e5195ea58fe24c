// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.tck;

import org.ravning.tck.BleakScanPainsContractTest;
import org.ravning.tck.Peer;

class SimBleakScanPainsContractTest extends BleakScanPainsContractTest {
    @Override
    protected Peer openPeer() {
        return new SimPeer();
    }
}
