// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number as medical devices send it (IEEE 11073-20601): a decimal mantissa and exponent, or one of five special values.
 *
 * @param kind whether it is a number, or why it is none
 * @param value the number; zero for the special kinds
 */
public record MedicalFloat(Kind kind, BigDecimal value) {
    /** Whether a medical float is a number, or why it is none. */
    public enum Kind {
        /** A number. */
        FINITE,
        /** Not a number: no valid measurement. */
        NAN,
        /** Not at this resolution. */
        NRES,
        /** More than can be said. */
        POSITIVE_INFINITY,
        /** Less than can be said. */
        NEGATIVE_INFINITY,
        /** Reserved. */
        RESERVED
    }

    /** Reads an SFLOAT: the low 16 bits are a signed exponent of 4 bits over a signed mantissa of 12 bits. */
    public static MedicalFloat ofSfloat(int bits) {
        return of(bits << 20 >> 20, bits << 16 >> 28, 0x7FE, 0x800);
    }

    /** Reads a FLOAT: a signed exponent of 8 bits over a signed mantissa of 24 bits. */
    public static MedicalFloat ofFloat(int bits) {
        return of(bits << 8 >> 8, bits >> 24, 0x7FFFFE, 0x800000);
    }

    /** Returns the number, or nothing if it is a special value. */
    public Optional<BigDecimal> finite() {
        return kind == Kind.FINITE ? Optional.of(value) : Optional.empty();
    }

    // The special values are the outermost mantissas with exponent 0.
    private static MedicalFloat of(int mantissa, int exponent, int largest, int lowest) {
        if (exponent == 0) {
            if (mantissa == largest) {
                return special(Kind.POSITIVE_INFINITY);
            } else if (mantissa == largest + 1) {
                return special(Kind.NAN);
            } else if (mantissa == -lowest) {
                return special(Kind.NRES);
            } else if (mantissa == -lowest + 1) {
                return special(Kind.RESERVED);
            } else if (mantissa == -lowest + 2) {
                return special(Kind.NEGATIVE_INFINITY);
            }
        }
        return new MedicalFloat(Kind.FINITE, Decimals.scaled(mantissa, exponent));
    }

    private static MedicalFloat special(Kind kind) {
        return new MedicalFloat(kind, BigDecimal.ZERO);
    }
}
