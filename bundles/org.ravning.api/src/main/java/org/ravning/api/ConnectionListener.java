// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears how a connection fares; calls are serial, in order, on a dispatcher thread, with no lock held. */
@ConsumerType
@FunctionalInterface
public interface ConnectionListener {
    /** Takes the new state. {@link ConnectionState.Disconnected} comes exactly once and last. */
    void onState(ConnectionState state);

    /** Says that the device changed its services: subscriptions to what changed have ended; connect again to see. */
    default void onServicesChanged() {}
}
