// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.adapter;

import org.ravning.api.BleUnavailableException;

/**
 * A part of core that follows the adapters. Called in order, with the registry's lock held: it changes its own state and
 * hands on what takes time; it calls no backend and no listener, and does not call the registry.
 */
public interface AdapterObserver {
    /** An adapter is there. */
    void adapterAdded(DefaultBleAdapter adapter);

    /** An adapter was switched on or off, or changed what it offers. */
    void adapterChanged(DefaultBleAdapter adapter);

    /**
     * An adapter left.
     *
     * @param backendLeft whether its backend left too and ends everything by itself
     */
    void adapterRemoved(DefaultBleAdapter adapter, BleUnavailableException cause, boolean backendLeft);
}
