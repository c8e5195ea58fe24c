// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to pair.
 *
 * @param timeout the one deadline over finding the device, connecting, and the pairing with all its questions
 * @param agent who answers what the device asks
 * @param adapter the adapter to use; null lets core choose the one that hears the device best
 */
public record PairingOptions(
        Duration timeout, PairingAgent agent, @Nullable AdapterId adapter) {
    /** A minute, no questions, any adapter. */
    public static final PairingOptions DEFAULT =
            new PairingOptions(Duration.ofSeconds(60), PairingAgent.justWorks(), null);

    /** Refuses a deadline that is not positive. */
    public PairingOptions {
        ConnectOptions.requirePositive(timeout, "timeout");
    }

    /** Returns these options with another deadline. */
    public PairingOptions withTimeout(Duration newTimeout) {
        return new PairingOptions(newTimeout, agent, adapter);
    }

    /** Returns these options with another agent. */
    public PairingOptions withAgent(PairingAgent newAgent) {
        return new PairingOptions(timeout, newAgent, adapter);
    }

    /** Returns these options with a fixed adapter. */
    public PairingOptions withAdapter(@Nullable AdapterId newAdapter) {
        return new PairingOptions(timeout, agent, newAdapter);
    }
}
