// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Decoded;

/** Number formats that several of these makers share. */
final class Numbers {
    private static final int WORD = 65_535;

    private Numbers() {}

    /** Returns a number in steps of a hundredth. */
    static BigDecimal hundredths(long raw) {
        return Decimals.scaled(raw, -2);
    }

    /** Returns a number in steps of a tenth. */
    static BigDecimal tenths(long raw) {
        return Decimals.scaled(raw, -1);
    }

    /** Returns a number whose lower byte is the fraction. */
    static BigDecimal fixed(int raw) {
        return Decimals.divided(raw, 256, 4);
    }

    /** Returns the temperature of a Sensirion sensor: 175 degrees over all of 16 bits, from -45. */
    static BigDecimal sensirionTemperature(int raw) {
        return rounded(175.0 * raw / WORD - 45, 2);
    }

    /** Returns the humidity of a Sensirion sensor: 100 % over all of 16 bits. */
    static BigDecimal sensirionHumidity(int raw) {
        return rounded(100.0 * raw / WORD, 2);
    }

    /** Returns a number rounded half up to so many decimals. */
    static BigDecimal rounded(double number, int decimals) {
        return Decimals.plain(BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP));
    }

    /** Returns the charge of a lithium coin cell with this voltage in millivolts, in per cent. */
    static BigDecimal coinCell(int millivolts) {
        if (millivolts >= 3000) {
            return BigDecimal.valueOf(100);
        } else if (millivolts >= 2600) {
            return tenths(600L + millivolts - 2600);
        } else if (millivolts >= 2500) {
            return tenths(400L + 2L * (millivolts - 2500));
        } else if (millivolts >= 2450) {
            return tenths(200L + 4L * (millivolts - 2450));
        }
        return BigDecimal.ZERO;
    }

    /** Says whether the data ends in (or holds) another address than the sender's, where that is known. */
    static boolean isOfAnother(Bytes address, Advertisement advertisement) {
        return advertisement.device() instanceof DeviceAddress known
                && !known.bytes().equals(address);
    }

    /** Says whether this is the sender's address; where that is hidden, nobody can say, and it counts as his. */
    static boolean isOfSender(Bytes address, Advertisement advertisement) {
        return !isOfAnother(address, advertisement);
    }

    static Decoded wrongLength(Bytes data, int needed) {
        return Decoded.Malformed.invalid(data.length() + " bytes, needs " + needed);
    }
}
