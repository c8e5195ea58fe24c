// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to connect.
 *
 * @param timeout the one deadline over finding the device, connecting and discovering its services
 * @param operationTimeout the deadline of each later operation, the wait for its turn included
 * @param adapter the adapter to use; null lets core choose the one that hears the device best
 */
public record ConnectOptions(
        Duration timeout,
        Duration operationTimeout,
        @Nullable AdapterId adapter) {
    /** Thirty seconds to connect, ten for each operation, any adapter. */
    public static final ConnectOptions DEFAULT =
            new ConnectOptions(Duration.ofSeconds(30), Duration.ofSeconds(10), null);

    /** Refuses deadlines that are not positive. */
    public ConnectOptions {
        requirePositive(timeout, "timeout");
        requirePositive(operationTimeout, "operationTimeout");
    }

    /** Returns these options with another deadline for connecting. */
    public ConnectOptions withTimeout(Duration newTimeout) {
        return new ConnectOptions(newTimeout, operationTimeout, adapter);
    }

    /** Returns these options with another deadline for each operation. */
    public ConnectOptions withOperationTimeout(Duration newTimeout) {
        return new ConnectOptions(timeout, newTimeout, adapter);
    }

    /** Returns these options with a fixed adapter. */
    public ConnectOptions withAdapter(@Nullable AdapterId newAdapter) {
        return new ConnectOptions(timeout, operationTimeout, newAdapter);
    }

    static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }
}
