// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.ThingOptions;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;

/** Leaves out readings that the user does not want to hear so often. */
final class Sieve {
    private Sieve() {}

    /** Returns the readings that are told, given what was told last of each property. */
    static List<Reading> sift(
            ThingOptions options, List<Reading> readings, Map<String, ThingState.TimedValue> last, Instant at) {
        return options.isNone()
                ? readings
                : readings.stream()
                        .filter(reading -> isTold(
                                options, reading, last.get(reading.property().name()), at))
                        .collect(Collectors.toList());
    }

    private static boolean isTold(
            ThingOptions options, Reading reading, ThingState.@Nullable TimedValue last, Instant at) {
        if (last == null || at.isBefore(last.at())) {
            return true;
        }
        Duration gap = Duration.between(last.at(), at);
        if (gap.compareTo(options.minimumInterval()) < 0) {
            return false;
        }
        BigDecimal band = options.deadBands().get(reading.property().name());
        if (band == null || !isWithin(band, reading.value(), last.value())) {
            return true;
        }
        Duration longest = options.maximumInterval();
        return !longest.isZero() && gap.compareTo(longest) >= 0;
    }

    private static boolean isWithin(BigDecimal band, @Nullable Value now, @Nullable Value before) {
        return now instanceof Value.Numeric fresh
                && before instanceof Value.Numeric old
                && fresh.value().subtract(old.value()).abs().compareTo(band) < 0;
    }
}
