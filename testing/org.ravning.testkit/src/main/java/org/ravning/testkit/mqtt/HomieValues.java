// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.mqtt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the convention says of ids, formats and payloads ("Topic IDs", "Payloads", "Formats"); versions 4.0.0 and 5.0.0. */
final class HomieValues {
    private static final Pattern ID_4 = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");
    private static final Pattern ID_5 = Pattern.compile("[a-z0-9-]+");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    private static final Pattern FLOAT = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE]-?[0-9]+)?");
    private static final Set<String> TYPES_4 = Set.of("integer", "float", "boolean", "string", "enum", "color");
    private static final Set<String> TYPES_5 =
            Set.of("integer", "float", "boolean", "string", "enum", "color", "datetime", "duration", "json");

    private final boolean five;

    HomieValues(boolean five) {
        this.five = five;
    }

    boolean isId(String id) {
        return (five ? ID_5 : ID_4).matcher(id).matches();
    }

    boolean isDatatype(String datatype) {
        return (five ? TYPES_5 : TYPES_4).contains(datatype);
    }

    /** Returns what is wrong with a format. */
    Optional<String> format(String datatype, @Nullable String format) {
        return switch (datatype) {
            case "integer", "float" -> format == null ? Optional.empty() : range(datatype, format);
            case "enum" -> words(format);
            case "color" -> colours(format);
            case "boolean" ->
                format == null || five && format.split(",", -1).length == 2 ? Optional.empty() : no("format", format);
            default -> format == null || five ? Optional.empty() : no("format", format);
        };
    }

    private Optional<String> range(String datatype, String format) {
        String[] parts = format.split(":", -1);
        boolean count = five ? parts.length == 2 || parts.length == 3 : parts.length == 2;
        Pattern number = datatype.equals("integer") ? INTEGER : FLOAT;
        boolean numbers = Arrays.stream(parts)
                .allMatch(part -> five && part.isEmpty() || number.matcher(part).matches());
        if (!count || !numbers) {
            return no("range", format);
        }
        boolean closed = !parts[0].isEmpty() && !parts[1].isEmpty();
        boolean backwards = closed && new BigDecimal(parts[0]).compareTo(new BigDecimal(parts[1])) > 0;
        boolean still = parts.length == 3 && !parts[2].isEmpty() && new BigDecimal(parts[2]).signum() <= 0;
        return backwards || still ? no("range", format) : Optional.empty();
    }

    private Optional<String> words(@Nullable String format) {
        if (format == null || format.isEmpty()) {
            return Optional.of("an enum needs a format");
        }
        List<String> words = List.of(format.split(",", -1));
        boolean bad = words.stream().anyMatch(word -> word.isEmpty() || !five && !word.equals(word.strip()));
        return bad || new HashSet<>(words).size() != words.size() ? no("list of words", format) : Optional.empty();
    }

    private Optional<String> colours(@Nullable String format) {
        Set<String> known = five ? Set.of("rgb", "hsv", "xyz") : Set.of("rgb", "hsv");
        List<String> given = format == null ? List.of("") : List.of(format.split(",", -1));
        boolean one = five || given.size() == 1;
        return one && known.containsAll(given) ? Optional.empty() : no("color format", String.valueOf(format));
    }

    /** Returns what is wrong with a payload; nothing if the format is wrong already. */
    Optional<String> payload(String datatype, @Nullable String format, String payload) {
        if (format(datatype, format).isPresent()) {
            return Optional.empty();
        }
        boolean right = switch (datatype) {
            case "integer" ->
                INTEGER.matcher(payload).matches()
                        && new BigInteger(payload).bitLength() < 64
                        && inRange(format, payload);
            case "float" ->
                FLOAT.matcher(payload).matches()
                        && Double.isFinite(Double.parseDouble(payload))
                        && inRange(format, payload);
            case "boolean" -> payload.equals("true") || payload.equals("false");
            case "enum" -> format != null && List.of(format.split(",", -1)).contains(payload);
            case "color" -> colour(format == null ? "" : format, payload);
            case "datetime" -> isTime(payload);
            case "string" -> !payload.isEmpty();
            default -> true;
        };
        return right ? Optional.empty() : no(datatype, payload);
    }

    private static boolean inRange(@Nullable String format, String payload) {
        if (format == null) {
            return true;
        }
        String[] parts = format.split(":", -1);
        BigDecimal number = new BigDecimal(payload);
        return (parts[0].isEmpty() || number.compareTo(new BigDecimal(parts[0])) >= 0)
                && (parts[1].isEmpty() || number.compareTo(new BigDecimal(parts[1])) <= 0);
    }

    private boolean colour(String format, String payload) {
        String[] parts = payload.split(",", -1);
        String kind = five ? parts[0] : format;
        String[] numbers = five ? Arrays.copyOfRange(parts, 1, parts.length) : parts;
        Pattern number = five ? FLOAT : INTEGER;
        if (!List.of(format.split(",", -1)).contains(kind)
                || !Stream.of(numbers).allMatch(n -> number.matcher(n).matches())) {
            return false;
        }
        int[] most = switch (kind) {
            case "rgb" -> new int[] {255, 255, 255};
            case "hsv" -> new int[] {360, 100, 100};
            default -> new int[] {1, 1};
        };
        boolean within = numbers.length == most.length;
        for (int i = 0; within && i < most.length; i++) {
            double value = Double.parseDouble(numbers[i]);
            within = value >= 0 && value <= most[i];
        }
        return within;
    }

    private static boolean isTime(String payload) {
        try {
            LocalDateTime.parse(payload);
            return true;
        } catch (DateTimeException e) {
            try {
                OffsetDateTime.parse(payload);
                return true;
            } catch (DateTimeException f) {
                return false;
            }
        }
    }

    private static Optional<String> no(String what, String text) {
        return Optional.of("no " + what + ": \"" + text + "\"");
    }
}
