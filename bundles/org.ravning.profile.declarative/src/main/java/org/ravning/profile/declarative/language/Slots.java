// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.HashMap;
import java.util.Map;

/** Where the numbers of the fields are kept; a calculation may name those that stand before it. */
final class Slots {
    private static final int MOST = 256;

    private final Map<String, Integer> byName = new HashMap<>();

    /** Returns the place of a field, a new one if the name is new. */
    int declare(String name) {
        Integer known = byName.get(name);
        if (known != null) {
            return known;
        }
        if (byName.size() >= MOST) {
            throw new IllegalArgumentException("more than " + MOST + " fields");
        }
        byName.put(name, byName.size());
        return byName.size() - 1;
    }

    /**
     * Returns the place of a field that stands before.
     *
     * @throws IllegalArgumentException if there is none
     */
    int find(String name) {
        Integer slot = byName.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no field \"" + name + "\" before it");
        }
        return slot;
    }

    int size() {
        return byName.size();
    }
}
