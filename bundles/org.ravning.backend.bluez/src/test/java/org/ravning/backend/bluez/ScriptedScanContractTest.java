// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import org.ravning.tck.Peer;
import org.ravning.tck.ScanContractTest;

class ScriptedScanContractTest extends ScanContractTest {
    @Override
    protected Peer openPeer() {
        return new ScriptedContractPeer();
    }
}
