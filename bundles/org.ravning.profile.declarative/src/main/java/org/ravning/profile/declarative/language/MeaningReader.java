// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.declarative.decode.Expression;
import org.ravning.profile.declarative.decode.Meaning;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;

/** Reads what the number of a field says: a quantity, unless the file says something else. */
final class MeaningReader {
    static final String[] SETTINGS = {
        "is", "flag", "invert", "map", "else", "event", "number", "attributes", "models", "as"
    };

    private MeaningReader() {}

    static Meaning read(String name, Settings settings, Slots slots) {
        if (settings.has("models")) {
            return new Meaning.Model(FieldReader.words(settings.require("models")));
        } else if (settings.has("as")) {
            return special(settings.require("as"));
        } else if (name.startsWith("_")) {
            return new Meaning.Hidden();
        } else if (settings.has("event")) {
            return happening(name, settings, slots);
        } else if (settings.has("map")) {
            return word(name, settings);
        } else if (settings.has("is") || settings.has("bit") || settings.flag("flag") || settings.has("invert")) {
            Set<BigDecimal> truths = new HashSet<>();
            settings.list("is").forEach(place -> truths.add(Decimals.plain(Settings.decimal(place))));
            return new Meaning.Flag(
                    PropertyReader.read(name, PropertyType.BOOLEAN, settings), truths, settings.flag("invert"));
        }
        return new Meaning.Quantity(PropertyReader.read(name, PropertyType.NUMBER, settings));
    }

    private static Meaning special(Place place) {
        return switch (place.text()) {
            case "packet_id" -> new Meaning.PacketId();
            case "counter" -> new Meaning.Counter();
            default -> throw place.expected("packet_id or counter");
        };
    }

    private static Meaning word(String name, Settings settings) {
        Map<BigDecimal, String> words = FieldReader.words(settings.require("map"));
        Set<String> all = new LinkedHashSet<>(words.values());
        String otherwise = settings.text("else");
        if (otherwise != null) {
            all.add(otherwise);
        }
        PropertyType type = new PropertyType.EnumType(List.copyOf(all));
        return new Meaning.Word(PropertyReader.read(name, type, settings), words, otherwise);
    }

    private static Meaning happening(String name, Settings settings, Slots slots) {
        Map<BigDecimal, String> kinds = FieldReader.words(settings.require("event"));
        PropertyType type = new PropertyType.EventType(new ArrayList<>(new LinkedHashSet<>(kinds.values())));
        Map<String, Expression> attributes = new LinkedHashMap<>();
        settings.find("attributes")
                .ifPresent(place -> place.entries()
                        .forEach((attribute, value) ->
                                attributes.put(attribute, value.map(text -> ExpressionParser.parse(text, slots)))));
        return new Meaning.Happening(
                PropertyReader.read(name, type, settings),
                kinds,
                FieldReader.expression(settings, "number", slots),
                attributes);
    }
}
