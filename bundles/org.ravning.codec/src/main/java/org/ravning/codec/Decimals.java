// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Exact decimal numbers from the integers that devices send: 2506 hundredths are 25.06, never 25.060000000000002.
 *
 * <p>Every result has as few decimals as it needs and is never in scientific notation, so that equal numbers are {@code
 * equals} and print alike.
 */
public final class Decimals {
    private Decimals() {}

    /** Returns {@code number} times ten to the power of {@code exponent}. */
    public static BigDecimal scaled(long number, int exponent) {
        return plain(BigDecimal.valueOf(number, -exponent));
    }

    /** Returns {@code number} times {@code factor}. */
    public static BigDecimal times(long number, BigDecimal factor) {
        return plain(BigDecimal.valueOf(number).multiply(factor));
    }

    /** Returns {@code number} divided by {@code divisor}, rounded half up to that many decimals. */
    public static BigDecimal divided(long number, long divisor, int decimals) {
        return plain(BigDecimal.valueOf(number).divide(BigDecimal.valueOf(divisor), decimals, RoundingMode.HALF_UP));
    }

    /** Returns the same number with as few decimals as it needs. */
    public static BigDecimal plain(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
