// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import org.ravning.tck.Peer;
import org.ravning.tck.SubscriptionContractTest;

class ScriptedSubscriptionContractTest extends SubscriptionContractTest {
    @Override
    protected Peer openPeer() {
        return new ScriptedContractPeer();
    }
}
