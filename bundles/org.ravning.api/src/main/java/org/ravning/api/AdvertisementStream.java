// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A scan whose advertisements are taken, one after the other, by whoever asks. What nobody has taken waits in a queue
 * with the bound and the overflow of the {@link ScanRequest}; {@link #dropped()} counts what was lost. Any number of
 * threads may take; each advertisement goes to one of them. Closing ends the scan and every wait.
 *
 * <pre>{@code
 * try (AdvertisementStream heard = ble.scanner().stream(ScanRequest.everything())) {
 *     for (Advertisement advertisement : heard.within(Duration.ofSeconds(10))) {
 *         out.println(advertisement);
 *     }
 * }
 * }</pre>
 */
@ProviderType
public interface AdvertisementStream extends Subscription {
    /**
     * Waits for the next advertisement and returns it, or nothing when the time is over or the stream has ended
     * ({@link #isActive()} tells which). What still waits when the scan ends can be taken until the stream is closed.
     *
     * @param timeout how long to wait; zero takes only what is there already
     * @throws IllegalStateException if this is called from a listener
     */
    Optional<Advertisement> next(Duration timeout) throws InterruptedException;

    /**
     * Returns the advertisements from now on until the time is over or the stream has ended, for one iteration that waits
     * for each. The time counts from the call of {@code iterator()}. An interrupt ends the iteration; the thread stays
     * interrupted.
     */
    Iterable<Advertisement> within(Duration time);

    /** Returns {@link #within} as a sequential stream of the JDK, whose time counts from its terminal operation. */
    default Stream<Advertisement> stream(Duration time) {
        Iterable<Advertisement> heard = within(time);
        return StreamSupport.stream(heard::spliterator, 0, false);
    }
}
