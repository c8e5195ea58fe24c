// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.victron;

import org.ravning.codec.Decimals;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.Value;

/** Adds fields to the readings; of each, the greatest number that its bits can hold means "not available". */
final class Fields {
    private static final int NO_CODE = 0xFF;
    private static final int TEMPERATURE_BITS = 7;
    private static final int COLDEST = -40;

    private Fields() {}

    /** Adds an unsigned number that counts steps of ten to the power of {@code exponent}. */
    static void addUnsigned(ReadingsBuilder readings, BitFields bits, int width, Property property, int exponent) {
        add(readings, property, bits.unsigned(width), (1L << width) - 1, exponent);
    }

    /** Adds a signed number that counts steps of ten to the power of {@code exponent}. */
    static void addSigned(ReadingsBuilder readings, BitFields bits, int width, Property property, int exponent) {
        add(readings, property, bits.signed(width), (1L << width - 1) - 1, exponent);
    }

    /** Adds a temperature of seven bits. */
    static void addTemperature(ReadingsBuilder readings, BitFields bits, Property property) {
        long raw = bits.unsigned(TEMPERATURE_BITS);
        long none = (1 << TEMPERATURE_BITS) - 1;
        add(readings, property, raw + COLDEST, none + COLDEST, 0);
    }

    /** Adds the name of a code of eight bits. */
    static void addCode(ReadingsBuilder readings, BitFields bits, Property property, String kind) {
        long code = bits.unsigned(Byte.SIZE);
        if (code == NO_CODE) {
            readings.add(property, (Value) null);
        } else {
            addName(readings, property, kind, code);
        }
    }

    /** Adds what most records begin with: state and error. */
    static void addStateAndError(ReadingsBuilder readings, BitFields bits) {
        addCode(readings, bits, VictronProperties.STATE, Names.STATE);
        addCode(readings, bits, VictronProperties.CHARGER_ERROR, Names.ERROR);
    }

    /** Adds the name of a number; one without a name is told as it is. */
    static void addName(ReadingsBuilder readings, Property property, String kind, long number) {
        String name = Names.of(kind, number);
        readings.add(property, name == null ? kind + "_" + number : name);
    }

    static void add(ReadingsBuilder readings, Property property, long raw, long notAvailable, int exponent) {
        readings.add(property, raw == notAvailable ? null : Value.of(Decimals.scaled(raw, exponent)));
    }
}
