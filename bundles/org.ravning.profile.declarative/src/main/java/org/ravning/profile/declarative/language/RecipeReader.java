// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ravning.api.Bytes;
import org.ravning.profile.declarative.decode.Recipe;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;

/** Reads bytes put together from parts: {@code [address, "d2fc", "bytes 0..1", "bytes -8..-4 reversed", "zeros 9"]}. */
final class RecipeReader {
    private static final Recipe EMPTY = new Recipe(List.of());
    private static final int MOST_ZEROS = 64;
    private static final Pattern SLICE = Pattern.compile("bytes (-?[0-9]{1,4})\\.\\.(-?[0-9]{1,4})?");

    private RecipeReader() {}

    static Recipe read(Settings settings, String name) {
        List<Recipe.Part> parts = new ArrayList<>();
        settings.list(name).forEach(place -> parts.add(part(place)));
        return parts.isEmpty() ? EMPTY : new Recipe(parts);
    }

    private static Recipe.Part part(Place place) {
        String text = place.text().replaceAll("\\s+", " ");
        return text.endsWith(" reversed")
                ? new Recipe.Reversed(plain(place, text.substring(0, text.length() - " reversed".length())))
                : plain(place, text);
    }

    private static Recipe.Part plain(Place place, String text) {
        Matcher slice = SLICE.matcher(text);
        if (slice.matches()) {
            return new Recipe.Slice(
                    Integer.parseInt(slice.group(1)), slice.group(2) == null ? 0 : Integer.parseInt(slice.group(2)));
        } else if (text.matches("zeros [0-9]{1,2}") && zeros(text) <= MOST_ZEROS) {
            return new Recipe.Literal(Bytes.of(new byte[zeros(text)]));
        } else if (text.equals("address")) {
            return new Recipe.Address();
        } else if (text.equals("key")) {
            return new Recipe.Key();
        }
        try {
            return new Recipe.Literal(Bytes.ofHex(text));
        } catch (IllegalArgumentException e) {
            throw place.expected(
                    "address, key, bytes FROM..TO, zeros N, each with \"reversed\" behind it, or hex digits");
        }
    }

    private static int zeros(String text) {
        return Integer.parseInt(text.substring("zeros ".length()));
    }
}
