// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.tck;

import java.io.IOException;
import org.ravning.tck.OperationContractTest;
import org.ravning.tck.Peer;

class BluezOperationContractTest extends OperationContractTest {
    @Override
    protected Peer openPeer() throws IOException {
        return new BluezPeer();
    }
}
