// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A task that waits for its time; cancelled, it never runs, not even when it was due already. */
final class AirTimer {
    /** A timer that will not ring. */
    static final AirTimer NEVER = new AirTimer(() -> {});

    private final Runnable task;
    private volatile boolean over;
    private volatile @Nullable Future<?> future;

    AirTimer(Runnable task) {
        this.task = task;
    }

    void armed(Future<?> scheduled) {
        future = scheduled;
    }

    void cancel() {
        over = true;
        Future<?> scheduled = future;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    boolean isOver() {
        return over;
    }

    void ring() {
        if (!over) {
            over = true;
            task.run();
        }
    }
}
