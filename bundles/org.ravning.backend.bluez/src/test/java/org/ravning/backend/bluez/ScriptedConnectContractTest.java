// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import org.ravning.tck.ConnectContractTest;
import org.ravning.tck.Peer;

class ScriptedConnectContractTest extends ConnectContractTest {
    @Override
    protected Peer openPeer() {
        return new ScriptedContractPeer();
    }
}
