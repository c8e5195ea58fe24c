// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a thing is treated. How often its readings are told holds for what a device sends by itself, not for events, nor for
 * what a command reads or sets.
 *
 * @param minimumInterval a reading that comes sooner after the last of its property waits until that time is over, and
 *     only the newest is told then; zero holds back none
 * @param maximumInterval after so long a reading is told though it is within its dead band; zero is never
 * @param deadBands by property: a number that differs from the one told last by less than this is left out
 * @param optimistic whether a value that is set shows at once, {@linkplain Quality#ASSUMED assumed}, until the device
 *     tells its own or the command fails
 * @param model what model it is, for profiles that cannot tell by the bytes alone; null if they can
 */
public record ThingOptions(
        Duration minimumInterval,
        Duration maximumInterval,
        Map<String, BigDecimal> deadBands,
        boolean optimistic,
        @Nullable String model) {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_BANDS = 200;
    private static final int LONGEST_MODEL = 64;
    private static final int MOST_DECIMALS = 100;

    /** Everything is told, when it is true, and the bytes tell the model. */
    public static final ThingOptions NONE = new ThingOptions(Duration.ZERO, Duration.ZERO, Map.of());

    /** Creates options about how often readings are told. */
    public ThingOptions(Duration minimumInterval, Duration maximumInterval, Map<String, BigDecimal> deadBands) {
        this(minimumInterval, maximumInterval, deadBands, false, null);
    }

    /**
     * Checks the ranges: intervals up to a day, the maximum not below the minimum, dead bands of {@linkplain Property
     * properties' names} and above zero, a model of 1 to 64 characters on one line.
     *
     * @throws IllegalArgumentException with one line if a value is out of its range
     */
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
        deadBands.forEach(ThingOptions::checkBand);
        if (model != null && !isModel(model)) {
            throw new IllegalArgumentException(
                    "a model is a text of 1 to " + LONGEST_MODEL + " characters on one line");
        }
    }

    private static void checkBand(String property, BigDecimal band) {
        if (!Property.isName(property)) {
            throw new IllegalArgumentException(
                    "a dead band is that of a property, whose name is 1 to 64 of a-z, 0-9 and _ and begins with a letter");
        }
        if (band.signum() <= 0 || Math.abs((long) band.scale()) > MOST_DECIMALS || band.precision() > MOST_DECIMALS) {
            throw new IllegalArgumentException("the dead band of " + property + " is a number above zero");
        }
    }

    private static boolean isModel(String model) {
        return !model.trim().isEmpty()
                && model.trim().equals(model)
                && model.length() <= LONGEST_MODEL
                && model.codePoints().noneMatch(ThingOptions::breaksText);
    }

    private static boolean breaksText(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static void check(String name, Duration interval) {
        if (interval.isNegative() || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the " + name + " interval is 0 to 86400 seconds");
        }
    }

    /** Returns these options with other intervals. */
    public ThingOptions withIntervals(Duration minimum, Duration maximum) {
        return new ThingOptions(minimum, maximum, deadBands, optimistic, model);
    }

    /** Returns these options with other dead bands. */
    public ThingOptions withDeadBands(Map<String, BigDecimal> bands) {
        return new ThingOptions(minimumInterval, maximumInterval, bands, optimistic, model);
    }

    /** Returns these options with values that are set shown at once, or not. */
    public ThingOptions withOptimistic(boolean newOptimistic) {
        return new ThingOptions(minimumInterval, maximumInterval, deadBands, newOptimistic, model);
    }

    /** Returns these options with another model; null is none. */
    public ThingOptions withModel(@Nullable String newModel) {
        return new ThingOptions(minimumInterval, maximumInterval, deadBands, optimistic, newModel);
    }

    /** Says whether every reading is told. */
    public boolean tellsAll() {
        return minimumInterval.isZero() && deadBands.isEmpty();
    }
}
