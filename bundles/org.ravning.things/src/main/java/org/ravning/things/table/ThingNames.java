// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.Locale;
import java.util.function.Predicate;
import org.ravning.profile.api.ThingId;
import org.ravning.things.key.KeyOwner;
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
     * @param id what it is called for programs
     * @param taken tells which names cannot be had
     */
    static String name(String model, ThingId id, Predicate<String> taken) {
        String label = KeyOwner.label(id);
        String name = label != null ? label : shorter(model, id.value());
        if (ThingNameRule.isReserved(name) || taken.test(name)) {
            name = id.value().indexOf('-') < 0 ? slug(model) + "-" + id.value() : id.value();
        }
        return name;
    }

    /** Of a beacon's identity, {@code ibeacon-UUID-1-2}, the end of the UUID and what follows is enough; else the end. */
    private static String shorter(String model, String id) {
        String own = id.substring(id.indexOf('-') + 1);
        int end = own.indexOf('-') < 0 ? own.length() : own.indexOf('-');
        return slug(model) + "-" + own.substring(Math.max(0, end - TAIL));
    }

    private static String slug(String model) {
        String words = model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = words.length() > MODEL_LENGTH ? words.substring(0, MODEL_LENGTH) : words;
        String slug = cut.replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "device" : slug;
    }
}
