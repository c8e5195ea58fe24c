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
 * @param pairing who answers when the device is to be paired before the connection is handed over, unless it is paired
 *     already; null leaves pairing alone. The first deadline then covers the pairing too
 */
public record ConnectOptions(
        Duration timeout,
        Duration operationTimeout,
        @Nullable AdapterId adapter,
        @Nullable PairingAgent pairing) {
    /** Thirty seconds to connect, ten for each operation, any adapter, no pairing. */
    public static final ConnectOptions DEFAULT =
            new ConnectOptions(Duration.ofSeconds(30), Duration.ofSeconds(10), null, null);

    /** Refuses deadlines that are not positive. */
    public ConnectOptions {
        requirePositive(timeout, "timeout");
        requirePositive(operationTimeout, "operationTimeout");
    }

    /** Returns these options with another deadline for connecting. */
    public ConnectOptions withTimeout(Duration newTimeout) {
        return new ConnectOptions(newTimeout, operationTimeout, adapter, pairing);
    }

    /** Returns these options with another deadline for each operation. */
    public ConnectOptions withOperationTimeout(Duration newTimeout) {
        return new ConnectOptions(timeout, newTimeout, adapter, pairing);
    }

    /** Returns these options with a fixed adapter. */
    public ConnectOptions withAdapter(@Nullable AdapterId newAdapter) {
        return new ConnectOptions(timeout, operationTimeout, newAdapter, pairing);
    }

    /** Returns these options with pairing, or with null without. */
    public ConnectOptions withPairing(@Nullable PairingAgent agent) {
        return new ConnectOptions(timeout, operationTimeout, adapter, agent);
    }

    static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }
}
