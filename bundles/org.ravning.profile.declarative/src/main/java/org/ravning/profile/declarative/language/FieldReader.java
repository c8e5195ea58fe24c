// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.declarative.decode.Expression;
import org.ravning.profile.declarative.decode.Meaning;
import org.ravning.profile.declarative.decode.NumberField;
import org.ravning.profile.declarative.decode.NumberFormat;
import org.ravning.profile.declarative.decode.NumberSource;
import org.ravning.profile.declarative.decode.Scaling;
import org.ravning.profile.declarative.decode.Spot;
import org.ravning.profile.declarative.decode.Step;
import org.ravning.profile.declarative.decode.TextField;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;

/** Reads one field: where it stands, how, and what it says. */
final class FieldReader {
    private static final int LONGEST = 4096;
    private static final int COLOUR_BYTES = 3;
    private static final int MOST_DECIMALS = 9;
    private static final String[] KNOWN = Stream.of(
                    new String[] {
                        "at",
                        "bit_at",
                        "type",
                        "length",
                        "optional",
                        "plain",
                        "bit",
                        "bits",
                        "mask",
                        "none",
                        "none_if",
                        "when",
                        "calc",
                        "scale",
                        "offset",
                        "decimals",
                        "least",
                        "most"
                    },
                    MeaningReader.SETTINGS,
                    PropertyReader.SETTINGS)
            .flatMap(Stream::of)
            .toArray(String[]::new);

    private final Slots slots;
    private final boolean bigEndian;

    /** Creates a reader of fields whose calculations may name those before them. */
    FieldReader(Slots slots, boolean bigEndian) {
        this.slots = slots;
        this.bigEndian = bigEndian;
    }

    /** Reads fields by name, in the order of the file. */
    void read(Place fields, List<Step> into) {
        fields.entries().forEach((name, place) -> into.add(field(name, place)));
    }

    private Step field(String name, Place place) {
        Settings settings = place.settings(KNOWN);
        String type = settings.has("type")
                ? settings.require("type").text().toLowerCase(Locale.ROOT)
                : settings.has("bit_at") ? "u1" : "u8";
        return switch (type) {
            case "text" -> text(name, settings, TextField.Form.TEXT, -1);
            case "colour" -> text(name, settings, TextField.Form.COLOUR, COLOUR_BYTES);
            case "hex" -> text(name, settings, TextField.Form.HEX, -1);
            case "address" -> text(name, settings, TextField.Form.ADDRESS, 6);
            case "address_reversed" -> text(name, settings, TextField.Form.REVERSED_ADDRESS, 6);
            default -> number(name, settings, type);
        };
    }

    private Step text(String name, Settings settings, TextField.Form form, int length) {
        PropertyType type = form == TextField.Form.COLOUR ? TemplateReader.COLOUR : PropertyType.TEXT;
        return new TextField(
                PropertyReader.read(name, type, settings),
                expression(settings, "when"),
                spot(settings),
                settings.integer("length", length, 1, LONGEST),
                form,
                settings.flag("plain"));
    }

    private Step number(String name, Settings settings, String type) {
        Expression when = expression(settings, "when");
        Expression noneIf = expression(settings, "none_if");
        Expression calculation = expression(settings, "calc");
        NumberSource source = calculation != null && !settings.has("at") && !settings.has("bit_at")
                ? null
                : source(name, settings, type);
        if (calculation != null && (settings.has("scale") || settings.has("offset"))) {
            throw settings.place().wrong("calc and scale or offset exclude each other: put it all into calc");
        }
        BigDecimal factor = settings.decimal("scale");
        BigDecimal offset = settings.decimal("offset");
        int slot = declare(name, settings);
        Meaning meaning = MeaningReader.read(name, settings, slots);
        Possible possible =
                meaning instanceof Meaning.Quantity quantity ? Possible.of(quantity.property()) : Possible.ANYTHING;
        BigDecimal least = settings.decimal("least");
        BigDecimal most = settings.decimal("most");
        return new NumberField(
                name,
                when,
                source,
                noneIf,
                calculation,
                new Scaling(factor, offset, settings.integer("decimals", -1, 0, MOST_DECIMALS)),
                least == null ? possible.least() : least,
                most == null ? possible.most() : most,
                slot,
                meaning);
    }

    private int declare(String name, Settings settings) {
        try {
            return slots.declare(name);
        } catch (IllegalArgumentException e) {
            throw settings.place().wrong(String.valueOf(e.getMessage()));
        }
    }

    private NumberSource source(String name, Settings settings, String type) {
        NumberFormat format = settings.find("type")
                .map(place -> place.map(text -> NumberFormat.of(text, bigEndian)))
                .orElseGet(() -> NumberFormat.of(type, bigEndian));
        int shift = 0;
        long mask = -1;
        if (settings.has("bit")) {
            shift = settings.integer("bit", 0, 0, format.bits() - 1);
            mask = 1;
        } else if (settings.has("bits")) {
            Place place = settings.require("bits");
            Range range = Range.of(place, format.bits() - 1);
            shift = range.from();
            mask = lowBits(range.to() - range.from() + 1);
        } else if (settings.has("mask")) {
            mask = Settings.whole(settings.require("mask"));
        }
        if (mask != -1 && !format.isWhole()) {
            throw settings.place().wrong("bit, bits and mask need a whole number, not " + type);
        }
        Set<BigDecimal> none = new HashSet<>();
        settings.list("none").forEach(place -> none.add(BigDecimal.valueOf(Settings.whole(place))));
        int firstBit = settings.integer("bit_at", -1, 0, LONGEST * Byte.SIZE);
        return new NumberSource(name, spot(settings), firstBit, format, shift, mask, none);
    }

    private static long lowBits(int count) {
        return count == Long.SIZE ? -1 : (1L << count) - 1;
    }

    private static Spot spot(Settings settings) {
        boolean next = "next".equals(settings.text("at"));
        int at = next ? Spot.NEXT : settings.integer("at", 0, -LONGEST, LONGEST);
        return new Spot(at, settings.flag("optional"));
    }

    private @Nullable Expression expression(Settings settings, String name) {
        return expression(settings, name, slots);
    }

    static @Nullable Expression expression(Settings settings, String name, Slots slots) {
        return settings.find(name)
                .map(place -> place.map(text -> ExpressionParser.parse(text, slots)))
                .orElse(null);
    }

    /** Reads the words of numbers: {@code {0: idle, 1: running}}. */
    static Map<BigDecimal, String> words(Place place) {
        return place.entries().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> key(entry.getKey(), entry.getValue()),
                        entry -> entry.getValue().text(),
                        (first, second) -> {
                            throw place.wrong("a number is there twice: " + first + ", " + second);
                        },
                        java.util.LinkedHashMap::new));
    }

    private static BigDecimal key(String text, Place place) {
        try {
            return Decimals.plain(BigDecimal.valueOf(Long.decode(text)));
        } catch (NumberFormatException e) {
            throw place.wrong("expected a number before it, found \"" + text + "\"");
        }
    }
}
