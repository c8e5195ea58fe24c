// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One part of a characteristic's value.
 *
 * @param name what it is, in snake_case; lists count from {@code _1}
 * @param value a {@link BigDecimal}, a {@link Boolean} or a {@link String}; null if the device says that it has none
 * @param unit the unit of a number, such as {@code °C}, or null if it has none
 */
public record DecodedField(
        String name, @Nullable Object value, @Nullable String unit) {
    /** Refuses values of other types. */
    public DecodedField {
        Objects.requireNonNull(name, "name");
        if (value != null && !(value instanceof BigDecimal || value instanceof Boolean || value instanceof String)) {
            throw new IllegalArgumentException("not a number, a boolean or a text: " + value.getClass());
        }
    }

    /** Returns the number, or nothing if it is none. */
    public Optional<BigDecimal> number() {
        return value instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
    }

    /** Returns value and unit as people read them, such as {@code 25.06 °C}; {@code -} if there is no value. */
    public String text() {
        if (value == null) {
            return "-";
        }
        if (value instanceof BigDecimal number) {
            return unit == null ? number.toPlainString() : number.toPlainString() + " " + unit;
        }
        return value.toString();
    }
}
