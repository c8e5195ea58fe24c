// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import org.ravning.api.BleConnectException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;

/** What the air's adapters fail with. */
final class AirFailures {
    private AirFailures() {}

    static BleConnectException connect(BleConnectException.Reason reason, String message) {
        return new BleConnectException(BleOperation.of("connect"), reason, message, null);
    }

    static BleUnavailableException gone() {
        return new BleUnavailableException(
                BleOperation.of("use"),
                BleUnavailableException.Reason.ADAPTER_GONE,
                "the simulated adapter is gone",
                "",
                null);
    }

    static BleUnavailableException poweredOff() {
        return new BleUnavailableException(
                BleOperation.of("use"),
                BleUnavailableException.Reason.POWERED_OFF,
                "the simulated adapter is switched off",
                "",
                null);
    }
}
