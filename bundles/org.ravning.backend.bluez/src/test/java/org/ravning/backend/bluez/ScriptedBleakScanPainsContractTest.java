// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import org.ravning.tck.BleakScanPainsContractTest;
import org.ravning.tck.Peer;

class ScriptedBleakScanPainsContractTest extends BleakScanPainsContractTest {
    @Override
    protected Peer openPeer() {
        return new ScriptedContractPeer();
    }
}
