// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.time.Duration;

/** When a thing is connected to. */
public sealed interface ConnectionPolicy {
    /** All the time, again after each loss. */
    record KeepConnected() implements ConnectionPolicy {}

    /**
     * At times, to read everything, and for each command.
     *
     * @param interval the time between reads
     */
    record Poll(Duration interval) implements ConnectionPolicy {}

    /** For each command, and a while after. */
    record OnDemand() implements ConnectionPolicy {}
}
