// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the advertisements of a scan, and says when there are enough. Any thread may call. */
final class ScanTally {
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong endedAt = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private final long wanted;
    private final long startedAt;

    /** Begins to measure; {@code now} and every later one is a reading of the same clock, in nanoseconds. */
    ScanTally(long wanted, long now) {
        this.wanted = wanted;
        this.startedAt = now;
    }

    boolean isComplete() {
        return count.get() >= wanted;
    }

    /** Says whether there are enough, or the scan was ended. */
    boolean isOver() {
        return end.getCount() == 0;
    }

    /** Counts one that was taken; ends the wait if it was the last that is wanted. */
    void taken(long now) {
        if (count.incrementAndGet() >= wanted) {
            end(now);
        }
    }

    /** Waits until there are enough, or the time is over. */
    void await(long nanos) throws InterruptedException {
        end.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Stops the clock and the wait; the first call counts. */
    void end(long now) {
        endedAt.compareAndSet(0, now);
        end.countDown();
    }

    long count() {
        return count.get();
    }

    /** Returns how long the scan has taken until now, in nanoseconds, at least one. */
    long nanosUntil(long now) {
        return Math.max(1, now - startedAt);
    }

    /** Returns how long the scan took, in nanoseconds, at least one. */
    long nanos() {
        return Math.max(1, endedAt.get() - startedAt);
    }
}
