// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the short strings that come again and again, such as names and object paths, so that they are made once. What
 * falls into an occupied place takes it over, so it never grows. Not for use by several threads at once.
 */
final class Words {
    private static final int PLACES = 8192; // a power of two; twice the devices of a crowded place
    private static final int LONGEST = 96;

    /** The end of a name says most: of a path it is the device. */
    private static final int HASHED = 16;

    private final @Nullable Word[] places = new @Nullable Word[PLACES];

    @SuppressWarnings("ArrayRecordComponent") // compared by its bytes only
    private record Word(byte[] bytes, String text) {}

    /** Returns these bytes as text; what is not UTF-8 becomes U+FFFD. */
    String text(byte[] bytes, int from, int length) {
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int to = from + length;
        int hash = length;
        for (int i = Math.max(from, to - HASHED); i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int place = (hash ^ hash >>> 15) & PLACES - 1;
        Word known = places[place];
        if (known == null || !Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
            known = new Word(
                    Arrays.copyOfRange(bytes, from, to), new String(bytes, from, length, StandardCharsets.UTF_8));
            places[place] = known;
        }
        return known.text;
    }
}
