// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears adapters come, change and go; calls are serial, on a dispatcher thread, with no lock held. */
@ConsumerType
public interface AdapterListener {
    /** An adapter is there, now or already when the listener was added. */
    default void onAdapterAdded(BleAdapter adapter) {}

    /** An adapter was switched on or off, or changed its name. */
    default void onAdapterChanged(BleAdapter adapter) {}

    /** An adapter left, with the reason. */
    default void onAdapterRemoved(BleAdapter adapter, BleException cause) {}

    /** A backend came, changed its status, or left. */
    default void onBackendStatus(BackendStatus status) {}
}
