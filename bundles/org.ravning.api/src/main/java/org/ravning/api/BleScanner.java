// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/** Hears advertisements. A service; any thread may call, and any number of scans run at once (contract C15). */
@ProviderType
public interface BleScanner {
    /**
     * Starts a scan; it runs until the subscription is closed, over adapters that come and go.
     *
     * @throws BleUnavailableException if no adapter can be used and the request does not wait for one
     * @throws BleException if the adapter refuses to scan
     */
    Subscription scan(ScanRequest request, AdvertisementListener listener) throws BleException, InterruptedException;

    /**
     * Scans until an advertisement matches, and returns it, or nothing when the time is over.
     *
     * @param match called on a dispatcher thread; must not block
     */
    Optional<Advertisement> findFirst(ScanRequest request, Predicate<? super Advertisement> match, Duration timeout)
            throws BleException, InterruptedException;
}
