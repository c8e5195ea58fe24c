// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.tck;

import java.io.IOException;
import org.ravning.tck.Peer;
import org.ravning.tck.SubscriptionContractTest;

class BluezSubscriptionContractTest extends SubscriptionContractTest {
    @Override
    protected Peer openPeer() throws IOException {
        return new BluezPeer();
    }
}
