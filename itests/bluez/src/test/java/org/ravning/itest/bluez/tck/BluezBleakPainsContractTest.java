// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.tck;

import java.io.IOException;
import org.ravning.tck.BleakPainsContractTest;
import org.ravning.tck.Peer;

class BluezBleakPainsContractTest extends BleakPainsContractTest {
    @Override
    protected Peer openPeer() throws IOException {
        return new BluezPeer();
    }
}
