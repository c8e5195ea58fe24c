// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.math.BigDecimal;

/** The value of a property: a number, a truth value, or a text. */
public sealed interface Value {
    /**
     * A number, exact: 25.06 is 25.06.
     *
     * @param value the number
     */
    record Numeric(BigDecimal value) implements Value {
        /** Compares by numeric value: 1.0 equals 1.00. */
        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Numeric number && number.value.compareTo(value) == 0;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(value.doubleValue());
        }

        @Override
        public String toString() {
            return value.toPlainString();
        }
    }

    /**
     * A truth value.
     *
     * @param value true is the active state: open, wet, on, motion
     */
    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /**
     * A text, or one of the words of an enumeration.
     *
     * @param value the text; from the air it may hold any character
     */
    record Text(String value) implements Value {
        @Override
        public String toString() {
            return value;
        }
    }

    /** Returns {@code unscaled * 10^-decimals}, as {@code scaled(2506, 2)} is 25.06. */
    static Value scaled(long unscaled, int decimals) {
        return new Numeric(BigDecimal.valueOf(unscaled, decimals));
    }

    /** Returns a number. */
    static Value of(long number) {
        return new Numeric(BigDecimal.valueOf(number));
    }

    /** Returns a number. */
    static Value of(BigDecimal number) {
        return new Numeric(number);
    }

    /** Returns a truth value. */
    static Value of(boolean truth) {
        return new Bool(truth);
    }

    /** Returns a text. */
    static Value of(String text) {
        return new Text(text);
    }
}
