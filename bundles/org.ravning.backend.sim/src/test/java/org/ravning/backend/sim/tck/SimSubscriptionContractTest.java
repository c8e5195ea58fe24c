// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.tck;

import org.ravning.tck.Peer;
import org.ravning.tck.SubscriptionContractTest;

class SimSubscriptionContractTest extends SubscriptionContractTest {
    @Override
    protected Peer openPeer() {
        return new SimPeer();
    }
}
