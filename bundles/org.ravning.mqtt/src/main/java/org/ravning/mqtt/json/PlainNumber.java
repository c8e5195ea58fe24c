// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.json;

import java.math.BigDecimal;

/** A number that is written without an exponent, so that everybody can read it: gson writes what {@code toString} says. */
final class PlainNumber extends Number {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ZEROS = 40;

    private final BigDecimal value;

    PlainNumber(BigDecimal value) {
        this.value = value;
    }

    @Override
    public int intValue() {
        return value.intValue();
    }

    @Override
    public long longValue() {
        return value.longValue();
    }

    @Override
    public float floatValue() {
        return value.floatValue();
    }

    @Override
    public double doubleValue() {
        return value.doubleValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlainNumber number && number.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return Math.abs((long) value.scale()) > MOST_ZEROS ? value.toString() : value.toPlainString();
    }
}
