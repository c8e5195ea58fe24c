// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a burst through, and then one in each interval. */
public final class RateLimit {
    private final Clock clock;
    private final int burst;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private int left;
    private Instant since;

    /** Begins with a whole burst. */
    public RateLimit(Clock clock, int burst, Duration interval) {
        this.clock = clock;
        this.burst = burst;
        this.interval = interval;
        left = burst;
        since = clock.instant();
    }

    /** Says whether one more may pass now. */
    public boolean tryTake() {
        lock.lock();
        try {
            long earned = Duration.between(since, clock.instant()).toMillis() / interval.toMillis();
            if (earned > 0) {
                left = (int) Math.min(burst, left + earned);
                since = clock.instant();
            }
            if (left <= 0) {
                return false;
            }
            left--;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
