// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.yaml;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of a mapping, whose names were checked. */
public final class Settings {
    private static final int LONGEST_NUMBER = 40;

    private final Place mapping;
    private final Map<String, Place> entries;

    Settings(Place mapping, Map<String, Place> entries) {
        this.mapping = mapping;
        this.entries = entries;
    }

    /** Returns the mapping. */
    public Place place() {
        return mapping;
    }

    /** Returns where a setting stands, if it is there. */
    public Optional<Place> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** Says whether a setting is there. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** Returns where a setting stands that must be there. */
    public Place require(String name) {
        return find(name).orElseThrow(() -> mapping.wrong("\"" + name + "\" is missing"));
    }

    /** Returns the items of a list setting; none if it is not there. */
    public List<Place> list(String name) {
        return find(name).map(Place::items).orElse(List.of());
    }

    /** Returns a text, or null if it is not there. */
    public @Nullable String text(String name) {
        return find(name).map(Place::text).orElse(null);
    }

    /** Returns true or false; false if it is not there. */
    public boolean flag(String name) {
        Place place = entries.get(name);
        if (place == null) {
            return false;
        }
        return switch (place.text().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw place.expected("true or false");
        };
    }

    /** Returns a whole number within limits, or the other if it is not there. */
    public int integer(String name, int otherwise, int least, int most) {
        Place place = entries.get(name);
        if (place == null) {
            return otherwise;
        }
        long number = whole(place);
        if (number < least || number > most) {
            throw place.expected("a whole number from " + least + " to " + most);
        }
        return (int) number;
    }

    /** Returns an exact number, or null if it is not there. */
    public @Nullable BigDecimal decimal(String name) {
        return find(name).map(Settings::decimal).orElse(null);
    }

    /** Returns the whole number at a place: decimal, or hexadecimal with 0x. */
    public static long whole(Place place) {
        try {
            String text = place.text();
            return text.matches("[+-]?[0-9]{1,18}") ? Long.parseLong(text) : Long.decode(text);
        } catch (NumberFormatException e) {
            throw place.expected("a whole number, such as 12 or 0x0c");
        }
    }

    /** Returns the exact number at a place. */
    public static BigDecimal decimal(Place place) {
        try {
            String text = place.text();
            if (text.startsWith("0x")) {
                return BigDecimal.valueOf(whole(place));
            }
            if (text.length() <= LONGEST_NUMBER) {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs(number.scale()) <= LONGEST_NUMBER) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            throw place.expected("a number");
        }
        throw place.expected("a number of at most " + LONGEST_NUMBER + " digits");
    }
}
