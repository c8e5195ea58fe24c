// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A device that is kept connected: it is connected again when the link is lost, for as long as this is open. Any thread
 * may call.
 */
@ProviderType
public interface ManagedConnection extends AutoCloseable {
    /** Returns the device. */
    DeviceId device();

    /** Returns the state now. */
    ManagedState state();

    /**
     * Calls the listener at each change of state, beginning with the state now; calls are serial, in order, on a
     * dispatcher thread. {@link ManagedState.Closed} is the last.
     */
    Subscription onStateChange(ManagedConnectionListener listener);

    /**
     * Ends the link, or the attempt, and the session that runs, which is interrupted. Idempotent; waits a few seconds at
     * most; throws nothing.
     */
    @Override
    void close();
}
