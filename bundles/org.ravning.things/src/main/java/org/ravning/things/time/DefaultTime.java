// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time of a clock, a stopwatch and a scheduler. */
public final class DefaultTime implements Time {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultTime.class);

    private final Clock clock;
    private final LongSupplier nanos;
    private final ScheduledExecutorService scheduler;

    /** Creates it; the scheduler stays the caller's. */
    public DefaultTime(Clock clock, LongSupplier nanos, ScheduledExecutorService scheduler) {
        this.clock = clock;
        this.nanos = nanos;
        this.scheduler = scheduler;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanos() {
        return nanos.getAsLong();
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> future =
                    scheduler.schedule(() -> run(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("closing: an alarm is no longer set");
            return () -> {};
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("An alarm failed", e);
        }
    }
}
