// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.record;

import java.util.Set;
import java.util.regex.Pattern;

/** Which names things may have: topic levels that the bridge does not use itself. */
public final class ThingNameRule {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Set<String> RESERVED = Set.of("bridge", "gatt", "advertisement");

    private ThingNameRule() {}

    /** Says whether the bridge uses the name itself. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /**
     * Returns the name.
     *
     * @throws IllegalArgumentException with one line if it cannot be one
     */
    public static String check(String name) {
        if (!NAME.matcher(name).matches() || isReserved(name)) {
            throw new IllegalArgumentException("a name has 1 to 64 of a-z, 0-9, _ and -, begins with a letter or digit,"
                    + " and is not bridge, gatt or advertisement");
        }
        return name;
    }
}
