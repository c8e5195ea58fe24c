// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import org.ravning.api.BackendStatus;
import org.ravning.api.BleUnavailableException;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendEvents;

/** Stands for a simulation whose file holds a mistake: it has no adapter, and its status tells why. */
final class SimFailedBackend implements Backend {
    private final String mistake;

    SimFailedBackend(String mistake) {
        this.mistake = mistake;
    }

    @Override
    public String name() {
        return SimBackend.NAME;
    }

    @Override
    public void start(BackendEvents events) {
        events.status(new BackendStatus(
                name(), BleUnavailableException.Reason.FAILED, mistake, "docs/simulator.md describes the file"));
    }

    @Override
    public void stop() {}
}
