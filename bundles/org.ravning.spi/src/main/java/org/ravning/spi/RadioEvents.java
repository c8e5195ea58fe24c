// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.ravning.api.BleException;

/** What a radio tells core while it scans; any thread may call (one at a time per radio), and no call blocks. */
@ProviderType
public interface RadioEvents {
    /** An advertising packet or scan response was heard. */
    void advertisement(AdvertisementReport report);

    /**
     * Several were heard, in this order and at about the same time. As {@link #advertisement} for each, but listeners are
     * woken once for all of them.
     */
    default void advertisements(List<AdvertisementReport> reports) {
        reports.forEach(this::advertisement);
    }

    /** Something was heard that is no well-formed advertisement; it is counted (contract C13). */
    void malformed(String why);

    /** The scan ended without {@link Radio#stopScan()}. */
    void scanStopped(BleException cause);
}
