// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A part of the gateway that comes and goes, and what was started with it: that is closed when the part is replaced or
 * leaves.
 */
final class Slot<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable T part;
    private @Nullable AutoCloseable started;

    /** Starts something with a part. */
    @FunctionalInterface
    interface Starter<T> {
        /** Starts it; what is returned ends it and throws nothing. */
        AutoCloseable start(T part);
    }

    @Nullable
    T get() {
        return part;
    }

    void set(T next, Starter<T> starter) {
        part = next;
        replace(starter.start(next));
    }

    /** Empties the slot if it holds this part; returns whether it did. */
    boolean unset(T old) {
        if (!old.equals(part)) {
            return false;
        }
        clear();
        return true;
    }

    void clear() {
        part = null;
        replace(null);
    }

    private void replace(@Nullable AutoCloseable next) {
        AutoCloseable old;
        lock.lock();
        try {
            old = started;
            started = next;
        } finally {
            lock.unlock();
        }
        if (old != null) {
            try {
                old.close();
            } catch (Exception e) {
                throw new IllegalStateException("closing throws nothing", e);
            }
        }
    }
}
