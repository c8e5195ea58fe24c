// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.tck;

import org.ravning.api.BackendStatus;
import org.ravning.api.BleUnavailableException;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendEvents;
import org.ravning.spi.Radio;

/** A backend without all of its radios but one: the other one is the peer's. */
final class OneAdapterBackend implements Backend {
    private final Backend backend;
    private final String radio;

    OneAdapterBackend(Backend backend, String radio) {
        this.backend = backend;
        this.radio = radio;
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public void start(BackendEvents events) {
        backend.start(new BackendEvents() {
            @Override
            public void radioAdded(Radio added) {
                if (isWanted(added)) {
                    events.radioAdded(added);
                }
            }

            @Override
            public void radioChanged(Radio changed) {
                if (isWanted(changed)) {
                    events.radioChanged(changed);
                }
            }

            @Override
            public void radioRemoved(Radio removed, BleUnavailableException cause) {
                if (isWanted(removed)) {
                    events.radioRemoved(removed, cause);
                }
            }

            @Override
            public void status(BackendStatus status) {
                events.status(status);
            }
        });
    }

    @Override
    public void stop() {
        backend.stop();
    }

    private boolean isWanted(Radio candidate) {
        return candidate.id().name().equals(radio);
    }
}
