// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Unit;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;

/** Makes the property of a field: what is usual for its name, and what the file says. */
final class PropertyReader {
    static final String[] SETTINGS = {"unit", "label", "class", "category"};

    private PropertyReader() {}

    static Property read(String name, PropertyType type, Settings settings) {
        KnownProperties.Usual usual = type instanceof PropertyType.NumberType
                ? KnownProperties.ofNumber(name)
                : type instanceof PropertyType.BooleanType
                        ? KnownProperties.ofFlag(name)
                        : KnownProperties.Usual.NOTHING;
        String label = settings.text("label");
        String deviceClass = settings.text("class");
        Set<Access> access = EnumSet.of(Access.PUBLISHED);
        Unit unit = unit(settings, usual.unit());
        try {
            return new Property(
                    name,
                    label == null ? KnownProperties.label(name) : label,
                    type,
                    unit,
                    access,
                    deviceClass != null ? deviceClass : unit == usual.unit() ? usual.deviceClass() : null,
                    category(settings, usual.category()));
        } catch (IllegalArgumentException e) {
            throw settings.place().wrong(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Unit unit(Settings settings, @Nullable Unit usual) {
        Place place = settings.find("unit").orElse(null);
        if (place == null) {
            return usual;
        }
        return place.text().equals("none")
                ? null
                : Unit.ofSymbol(place.text())
                        .orElseThrow(() -> place.expected("a unit such as °C, %, hPa, V, or none"));
    }

    private static Category category(Settings settings, Category usual) {
        Place place = settings.find("category").orElse(null);
        if (place == null) {
            return usual;
        }
        return switch (place.text().toLowerCase(Locale.ROOT)) {
            case "primary" -> Category.PRIMARY;
            case "diagnostic" -> Category.DIAGNOSTIC;
            case "config" -> Category.CONFIG;
            default -> throw place.expected("primary, diagnostic or config");
        };
    }
}
