// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import org.jspecify.annotations.Nullable;

/**
 * A value that a device told.
 *
 * @param property which property
 * @param value the value, in the property's unit; null means "not available", as the device says
 * @param quality how far it can be trusted; {@link Quality#UNAVAILABLE} if and only if there is no value
 */
public record Reading(Property property, @Nullable Value value, Quality quality) {
    /** Creates a reading that is good, or not available if there is no value. */
    public Reading(Property property, @Nullable Value value) {
        this(property, value, value == null ? Quality.UNAVAILABLE : Quality.GOOD);
    }

    /** Refuses a value that does not fit the property's kind. Ranges are not checked: what a device says is a reading. */
    public Reading {
        if ((value == null) != (quality == Quality.UNAVAILABLE)) {
            throw new IllegalArgumentException(property.name() + ": " + value + " cannot be " + quality);
        }
        boolean number = property.type() instanceof PropertyType.NumberType;
        boolean flag = property.type() instanceof PropertyType.BooleanType;
        if (property.isEvent()
                || value instanceof Value.Numeric && !number
                || value instanceof Value.Bool && !flag
                || value instanceof Value.Text && (number || flag)) {
            throw new IllegalArgumentException(property.name() + " cannot be " + value);
        }
    }
}
