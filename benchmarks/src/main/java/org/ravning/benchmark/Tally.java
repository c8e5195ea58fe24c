// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import com.google.gson.JsonObject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what a receiver hears, and takes the time and the processor time at the first, after a third, and at the end. The
 * last two thirds are "warm". Any thread may call.
 */
final class Tally {
    private static final long LONGEST_SECONDS = 120;

    private final long wanted;
    private final long warmAfter;
    private final AtomicLong count = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Moment first = Moment.now();
    private volatile Moment warm = first;
    private volatile Moment last = first;
    private volatile long dropped;
    private volatile long heapBytes;

    Tally(long wanted) {
        this.wanted = wanted;
        this.warmAfter = wanted / 3;
    }

    private record Moment(long nanos, long processorNanos) {
        static Moment now() {
            Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
            return new Moment(System.nanoTime(), used.toNanos());
        }
    }

    void heard() {
        long now = count.incrementAndGet();
        if (now == 1) {
            first = Moment.now();
        } else if (now == warmAfter) {
            warm = Moment.now();
        } else if (now == wanted) {
            last = Moment.now();
            end.countDown();
        }
    }

    void dropped(long values) {
        dropped = values;
    }

    /** Takes the heap that is in use when all garbage is gone. */
    void heap() {
        System.gc();
        heapBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Waits until all were heard; two minutes at most. */
    void await() throws InterruptedException {
        if (!end.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            last = Moment.now();
        }
    }

    /** Prints the figures as one line of JSON, for {@link Benchmark}. */
    void print() {
        long heard = count.get();
        JsonObject figures = new JsonObject();
        figures.addProperty("heard", heard);
        figures.addProperty("dropped", dropped);
        figures.addProperty("seconds", (last.nanos - first.nanos) / 1e9);
        figures.addProperty("warm_count", heard - warmAfter);
        figures.addProperty("warm_seconds", (last.nanos - warm.nanos) / 1e9);
        figures.addProperty("warm_processor_seconds", (last.processorNanos - warm.processorNanos) / 1e9);
        figures.addProperty("heap_bytes", heapBytes);
        System.out.println(figures);
    }
}
