// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.Locale;
import java.util.function.Predicate;
import org.ravning.things.record.ThingNameRule;

/** Makes the names of things: a topic level that people can read, such as {@code ruuvitag-334c88}. */
final class ThingNames {
    private static final int MODEL_LENGTH = 40;
    private static final int TAIL = 6;

    private ThingNames() {}

    /**
     * Returns a name for a device.
     *
     * @param model what it is
     * @param compact its identity in lower case without separators
     * @param taken tells which names cannot be had
     */
    static String name(String model, String compact, Predicate<String> taken) {
        String slug = slug(model);
        String name = slug + "-" + compact.substring(Math.max(0, compact.length() - TAIL));
        if (ThingNameRule.isReserved(name) || taken.test(name)) {
            name = slug + "-" + compact;
        }
        return name;
    }

    private static String slug(String model) {
        String words = model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = words.length() > MODEL_LENGTH ? words.substring(0, MODEL_LENGTH) : words;
        String slug = cut.replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "device" : slug;
    }
}
