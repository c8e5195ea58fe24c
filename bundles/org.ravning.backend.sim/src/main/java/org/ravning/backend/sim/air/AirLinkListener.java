// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import org.osgi.annotation.versioning.ConsumerType;
import org.ravning.api.Bytes;
import org.ravning.api.DisconnectReason;

/** What a link tells its central. Called on the air's thread. */
@ConsumerType
public interface AirLinkListener {
    /** A notification or indication arrived, of the characteristic with this handle. */
    void notification(int handle, Bytes value);

    /** The ATT MTU changed, in bytes. */
    void mtuChanged(int mtu);

    /** The device has other services now. */
    void servicesChanged();

    /** The link ended; told once. */
    void ended(DisconnectReason reason, String detail);
}
