// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.time;

import java.time.Duration;
import java.time.Instant;

/** The clock, a stopwatch that no change of the clock disturbs, and an alarm. */
public interface Time {
    /** Returns the time of day. */
    Instant now();

    /** Returns nanoseconds since some fixed moment; only differences mean something. */
    long nanos();

    /** Runs a task once, after the delay, on a thread that must not be held up. */
    Alarm after(Duration delay, Runnable task);

    /** A task that is to run. */
    @FunctionalInterface
    interface Alarm {
        /** Keeps the task from running, unless it has begun. */
        void cancel();
    }
}
