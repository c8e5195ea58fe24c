// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the jobs of one link on shared workers, one at a time, and guards what decides which is next.
 *
 * <pre>
 *   idle --(change, there is work)--&gt; queued --&gt; running --(done)--&gt; idle
 * </pre>
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Executor workers;
    private final Jobs jobs;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean busy;
    private @Nullable Thread worker;

    Lane(Executor workers, Jobs jobs) {
        this.workers = workers;
        this.jobs = jobs;
    }

    /** What there is to do; all but {@link #last} and the jobs themselves are called under the lock. */
    interface Jobs {
        boolean hasWork();

        /** Takes the next job; one that does nothing if there is none. */
        Runnable next();

        /** Takes note that the job is over. */
        void over();

        boolean isClosed();

        /** Ends what a closed link still holds; called on the worker, with no lock held. */
        void last();
    }

    /** Makes a change under the lock, and has it acted upon. */
    void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            kick();
        } finally {
            lock.unlock();
        }
    }

    /** Says whether a job runs or is about to; to be called under the lock. */
    boolean isBusy() {
        return busy;
    }

    /** Says the same to who does not hold the lock. */
    boolean isOccupied() {
        lock.lock();
        try {
            return busy;
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts the job that runs; to be called under the lock. */
    void interrupt() {
        if (worker != null) {
            worker.interrupt();
        }
    }

    private void kick() {
        if (busy || !jobs.hasWork()) {
            return;
        }
        busy = true;
        try {
            workers.execute(this::work);
        } catch (RejectedExecutionException e) {
            LOG.debug("closing: a link is not worked on any more");
        }
    }

    private void work() {
        try {
            begin().run();
        } catch (RuntimeException e) {
            LOG.error("A job of a link failed", e);
        } finally {
            end();
        }
    }

    private Runnable begin() {
        lock.lock();
        try {
            worker = Thread.currentThread();
            return jobs.next();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        boolean closed;
        lock.lock();
        try {
            worker = null;
            closed = jobs.isClosed();
            jobs.over();
        } finally {
            lock.unlock();
        }
        // An interrupt was meant for the job that is over.
        Thread.interrupted();
        if (closed) {
            // Here and now: a pool that is shutting down takes no further job.
            jobs.last();
        }
        change(() -> busy = false);
    }
}
