// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.codec.Decimals;
import org.ravning.codec.gatt.DecodedField;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

/**
 * Which property a field of a characteristic's value becomes.
 *
 * @param field the field's name in the codec
 * @param property the property
 * @param exponent the power of ten between the field's unit and the property's
 */
record FieldReading(String field, Property property, int exponent) {

    /** What is never published, by the codec's symbol. */
    private static final Map<String, Conversion> CONVERSIONS = Map.of(
            "°F", new Conversion("-32", new BigDecimal(5).divide(new BigDecimal(9), MathContext.DECIMAL64), 2),
            "lb", new Conversion("0", new BigDecimal("0.45359237"), 3),
            "in", new Conversion("0", new BigDecimal("0.0254"), 3),
            "kPa", new Conversion("0", new BigDecimal("7.50062"), 1),
            "kg/L", new Conversion("0", new BigDecimal(100_000), 1),
            "mol/L", new Conversion("0", new BigDecimal("18015.6"), 1));

    private record Conversion(BigDecimal shift, BigDecimal factor, int decimals) {
        Conversion(String shift, BigDecimal factor, int decimals) {
            this(new BigDecimal(shift), factor, decimals);
        }

        BigDecimal apply(BigDecimal number) {
            return Decimals.plain(number.add(shift).multiply(factor).setScale(decimals, RoundingMode.HALF_UP));
        }
    }

    static FieldReading of(String field, Property property) {
        return new FieldReading(field, property, 0);
    }

    FieldReading as(Property other) {
        return new FieldReading(field, other, exponent);
    }

    // A number that is infinite comes as text: there is no such reading.
    Reading reading(DecodedField told) {
        return new Reading(property, value(told));
    }

    private @Nullable Value value(DecodedField told) {
        if (property.type() instanceof PropertyType.NumberType) {
            return told.number()
                    .map(number -> Value.of(converted(number, told.unit())))
                    .orElse(null);
        } else if (told.value() instanceof Boolean flag) {
            return Value.of(flag.booleanValue());
        }
        return told.value() instanceof String text ? Value.of(text) : null;
    }

    private BigDecimal converted(BigDecimal number, @Nullable String unit) {
        Conversion conversion = unit == null ? null : CONVERSIONS.get(unit);
        return conversion == null || property.unit() == null
                ? Decimals.plain(number.scaleByPowerOfTen(exponent))
                : conversion.apply(number);
    }
}
