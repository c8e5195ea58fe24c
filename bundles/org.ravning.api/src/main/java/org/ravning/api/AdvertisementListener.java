// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears the advertisements that one scan admits.
 *
 * <p>Calls of one scan are serial, in the order heard, on a dispatcher thread, with no lock held. A listener that throws
 * is logged and kept. A blocking call of this API from within the listener throws {@link IllegalStateException}.
 */
@ConsumerType
@FunctionalInterface
public interface AdvertisementListener {
    /** Takes an advertisement. */
    void onAdvertisement(Advertisement advertisement);

    /**
     * Says that an adapter no longer feeds this scan, with the reason: it is off, unplugged, or its backend left. The
     * scan itself stays, and resumes by itself when an adapter is there.
     */
    default void onAdapterLost(AdapterId adapter, BleException cause) {}

    /** Says that an adapter now feeds this scan: at its start, or on return. */
    default void onAdapterScanning(AdapterId adapter) {}

    /**
     * Says, once, that this scan has ended: it was closed, or its listener was too slow for {@link Overflow#CLOSE}. Not
     * called for a scan that never began.
     */
    default void onEnd() {}
}
