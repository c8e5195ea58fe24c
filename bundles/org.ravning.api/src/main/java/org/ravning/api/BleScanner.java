// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import java.util.List;
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

    /**
     * Returns when and how strongly a device was heard last, by any scan of this program; of several adapters the one that
     * heard it last. Nothing if it was not heard, or so long ago that newer devices took its place.
     */
    Optional<Sighting> lastHeard(DeviceId device);

    /**
     * Starts a scan whose advertisements are taken one by one, in a loop or with a deadline for each.
     *
     * @throws BleUnavailableException if no adapter can be used and the request does not wait for one
     * @throws BleException if the adapter refuses to scan
     */
    AdvertisementStream stream(ScanRequest request) throws BleException, InterruptedException;

    /**
     * Scans for the whole time and returns the newest advertisement of each device, the one heard last at the end; of
     * more than {@value NearbyDevices#DEFAULT_CAPACITY} devices those heard last.
     *
     * @throws BleUnavailableException if no adapter can be used and the request does not wait for one
     * @throws BleException if the adapter refuses to scan
     */
    default List<Advertisement> discover(ScanRequest request, Duration time) throws BleException, InterruptedException {
        NearbyDevices nearby = new NearbyDevices();
        try (AdvertisementStream heard = stream(request)) {
            heard.within(time).forEach(nearby::onAdvertisement);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return nearby.newest();
    }
}
