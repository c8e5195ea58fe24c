// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import org.ravning.api.BleException;

/** What a raw command does on the lane of its device, alone there until it returns. Runs on a worker and may wait. */
@FunctionalInterface
interface LaneTask {
    /** Does it, within the time that is left, and returns the answer. */
    LaneAnswer perform(Visit visit) throws BleException, InterruptedException;

    /** Says whether a write is what failed, so that its outcome may be unknown. */
    default boolean isWriting() {
        return false;
    }

    /** Says whether it may begin anew if the link turns out to be lost before anything was sent. */
    default boolean isRepeatable() {
        return true;
    }
}
