// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The adapters that are there now. A service; any thread may call. */
@ProviderType
public interface BleAdapters {
    /** Returns the adapters in the order of their identities; the order is the same in every run (contract C17). */
    List<BleAdapter> all();

    /** Returns the adapter that is used when none is named: the first that is powered on, one that can connect if there is one. */
    Optional<BleAdapter> defaultAdapter();

    /** Returns every backend's status, by name. */
    List<BackendStatus> backends();

    /**
     * Waits until each backend has said what it found, or the time is over, so that a program that just started can tell
     * "none" from "not yet". Returns whether all have.
     */
    boolean awaitReady(Duration timeout) throws InterruptedException;

    /** Calls the listener for each adapter and backend now, and at each change. */
    Subscription listen(AdapterListener listener);
}
