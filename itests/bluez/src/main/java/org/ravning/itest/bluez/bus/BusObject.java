// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.bus;

/** An object of ours on the bus. */
@FunctionalInterface
public interface BusObject {
    /**
     * Handles one call. Runs on the bus's reader thread, in the order of arrival: it must not wait, but may keep the
     * call and answer it later.
     */
    void handle(BusCall call);
}
