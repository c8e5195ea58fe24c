// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one line, and names the one that is wrong. Readers refuse by {@link IllegalArgumentException}. */
final class FieldReader {
    private final Map<?, ?> line;

    FieldReader(Map<?, ?> line) {
        this.line = line;
    }

    @Nullable
    String text(String field) throws BadLineException {
        Object value = line.get(field);
        return value == null ? null : string(field, value);
    }

    @Nullable
    Boolean truth(String field) throws BadLineException {
        Object value = line.get(field);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw new BadLineException(field + ": true or false is expected");
    }

    <T> @Nullable T optional(String field, Function<String, T> reader) throws BadLineException {
        String text = text(field);
        return text == null ? null : read(field, text, reader);
    }

    <T> void ifThere(String field, Function<String, T> reader, Consumer<T> use) throws BadLineException {
        String text = text(field);
        if (text != null) {
            use.accept(read(field, text, reader));
        }
    }

    <T> List<T> list(String field, Function<String, T> reader) throws BadLineException {
        Object value = line.get(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw new BadLineException(field + ": a list is expected");
        }
        List<T> list = new ArrayList<>();
        for (Object element : elements) {
            list.add(read(field, string(field, element), reader));
        }
        return list;
    }

    <K, V> Map<K, V> map(String field, Function<String, K> keys, Function<String, V> values) throws BadLineException {
        Object value = line.get(field);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> entries)) {
            throw new BadLineException(field + ": an object is expected");
        }
        Map<K, V> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            map.put(
                    read(field, String.valueOf(entry.getKey()), keys),
                    read(field, string(field, entry.getValue()), values));
        }
        return map;
    }

    private static String string(String field, @Nullable Object value) throws BadLineException {
        if (value instanceof String || value instanceof Number) {
            return value.toString();
        }
        throw new BadLineException(field + ": a text is expected");
    }

    private static <T> T read(String field, String text, Function<String, T> reader) throws BadLineException {
        try {
            return reader.apply(text);
        } catch (NumberFormatException e) {
            throw new BadLineException(field + ": not a whole number");
        } catch (IllegalArgumentException e) {
            throw new BadLineException(field + ": " + e.getMessage());
        }
    }
}
