// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.dispatch;

import java.time.Duration;

/** Durations of any length, as numbers and as text. */
public final class Durations {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private Durations() {}

    /** Returns the nanoseconds, at least 0, at most some seventy years. */
    public static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : duration.toNanos();
    }

    /** Returns {@code 10 s} or {@code 250 ms}. */
    public static String text(Duration duration) {
        long millis = nanos(duration) / 1_000_000;
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
