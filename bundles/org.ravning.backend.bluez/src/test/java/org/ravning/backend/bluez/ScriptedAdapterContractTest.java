// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import org.ravning.tck.AdapterContractTest;
import org.ravning.tck.Peer;

class ScriptedAdapterContractTest extends AdapterContractTest {
    @Override
    protected Peer openPeer() {
        return new ScriptedContractPeer();
    }
}
