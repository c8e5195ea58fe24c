// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.tck;

import org.ravning.tck.ConnectContractTest;
import org.ravning.tck.Peer;

class SimConnectContractTest extends ConnectContractTest {
    @Override
    protected Peer openPeer() {
        return new SimPeer();
    }
}
