// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Ids of one level: {@code a-z}, {@code 0-9} and dashes, no dash first or last, each once. */
final class HomieIds {
    private final Set<String> taken = new HashSet<>();

    /** Returns the id for a name; a number makes it differ from those that were given before. */
    String unique(String name) {
        String id = clean(name);
        String free = id;
        for (int i = 2; !taken.add(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }

    /** Returns the name with everything that an id cannot have replaced or left out. */
    static String clean(String name) {
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-").replaceAll("^-+|-+$", "");
        return id.isEmpty() ? "x" : id;
    }
}
