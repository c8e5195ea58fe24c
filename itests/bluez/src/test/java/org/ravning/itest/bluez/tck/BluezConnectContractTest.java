// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.tck;

import java.io.IOException;
import org.ravning.tck.ConnectContractTest;
import org.ravning.tck.Peer;

class BluezConnectContractTest extends ConnectContractTest {
    @Override
    protected Peer openPeer() throws IOException {
        return new BluezPeer();
    }
}
