// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import org.osgi.annotation.versioning.ProviderType;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.DisconnectReason;

/** What a link tells core; any thread may call (one at a time per link), and no call blocks. */
@ProviderType
public interface LinkEvents {
    /** A notification or indication arrived; never the value of a read (contract C8). */
    void notification(Characteristic characteristic, Bytes value);

    /** The ATT MTU changed, in bytes. */
    void mtuChanged(int mtu);

    /** The device changed its services. */
    void servicesChanged();

    /**
     * The link ended; told once, also after {@link Link#close()}.
     *
     * @param detail the system's own words, for the log
     */
    void disconnected(DisconnectReason reason, String detail);
}
