// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Time that stands still until a test moves it: a clock and a scheduler that agree.
 *
 * <p>{@link #advance} runs what falls due, in the order of its times, on the calling thread. Any thread may schedule.
 */
public final class ManualTime {
    /** Where the time begins. */
    public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Clock clock = new ManualClock(ZoneOffset.UTC);

    /** Returns the clock. */
    public Clock clock() {
        return clock;
    }

    /** Returns the scheduler. */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** Moves the time on, stopping at each task that falls due to run it. */
    public void advance(Duration by) {
        scheduler.advance(by);
    }

    /** Runs what is due now. */
    public void runDue() {
        scheduler.advance(Duration.ZERO);
    }

    /** Returns how many tasks wait for their time. */
    public int pending() {
        return scheduler.pending();
    }

    /** Returns the time since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(scheduler.nanos());
    }

    private final class ManualClock extends Clock {
        private final ZoneId zone;

        ManualClock(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new ManualClock(other);
        }

        @Override
        public Instant instant() {
            return START.plus(elapsed());
        }
    }
}
