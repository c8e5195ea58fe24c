// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Bounds how many links are worked on unasked at once, so that commands always find a thread. Nobody waits in here. */
public final class Permits {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<BooleanSupplier> waiting = new ArrayDeque<>();
    private int free;

    /** Creates this many. */
    public Permits(int number) {
        free = number;
    }

    /** Takes one; if there is none, offers one once there is, and the answer says whether it is taken then. */
    boolean take(BooleanSupplier whenFree) {
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return true;
            }
            waiting.add(whenFree);
            return false;
        } finally {
            lock.unlock();
        }
    }

    void giveBack() {
        BooleanSupplier next = next();
        while (next != null && !next.getAsBoolean()) {
            next = next();
        }
    }

    private @Nullable BooleanSupplier next() {
        lock.lock();
        try {
            BooleanSupplier next = waiting.poll();
            if (next == null) {
                free++;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
