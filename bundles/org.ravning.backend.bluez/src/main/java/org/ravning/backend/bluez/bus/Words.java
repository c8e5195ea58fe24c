// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the short strings that come again and again, such as names and object paths, so that they are made once. What
 * falls into an occupied place takes it over, so it never grows. Not for use by several threads at once.
 */
final class Words {
    private static final int PLACES = 8192; // a power of two; twice the devices of a crowded place
    private static final int LONGEST = 96;

    private final @Nullable String[] places = new @Nullable String[PLACES];

    /** Returns these bytes as text; what is not UTF-8 becomes U+FFFD. */
    String text(byte[] bytes, int from, int length) {
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int place = (hash ^ hash >>> 15) & PLACES - 1;
        String known = places[place];
        if (known != null && isSame(known, bytes, from, length)) {
            return known;
        }
        String made = new String(bytes, from, length, StandardCharsets.UTF_8);
        places[place] = made;
        return made;
    }

    private static boolean isSame(String known, byte[] bytes, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            // A byte of a longer UTF-8 sequence is negative, and so equal to no character.
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
