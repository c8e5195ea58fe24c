// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;

/**
 * How a characteristic that is one number is sent: as an integer, least significant byte first, times a factor.
 *
 * @param field what the number is called when it is decoded
 * @param width how many bytes, 1 to 4
 * @param signed whether it may be negative
 * @param factor what one step is, in the unit
 * @param unit the unit, or null if it has none
 */
public record NumberForm(
        String field,
        int width,
        boolean signed,
        BigDecimal factor,
        @Nullable String unit) {
    /** Returns the least number that fits. */
    public BigDecimal least() {
        return signed ? scaled(BigInteger.ONE.shiftLeft(8 * width - 1).negate()) : BigDecimal.ZERO;
    }

    /** Returns the greatest number that fits. */
    public BigDecimal greatest() {
        return scaled(
                BigInteger.ONE.shiftLeft(signed ? 8 * width - 1 : 8 * width).subtract(BigInteger.ONE));
    }

    private BigDecimal scaled(BigInteger steps) {
        return Decimals.plain(new BigDecimal(steps).multiply(factor));
    }

    /** Returns the value that stands for the number, rounded to the nearest step; beyond the limits, the limit. */
    public Bytes encode(BigDecimal number) {
        long steps = number.max(least())
                .min(greatest())
                .divide(factor, 0, RoundingMode.HALF_UP)
                .longValue();
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (steps >> 8 * i);
        }
        return Bytes.of(bytes);
    }
}
