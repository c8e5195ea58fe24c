// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.codec.Decimals;
import org.ravning.codec.gatt.DecodedValue;

/**
 * How fast something turns, from a counter of its revolutions and the time of the last one, as a bicycle sends them (CSC
 * 1.0, 3.1; CPS 1.1, 3.2). Both begin again at zero. It remembers the last value of one link; threads may share it.
 */
final class Revolutions {
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
    /** A value that comes again so often, a second apart, is of something that stands still. */
    private static final int STANDING = 2;
    /** What nothing on a bicycle reaches: the counter was set back. */
    private static final BigDecimal IMPOSSIBLE = BigDecimal.valueOf(3000);

    private final String counterField;
    private final String timeField;
    private final BigDecimal counterRange;
    private final BigDecimal timeRange;

    private @Nullable BigDecimal counter;
    private @Nullable BigDecimal time;
    private int repeated;
    private BigDecimal last = BigDecimal.ZERO;

    private Revolutions(String part, int counterBits, int timeRange) {
        this.counterField = part + "_revolutions";
        this.timeField = "last_" + part + "_event_time";
        this.counterRange = BigDecimal.valueOf(1L << counterBits);
        this.timeRange = BigDecimal.valueOf(timeRange);
    }

    /** Returns those of a wheel, whose time begins again after so many seconds. */
    static Revolutions ofWheel(int timeRange) {
        return new Revolutions("wheel", 32, timeRange);
    }

    /** Returns those of the cranks. */
    static Revolutions ofCrank() {
        return new Revolutions("crank", 16, 64);
    }

    /** Returns the revolutions per minute; nothing if the value does not tell, or is the first. */
    synchronized Optional<BigDecimal> perMinute(DecodedValue value) {
        Optional<BigDecimal> toldCounter = value.field(counterField).flatMap(field -> field.number());
        Optional<BigDecimal> toldTime = value.field(timeField).flatMap(field -> field.number());
        if (!toldCounter.isPresent() || !toldTime.isPresent()) {
            return Optional.empty();
        }
        BigDecimal counterBefore = counter;
        BigDecimal timeBefore = time;
        counter = toldCounter.get();
        time = toldTime.get();
        if (counterBefore == null || timeBefore == null) {
            return Optional.empty();
        }
        BigDecimal turns = difference(counter, counterBefore, counterRange);
        BigDecimal seconds = difference(time, timeBefore, timeRange);
        return turns.signum() == 0 || seconds.signum() == 0 ? standing() : turning(turns, seconds);
    }

    private Optional<BigDecimal> standing() {
        if (++repeated >= STANDING) {
            last = BigDecimal.ZERO;
        }
        return Optional.of(last);
    }

    private Optional<BigDecimal> turning(BigDecimal turns, BigDecimal seconds) {
        repeated = 0;
        BigDecimal perMinute = turns.multiply(MINUTE).divide(seconds, MathContext.DECIMAL64);
        if (perMinute.compareTo(IMPOSSIBLE) > 0) {
            return Optional.empty();
        }
        last = Decimals.plain(perMinute.setScale(1, RoundingMode.HALF_UP));
        return Optional.of(last);
    }

    private static BigDecimal difference(BigDecimal now, BigDecimal before, BigDecimal range) {
        BigDecimal difference = now.subtract(before);
        return difference.signum() < 0 ? difference.add(range) : difference;
    }
}
