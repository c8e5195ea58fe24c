// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.util.function.BooleanSupplier;

/** One link's way to a permit. Guarded by its link's lane. */
final class PermitHolder {
    private final Permits permits;
    private boolean awaited;
    private boolean held;

    PermitHolder(Permits permits) {
        this.permits = permits;
    }

    /** Takes a permit or uses the one that is held; if there is none, one is offered when there is. */
    boolean take(BooleanSupplier whenFree) {
        if (held) {
            held = false;
            return true;
        }
        if (awaited) {
            return false;
        }
        awaited = !permits.take(whenFree);
        return !awaited;
    }

    /** Holds a permit that is offered, if it is wanted still. */
    boolean accept(boolean wanted) {
        awaited = false;
        held = wanted;
        return wanted;
    }

    boolean isAwaited() {
        return awaited;
    }

    /** Holds none any more; returns whether one is to be given back. */
    boolean release() {
        boolean was = held;
        held = false;
        return was;
    }
}
