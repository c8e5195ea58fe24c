// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs everything that happens in an air, one task at a time, in the order in which it was posted.
 *
 * <p>While the air runs, tasks run on its executor; callers only leave them here, so they never wait and may hold any
 * lock. While it stands still nobody listens, and tasks run at once in the caller's thread. The lock {@code turn} keeps
 * the two apart and is held while listeners are called; no caller of the running air takes it.
 */
final class AirLoop {
    private static final Logger LOG = LoggerFactory.getLogger(AirLoop.class);
    private static final long HALT_PATIENCE_MILLIS = 900;

    private final ReentrantLock turn = new ReentrantLock();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Engine engine;
    private volatile @Nullable Instant began;

    /** What the air runs on; each run has its own. */
    private static final class Engine {
        private final ScheduledExecutorService executor;
        private final Clock clock;

        Engine(ScheduledExecutorService executor, Clock clock) {
            this.executor = executor;
            this.clock = clock;
        }
    }

    boolean isRunning() {
        return engine != null;
    }

    /** Leaves a task; it runs after all that were left before. */
    void post(Runnable task) {
        tasks.add(task);
        Engine current = engine;
        if (current != null) {
            try {
                current.executor.execute(this::drain);
                return;
            } catch (RejectedExecutionException e) {
                LOG.debug("the air's executor is shut down; the task runs in its caller", e);
            }
        }
        drain();
    }

    /** Runs a task later; never, if the air stands still or is halted before. */
    AirTimer after(Duration delay, Runnable task) {
        Engine current = engine;
        if (current == null) {
            return AirTimer.NEVER;
        }
        AirTimer timer = new AirTimer(task);
        Runnable due = () -> {
            if (current.equals(engine)) {
                timer.ring();
            }
        };
        try {
            if (delay.isZero()) {
                post(due);
            } else {
                timer.armed(current.executor.schedule(() -> post(due), delay.toNanos(), TimeUnit.NANOSECONDS));
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("the air's executor is shut down; the timer will not ring", e);
        }
        return timer;
    }

    /** Returns the time since the air first ran. */
    Duration elapsed() {
        Engine current = engine;
        Instant start = began;
        if (current == null || start == null) {
            return Duration.ZERO;
        }
        Duration elapsed = Duration.between(start, current.clock.instant());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    /** Lets the air run. */
    void attach(ScheduledExecutorService executor, Clock clock, Runnable first) {
        turn.lock();
        try {
            if (engine != null) {
                throw new IllegalStateException("this air already runs in a backend");
            }
            if (began == null) {
                began = clock.instant();
            }
            engine = new Engine(executor, clock);
        } finally {
            turn.unlock();
        }
        post(first);
    }

    /** Brings the air to a stand; once this returns, no task runs on the executor any more. */
    void detach(Runnable last) {
        boolean ours = lockPatiently();
        try {
            engine = null;
            drainHere();
            run(last);
            drainHere();
        } finally {
            if (ours) {
                turn.unlock();
            }
        }
    }

    private boolean lockPatiently() {
        try {
            if (turn.tryLock(HALT_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            LOG.warn("A listener of the simulated air did not return within {} ms", HALT_PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void drain() {
        if (turn.isHeldByCurrentThread()) {
            return; // the drain further up this stack takes it
        }
        turn.lock();
        try {
            drainHere();
        } finally {
            turn.unlock();
        }
    }

    private void drainHere() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            run(task);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("The simulated air made a mistake", e);
        }
    }
}
