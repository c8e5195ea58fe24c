// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import org.jspecify.annotations.Nullable;

/**
 * A value that a device told.
 *
 * @param property which property
 * @param value the value, in the property's unit; null means "not available", as the device says
 */
public record Reading(Property property, @Nullable Value value) {
    /** Refuses a value that does not fit the property's kind. Ranges are not checked: what a device says is a reading. */
    public Reading {
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
