// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.time.Duration;

/**
 * How long one radio usually hears nothing: the longest of the gaps between its reports in the last ten to twenty minutes.
 * Not for several threads at once.
 */
final class AirHabit {
    private static final long PERIOD = Duration.ofMinutes(10).toMillis();
    private static final int ENOUGH = 16;

    private long last;
    private long reports;
    private long periodBegan;
    private long longestNow;
    private long longestBefore;

    /** Takes note that a discovery begins: the time before is no gap. */
    void begin(long now) {
        last = now;
    }

    /** Takes note of a report. */
    void heard(long now) {
        if (now - periodBegan >= PERIOD) {
            longestBefore = longestNow;
            longestNow = 0;
            periodBegan = now;
        }
        longestNow = Math.max(longestNow, Math.min(now - last, PERIOD));
        last = now;
        reports++;
    }

    /** Returns what is known now, for any thread. */
    Snapshot at(long now) {
        long gap = Math.max(longestNow, longestBefore);
        return new Snapshot(reports, reports >= ENOUGH, Duration.ofMillis(gap), Duration.ofMillis(now - last));
    }

    /**
     * The habit at one moment.
     *
     * @param reports how many were heard in all
     * @param known whether that is enough to know a habit
     * @param gap the longest usual gap
     * @param silence for how long the present discovery has heard nothing
     */
    record Snapshot(long reports, boolean known, Duration gap, Duration silence) {}
}
