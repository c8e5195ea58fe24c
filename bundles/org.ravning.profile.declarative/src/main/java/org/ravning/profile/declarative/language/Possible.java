// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Unit;

/**
 * What a quantity can be at all, whatever the file says: a frame with 655 % of humidity or colder than absolute zero is
 * damaged, or none of its kind.
 *
 * @param least the least that can be, or null if nothing is known
 * @param most the most that can be, or null if nothing is known
 */
record Possible(@Nullable BigDecimal least, @Nullable BigDecimal most) {
    static final Possible ANYTHING = new Possible(null, null);
    private static final Possible SHARE = new Possible(BigDecimal.ZERO, BigDecimal.valueOf(100));
    private static final Possible CELSIUS = new Possible(new BigDecimal("-273.15"), null);

    // From what aircraft meet to more than the highest ever measured.
    private static final Possible AIR = new Possible(BigDecimal.valueOf(100), BigDecimal.valueOf(1300));

    static Possible of(Property property) {
        String kind = property.deviceClass();
        if (kind == null) {
            return ANYTHING;
        }
        return switch (kind) {
            case "humidity", "battery", "moisture" -> Unit.PERCENT.equals(property.unit()) ? SHARE : ANYTHING;
            case "temperature" -> Unit.CELSIUS.equals(property.unit()) ? CELSIUS : ANYTHING;
            case "atmospheric_pressure" -> Unit.HECTOPASCAL.equals(property.unit()) ? AIR : ANYTHING;
            default -> ANYTHING;
        };
    }
}
