// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import org.ravning.tck.BleakPainsContractTest;
import org.ravning.tck.Peer;

class ScriptedBleakPainsContractTest extends BleakPainsContractTest {
    @Override
    protected Peer openPeer() {
        return new ScriptedContractPeer();
    }
}
