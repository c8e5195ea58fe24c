// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import org.osgi.annotation.versioning.ConsumerType;
import org.ravning.api.Bytes;

/** Bytes that may change with time: an advertisement's, or a value's. May be asked from any thread. */
@FunctionalInterface
@ConsumerType
public interface Payload {
    /** Nothing. */
    Payload EMPTY = of(Bytes.EMPTY);

    /** Returns the bytes of this moment. */
    Bytes at(Moment moment);

    /** Returns a payload that never changes. */
    static Payload of(Bytes bytes) {
        return moment -> bytes;
    }
}
