// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.mqtt;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long things took, counted in steps of a tenth of a millisecond; any thread may add. */
final class Latencies {
    private static final int STEPS_PER_MS = 10;
    private static final int LONGEST_MS = 60_000;

    private final AtomicLongArray counts = new AtomicLongArray(LONGEST_MS * STEPS_PER_MS + 1);

    void add(double millis) {
        int step = (int) Math.ceil(Math.max(0, millis) * STEPS_PER_MS);
        counts.incrementAndGet(Math.min(step, counts.length() - 1));
    }

    long count() {
        long all = 0;
        for (int i = 0; i < counts.length(); i++) {
            all += counts.get(i);
        }
        return all;
    }

    /** Returns the time in milliseconds that so much of all (0 to 1) took at most. */
    double at(double part) {
        long wanted = (long) Math.ceil(count() * part);
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
            if (sum >= wanted) {
                return i / (double) STEPS_PER_MS;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "median %.1f ms, p99 %.1f ms, p99.9 %.1f ms, most %.1f ms",
                at(0.5),
                at(0.99),
                at(0.999),
                at(1));
    }
}
