// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.homie.HomieRoot.States;
import org.ravning.profile.api.ThingState;

/** A thing as it is at the broker. Guarded by its publisher. */
final class ShownDevice {
    final Set<String> targets = new HashSet<>();
    HomieDevice device;
    Map<String, Bytes> attributes = Map.of();
    Bytes word = States.INIT;

    @Nullable
    ThingState state;

    Instant rssiAt = Instant.EPOCH;
    boolean removed;
    /** Whether this gateway speaks for it. */
    boolean ours;

    ShownDevice(HomieDevice device) {
        this.device = device;
    }

    /** Another gateway speaks for it now, and describes it anew. */
    void release() {
        ours = false;
        attributes = Map.of();
        targets.clear();
        rssiAt = Instant.EPOCH;
    }
}
