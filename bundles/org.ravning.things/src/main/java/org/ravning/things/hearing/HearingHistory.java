// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.hearing;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a device was heard, and how long a silence is usual for it. Not safe for use by several threads at once.
 *
 * <p>Packets within a second of a sample are the same sighting: a button that sends a burst for each press is not taken
 * for a device that sends ten times a second.
 */
public final class HearingHistory {
    private static final int REMEMBERED = 16;
    private static final int ENOUGH = 3;
    private static final long SAMPLE = Duration.ofSeconds(1).toNanos();

    private final SilenceRule rule;
    private final long[] gaps = new long[REMEMBERED];
    private int known;
    private final long began;
    private long sampledAt;
    private long heardAt;
    private boolean paused;

    /** Creates the history of a device that is heard now, at this reading of the stopwatch. */
    public HearingHistory(SilenceRule rule, long nanos) {
        this(rule, nanos, null);
    }

    /** Creates it for a device whose largest gap was learned before; it counts until it was heard often enough anew. */
    public HearingHistory(SilenceRule rule, long nanos, @Nullable Duration learned) {
        this.rule = rule;
        this.began = nanos;
        this.sampledAt = nanos;
        this.heardAt = nanos;
        if (learned != null) {
            Arrays.fill(gaps, 0, ENOUGH, learned.toNanos());
            known = ENOUGH;
        }
    }

    /** Takes note that the device was heard. */
    public void heard(long nanos) {
        heardAt = nanos;
        long gap = nanos - sampledAt;
        if (paused) {
            paused = false;
            sampledAt = nanos;
        } else if (gap >= SAMPLE) {
            gaps[known++ % REMEMBERED] = gap;
            sampledAt = nanos;
        }
    }

    /** Says that the silence from the last packet to the next is no fault of the device's, and not to be learned. */
    public void pause() {
        paused = true;
    }

    /** Returns how long the device has been silent. */
    public Duration silence(long nanos) {
        return Duration.ofNanos(nanos - heardAt);
    }

    /** Returns how long ago the device was heard first. */
    public Duration age(long nanos) {
        return Duration.ofNanos(nanos - began);
    }

    /** Returns the largest of the last gaps, if there were enough to tell. */
    public Optional<Duration> learned() {
        return known >= ENOUGH ? Optional.of(Duration.ofNanos(largest())) : Optional.empty();
    }

    private long largest() {
        long largest = 0;
        for (int i = 0; i < Math.min(known, REMEMBERED); i++) {
            largest = Math.max(largest, gaps[i]);
        }
        return largest;
    }

    /** Returns how long it may be silent before it counts as away. */
    public Duration allowedSilence() {
        return rule.allowed(Duration.ofNanos(largest()), known >= ENOUGH);
    }
}
