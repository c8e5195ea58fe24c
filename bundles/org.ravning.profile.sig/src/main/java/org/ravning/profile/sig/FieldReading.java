// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
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
    private static final BigDecimal FAHRENHEIT_OFFSET = BigDecimal.valueOf(32);
    private static final BigDecimal FAHRENHEIT_STEPS = new BigDecimal("1.8");

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
        if ("°F".equals(unit)) {
            BigDecimal celsius = number.subtract(FAHRENHEIT_OFFSET).divide(FAHRENHEIT_STEPS, MathContext.DECIMAL32);
            return Decimals.plain(celsius.setScale(2, RoundingMode.HALF_UP));
        }
        return Decimals.plain(number.scaleByPowerOfTen(exponent));
    }
}
