// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

/** Gives out attribute handles in order. */
final class Handles {
    private int last;

    int next() {
        if (last == 0xFFFF) {
            throw new IllegalArgumentException("a device has at most 65535 attributes");
        }
        return ++last;
    }
}
