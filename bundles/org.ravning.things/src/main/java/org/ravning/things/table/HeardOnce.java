// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.ThingId;

/**
 * Who was heard before, of the last tens of thousands, in 256 kB: one may be forgotten early, and then is heard for the first
 * time once more.
 */
final class HeardOnce {
    private static final int SLOTS = 1 << 16;

    private int @Nullable [] marks;

    /** Takes note of one; returns whether it is heard for the first time. */
    boolean add(ThingId id) {
        int[] all = marks;
        if (all == null) {
            all = new int[SLOTS];
            marks = all;
        }
        int mark = id.hashCode() * 0x9E3779B1;
        int slot = mark >>> 16;
        boolean isNew = all[slot] != mark;
        all[slot] = mark;
        return isNew;
    }
}
