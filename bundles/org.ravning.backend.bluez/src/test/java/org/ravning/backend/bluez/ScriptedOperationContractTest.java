// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import org.ravning.tck.OperationContractTest;
import org.ravning.tck.Peer;

class ScriptedOperationContractTest extends OperationContractTest {
    @Override
    protected Peer openPeer() {
        return new ScriptedContractPeer();
    }
}
