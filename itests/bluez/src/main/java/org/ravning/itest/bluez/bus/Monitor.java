// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.bus;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A lock over some state, and waiting with a deadline for that state to change. */
public final class Monitor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Reads the state. */
    public <T> T read(Supplier<T> state) {
        lock.lock();
        try {
            return state.get();
        } finally {
            lock.unlock();
        }
    }

    /** Changes the state and wakes everyone who waits for it. */
    public void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the condition on the state holds; says whether it did within the time. */
    public boolean await(Duration timeout, BooleanSupplier condition) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits as {@link #await} does; a condition that does not come true is an assertion error that names it. */
    public void expect(Duration timeout, BooleanSupplier condition, Supplier<String> what) {
        if (!await(timeout, condition)) {
            throw new AssertionError(
                    read(what) + " (waited " + TimeUnit.MILLISECONDS.toSeconds(timeout.toMillis()) + " s)");
        }
    }
}
