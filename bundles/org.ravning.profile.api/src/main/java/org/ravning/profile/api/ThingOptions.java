// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a thing's readings are told. It holds for what a device sends by itself, not for events, nor for what a
 * command reads or sets.
 *
 * @param minimumInterval a reading that comes sooner after the last of its property is left out; zero leaves out none
 * @param maximumInterval after so long a reading is told though it is within its dead band; zero is never
 * @param deadBands by property: a number that differs from the one told last by less than this is left out
 */
public record ThingOptions(Duration minimumInterval, Duration maximumInterval, Map<String, BigDecimal> deadBands) {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_BANDS = 200;

    /** Everything is told. */
    public static final ThingOptions NONE = new ThingOptions(Duration.ZERO, Duration.ZERO, Map.of());

    /** Checks the ranges: intervals up to a day, the maximum not below the minimum, dead bands above zero. */
    public ThingOptions {
        deadBands = Collections.unmodifiableMap(new TreeMap<>(deadBands));
        check("minimum", minimumInterval);
        check("maximum", maximumInterval);
        if (!maximumInterval.isZero() && maximumInterval.compareTo(minimumInterval) < 0) {
            throw new IllegalArgumentException("the maximum interval is less than the minimum");
        }
        if (deadBands.size() > MOST_BANDS) {
            throw new IllegalArgumentException("more than " + MOST_BANDS + " dead bands");
        }
        deadBands.forEach((property, band) -> {
            if (band.signum() <= 0) {
                throw new IllegalArgumentException("the dead band of " + property + " is a number above zero");
            }
        });
    }

    private static void check(String name, Duration interval) {
        if (interval.isNegative() || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the " + name + " interval is 0 to 86400 seconds");
        }
    }

    /** Says whether everything is told. */
    public boolean isNone() {
        return equals(NONE);
    }
}
