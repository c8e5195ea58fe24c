// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import org.osgi.annotation.versioning.ProviderType;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleUnavailableException;

/** What a backend tells core about itself; any thread may call, and no call blocks. */
@ProviderType
public interface BackendEvents {
    /** A radio is there. */
    void radioAdded(Radio radio);

    /** A radio was switched on or off, or changed its label or capabilities. */
    void radioChanged(Radio radio);

    /**
     * A radio left. Core ends its scan and links with this cause; the backend need not tell each.
     */
    void radioRemoved(Radio radio, BleUnavailableException cause);

    /** Tells whether the system's Bluetooth was reached; call at start and at each change. */
    void status(BackendStatus status);
}
