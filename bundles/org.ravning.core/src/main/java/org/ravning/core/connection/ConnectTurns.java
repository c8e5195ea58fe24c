// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.ravning.core.dispatch.Alarm;
import org.ravning.core.dispatch.CoreThreads;

/**
 * The turns of the attempts to connect through one adapter, first come, first served; but doubtful ones, at devices that
 * were not heard or could not be reached lately, get at least one turn in four and no more while others wait.
 *
 * <p>A radio can begin one link at a time, and bluetoothd aborts attempts that meet. So an attempt has a turn from the
 * moment the system is asked until the link is up or nothing of the attempt is left. While others wait, a turn lasts at
 * most {@link #SLICE}: then its holder is asked to yield, so that a device that does not answer costs those behind it
 * that much and no more.
 */
final class ConnectTurns {
    /** How long a turn lasts while others wait. */
    static final Duration SLICE = Duration.ofSeconds(5);
    /** How many others go before a doubtful one. */
    private static final int OTHERS_FIRST = 3;
    /** How many may wait. */
    static final int CAPACITY = 64;

    private final CoreThreads threads;
    private final IntSupplier parallel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Deque<Turn> doubtful = new ArrayDeque<>();
    private final List<Turn> holding = new ArrayList<>();
    private int passedOver;

    /**
     * Creates it with nobody in turn.
     *
     * @param parallel how many turns there may be at once
     */
    ConnectTurns(CoreThreads threads, IntSupplier parallel) {
        this.threads = threads;
        this.parallel = parallel;
    }

    /** One attempt's place; guarded by the lock. */
    final class Turn {
        private final Runnable begin;
        private final Runnable yield;
        private @Nullable Alarm alarm;
        private boolean sliceOver;
        private boolean asked;

        private Turn(Runnable begin, Runnable yield) {
            this.begin = begin;
            this.yield = yield;
        }

        /** Gives the turn, or the wait for it, up; idempotent. */
        void end() {
            lock.lock();
            try {
                waiting.remove(this);
                doubtful.remove(this);
                holding.remove(this);
                if (alarm != null) {
                    alarm.cancel();
                }
                grant();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits in line; returns null if too many do. Both actions run on a worker.
     *
     * @param isDoubtful whether the device was not heard, or could not be reached lately
     * @param begin runs when it is its turn, perhaps after the end
     * @param yield runs when others wait and the turn has lasted long enough
     */
    @Nullable
    Turn take(boolean isDoubtful, Runnable begin, Runnable yield) {
        lock.lock();
        try {
            if (inLine() >= CAPACITY) {
                return null;
            }
            Turn turn = new Turn(begin, yield);
            (isDoubtful ? doubtful : waiting).add(turn);
            grant();
            askToYield();
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void grant() {
        while (holding.size() < Math.max(1, parallel.getAsInt())) {
            Turn next = next();
            if (next == null) {
                return;
            }
            holding.add(next);
            next.alarm = threads.after(SLICE, () -> sliceOver(next));
            threads.workers().execute(next.begin);
        }
    }

    private @Nullable Turn next() {
        if (doubtful.isEmpty()) {
            passedOver = 0;
            return waiting.poll();
        }
        if (waiting.isEmpty() || passedOver >= OTHERS_FIRST) {
            passedOver = 0;
            return doubtful.poll();
        }
        passedOver++;
        return waiting.poll();
    }

    private int inLine() {
        return waiting.size() + doubtful.size();
    }

    private void sliceOver(Turn turn) {
        lock.lock();
        try {
            turn.sliceOver = true;
            askToYield();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock; asks as many as there are who wait, the oldest first. */
    private void askToYield() {
        long owed = inLine() - holding.stream().filter(turn -> turn.asked).count();
        for (Turn turn : holding) {
            if (owed > 0 && turn.sliceOver && !turn.asked) {
                turn.asked = true;
                owed--;
                threads.workers().execute(turn.yield);
            }
        }
    }

    /** Returns how many wait. */
    int waiting() {
        lock.lock();
        try {
            return inLine();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many have their turn. */
    int holding() {
        lock.lock();
        try {
            return holding.size();
        } finally {
            lock.unlock();
        }
    }
}
