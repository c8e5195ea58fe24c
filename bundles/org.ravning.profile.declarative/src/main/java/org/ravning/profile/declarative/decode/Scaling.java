// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.ravning.codec.Decimals;

/**
 * From a raw number to the value: times a factor, plus an offset, rounded.
 *
 * @param factor what it is multiplied by, or null
 * @param offset what is added after that, or null
 * @param decimals how many decimals are kept (half is rounded up), or -1 for all
 */
public record Scaling(@Nullable BigDecimal factor, @Nullable BigDecimal offset, int decimals) {
    /** The number as it is. */
    public static final Scaling NONE = new Scaling(null, null, -1);

    // What a calculation in double precision can be trusted for.
    private static final MathContext TRUSTED = new MathContext(12, RoundingMode.HALF_UP);

    BigDecimal apply(BigDecimal raw) {
        BigDecimal number = factor == null ? raw : raw.multiply(factor);
        number = offset == null ? number : number.add(offset);
        number = decimals < 0 || number.scale() <= decimals ? number : number.setScale(decimals, RoundingMode.HALF_UP);
        return Decimals.plain(number);
    }

    /** Returns the result of a calculation as a decimal number. */
    static BigDecimal rounded(double calculated) {
        return BigDecimal.valueOf(calculated).round(TRUSTED);
    }
}
