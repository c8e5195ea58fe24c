// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes the values that a characteristic sends.
 *
 * <p>Calls of one subscription are serial, in order, on a dispatcher thread, with no lock held. A listener that throws is
 * logged and kept. A blocking call of this API from within throws {@link IllegalStateException}.
 */
@ConsumerType
@FunctionalInterface
public interface NotificationListener {
    /** Takes a value and the time it was received. */
    void onValue(Bytes value, Instant at);

    /**
     * Says, once, that no more values will come.
     *
     * @param cause why the link or the characteristic was lost, or null if the subscription was closed
     */
    default void onEnd(@Nullable BleException cause) {}
}
