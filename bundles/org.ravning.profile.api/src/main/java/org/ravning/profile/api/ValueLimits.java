// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What no device can measure: more than everything, or colder than absolute zero. A device that says so has no value to
 * tell, or its frame is not what it seems. Any thread.
 */
public final class ValueLimits {
    private static final BigDecimal ABSOLUTE_ZERO = new BigDecimal("-273.15");
    private static final BigDecimal EVERYTHING = BigDecimal.valueOf(100);

    private ValueLimits() {}

    /** Returns why the property cannot have the value, such as {@code humidity 655.35 %}, or nothing if it can. */
    public static Optional<String> reject(Property property, @Nullable Value value) {
        return value instanceof Value.Numeric number && isImpossible(property, number.value())
                ? Optional.of(property.name() + " " + number + " "
                        + (property.unit() == null ? "" : property.unit().symbol()))
                : Optional.empty();
    }

    private static boolean isImpossible(Property property, BigDecimal number) {
        String quantity = property.deviceClass();
        if (quantity == null) {
            return false;
        }
        return switch (quantity) {
            case "temperature" -> number.compareTo(ABSOLUTE_ZERO) < 0;
            case "humidity", "battery", "moisture" -> number.signum() < 0 || number.compareTo(EVERYTHING) > 0;
            default -> false;
        };
    }
}
