// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

/** A characteristic that is one value, and one property. */
abstract class ShownValue implements Shown {
    private final Property property;

    ShownValue(Property property) {
        this.property = property;
    }

    final String name() {
        return property.name();
    }

    final Decoded told(@Nullable Value value) {
        return Decoded.Readings.of(MODEL, List.of(new Reading(property, value)));
    }

    @Override
    public final List<Property> announced() {
        return List.of(property);
    }

    @Override
    public final Property settable() {
        return property;
    }
}
