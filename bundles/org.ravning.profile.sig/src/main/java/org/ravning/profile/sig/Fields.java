// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Unit;

/** Properties that the measurements of several services have. */
final class Fields {
    /** When it was measured, by the device's own clock: a local time without zone. */
    static final FieldReading MEASURED_AT =
            FieldReading.of("timestamp", diagnostic(Property.text("measured_at", "Measured at")));

    /** Which of the device's users was measured. */
    static final FieldReading USER =
            FieldReading.of("user_id", diagnostic(Property.number("user", "User", null, null)));

    static final FieldReading PULSE = number("pulse_rate", "Pulse rate", Unit.BEATS_PER_MINUTE, null);

    static final FieldReading WEIGHT = FieldReading.of("weight", StandardProperties.WEIGHT);

    static final FieldReading HEIGHT = number("height", "Height", Unit.METRE, "distance");

    private Fields() {}

    /** Returns a number that is called alike in the codec and here. */
    static FieldReading number(String name, String label, @Nullable Unit unit, @Nullable String deviceClass) {
        return FieldReading.of(name, Property.number(name, label, unit, deviceClass));
    }

    static Property diagnostic(Property property) {
        return property.in(Category.DIAGNOSTIC);
    }

    /** Returns the fields of the turning parts of a bicycle, as they are sent. */
    static List<FieldReading> revolutions() {
        return List.of(
                FieldReading.of(
                        "wheel_revolutions",
                        diagnostic(Property.number("wheel_revolutions", "Wheel revolutions", null, null))),
                FieldReading.of(
                        "crank_revolutions",
                        diagnostic(Property.number("crank_revolutions", "Crank revolutions", null, null))));
    }
}
