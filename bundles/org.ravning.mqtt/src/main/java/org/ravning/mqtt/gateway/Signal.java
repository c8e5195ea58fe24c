// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How well this gateway hears a thing: the signal, smoothed, and the silence that is usual. Constants as in Home
 * Assistant's habluetooth, which has the longest experience with several scanners. Guarded by its owner.
 */
final class Signal {
    private static final double ALPHA = 0.3;
    private static final int SAMPLES = 16;
    private static final int ENOUGH = 3;
    private static final long MARGIN = Duration.ofSeconds(5).toNanos();
    private static final long CONNECTABLE = Duration.ofSeconds(195).toNanos();
    private static final long OTHERWISE = Duration.ofMinutes(15).toNanos();
    private static final double ABSENT = 2.5;
    private static final int REPORTED_STEP = 3;
    private static final long REPORTED_AGAIN = Duration.ofSeconds(60).toNanos();

    private final boolean connectable;
    private final long[] gaps = new long[SAMPLES];
    private int count;
    private double smoothed = Double.NaN;
    private long last;
    private @Nullable Integer reported;
    private long reportedAt;
    private boolean told;
    private boolean linked;

    Signal(boolean connectable, long now) {
        this.connectable = connectable;
        this.last = now;
    }

    void heard(int rssi, long now) {
        if (Double.isNaN(smoothed)) {
            smoothed = rssi;
        } else {
            learn(now - last);
            smoothed += ALPHA * (rssi - smoothed);
        }
        last = now;
        linked = false;
    }

    /** There is a link to it: it is not silent, and no gap is learned from that. */
    void linked(long now) {
        last = now;
        linked = true;
    }

    /** A silence that made it change hands is no interval of the device. */
    private void learn(long gap) {
        if (!linked && (count < ENOUGH || gap <= ABSENT * window())) {
            gaps[count++ % SAMPLES] = gap;
        }
    }

    /** Returns the smoothed signal in dBm. */
    int rssi() {
        return Double.isNaN(smoothed) ? -127 : (int) Math.round(smoothed);
    }

    /** Returns the signal as the others know it. */
    int told() {
        return reported == null ? rssi() : reported;
    }

    long silence(long now) {
        return now - last;
    }

    /** Returns the silence in nanoseconds that says nothing yet. */
    long window() {
        if (count < ENOUGH) {
            return connectable ? CONNECTABLE : OTHERWISE;
        }
        long largest = 0;
        for (long gap : gaps) {
            largest = Math.max(largest, gap);
        }
        return largest + MARGIN;
    }

    boolean isFresh(long now) {
        return silence(now) <= window();
    }

    /** Says whether others are to hear of it: it is new, changed enough, came or went, or was not told for a while. */
    boolean isNews(long now) {
        Integer current = isFresh(now) ? Integer.valueOf(rssi()) : null;
        if (!told) {
            return current != null;
        }
        if (current == null || reported == null) {
            return current != null || reported != null;
        }
        return Math.abs(current - reported) >= REPORTED_STEP || now - reportedAt >= REPORTED_AGAIN;
    }

    /** Others may have dropped what they were told. */
    void tellAgain() {
        told = false;
    }

    /** Returns what others are to hear: the signal, or null if it is no longer heard. */
    @Nullable
    Integer report(long now) {
        told = true;
        reportedAt = now;
        reported = isFresh(now) ? Integer.valueOf(rssi()) : null;
        return reported;
    }
}
