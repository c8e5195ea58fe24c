// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A task on a pooled thread that can be interrupted, before it begins too, without the interrupt reaching another. */
final class InterruptibleTask implements Runnable {
    private final Runnable work;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread runner;
    private boolean interrupted;

    InterruptibleTask(Runnable work) {
        this.work = work;
    }

    @Override
    public void run() {
        lock.lock();
        try {
            runner = Thread.currentThread();
            if (interrupted) {
                runner.interrupt();
            }
        } finally {
            lock.unlock();
        }
        try {
            work.run();
        } finally {
            lock.lock();
            try {
                runner = null;
                Thread.interrupted();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Interrupts it. */
    void interrupt() {
        lock.lock();
        try {
            interrupted = true;
            if (runner != null) {
                runner.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says whether this thread runs it. */
    boolean isCurrent() {
        lock.lock();
        try {
            return runner == Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }
}
