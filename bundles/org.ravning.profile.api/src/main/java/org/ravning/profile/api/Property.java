// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something a thing tells or can be told. One description drives MQTT, discovery, the console and the dashboard.
 *
 * @param name its key in the state: snake_case, {@code [a-z][a-z0-9_]*}, at most 64 characters
 * @param label a short name for people, such as {@code Temperature}
 * @param type what values it takes
 * @param unit the unit of its numbers, if they have one
 * @param access what can be done with it
 * @param deviceClass Home Assistant's device class, such as {@code temperature}, if one fits
 * @param category how much people care for it
 */
public record Property(
        String name,
        String label,
        PropertyType type,
        @Nullable Unit unit,
        Set<Access> access,
        @Nullable String deviceClass,
        Category category) {
    /** Checks the name, and that the unit fits the class: a temperature is not told in per cent. Copies the set. */
    public Property {
        if (!isName(name)) {
            throw new IllegalArgumentException("a property name is snake_case, not \"" + name + "\"");
        }
        Objects.requireNonNull(label, "label");
        EnumSet<Access> copy = EnumSet.noneOf(Access.class);
        copy.addAll(access);
        access = Collections.unmodifiableSet(copy);
        if (unit != null && !(type instanceof PropertyType.NumberType)) {
            throw new IllegalArgumentException(name + ": only numbers have a unit");
        }
        if (type instanceof PropertyType.NumberType) {
            QuantityRule.reject(name, deviceClass, unit).ifPresent(why -> {
                throw new IllegalArgumentException(why);
            });
        }
    }

    /** Returns a published number. */
    public static Property number(String name, String label, @Nullable Unit unit, @Nullable String deviceClass) {
        return new Property(
                name, label, PropertyType.NUMBER, unit, Set.of(Access.PUBLISHED), deviceClass, Category.PRIMARY);
    }

    /** Returns a published truth value. */
    public static Property flag(String name, String label, @Nullable String deviceClass) {
        return new Property(
                name, label, PropertyType.BOOLEAN, null, Set.of(Access.PUBLISHED), deviceClass, Category.PRIMARY);
    }

    /** Returns a published text. */
    public static Property text(String name, String label) {
        return new Property(name, label, PropertyType.TEXT, null, Set.of(Access.PUBLISHED), null, Category.PRIMARY);
    }

    /** Returns an event, such as a button. */
    public static Property event(String name, String label, String... types) {
        return new Property(
                name,
                label,
                new PropertyType.EventType(java.util.List.of(types)),
                null,
                Set.of(Access.PUBLISHED),
                null,
                Category.PRIMARY);
    }

    /** Returns this property in another category. */
    public Property in(Category other) {
        return new Property(name, label, type, unit, access, deviceClass, other);
    }

    /** Returns this property with another access. */
    public Property with(Access... others) {
        return new Property(name, label, type, unit, Set.of(others), deviceClass, category);
    }

    /** Returns the property for one of several of a kind: {@code temperature_2}, labelled {@code Temperature 2}. */
    public Property numbered(int index) {
        return new Property(name + "_" + index, label + " " + index, type, unit, access, deviceClass, category);
    }

    /** Says whether it can be set. */
    public boolean isSettable() {
        return access.contains(Access.SETTABLE);
    }

    /** Says whether it is an event. */
    public boolean isEvent() {
        return type instanceof PropertyType.EventType;
    }

    static boolean isName(String name) {
        if (name.isEmpty() || name.length() > 64 || name.charAt(0) < 'a' || name.charAt(0) > 'z') {
            return false;
        }
        return name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_');
    }
}
