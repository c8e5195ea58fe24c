// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.tck;

import java.io.IOException;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.ravning.tck.BleakScanPainsContractTest;
import org.ravning.tck.Peer;

class BluezBleakScanPainsContractTest extends BleakScanPainsContractTest {
    @Override
    protected Peer openPeer() throws IOException {
        return new BluezPeer();
    }

    @Override
    @Test
    @Disabled("bluetoothd tells a passive scan only what has changed; PassiveScanTest changes it and hears it")
    public void pain17_passiveScanning_worksOrSaysWhyAndFallsBack() {}
}
