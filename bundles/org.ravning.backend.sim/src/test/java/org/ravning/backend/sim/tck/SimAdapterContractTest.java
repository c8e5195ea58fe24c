// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.tck;

import org.ravning.tck.AdapterContractTest;
import org.ravning.tck.Peer;

class SimAdapterContractTest extends AdapterContractTest {
    @Override
    protected Peer openPeer() {
        return new SimPeer();
    }
}
