// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.tck;

import org.ravning.tck.OperationContractTest;
import org.ravning.tck.Peer;

class SimOperationContractTest extends OperationContractTest {
    @Override
    protected Peer openPeer() {
        return new SimPeer();
    }
}
