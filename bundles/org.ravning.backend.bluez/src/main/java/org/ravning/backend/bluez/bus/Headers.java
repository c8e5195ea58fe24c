// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the header fields of signals: those of one object and kind are the same bytes each time, so that they are read
 * once. What falls into an occupied place takes it over, so it never grows. Not for use by several threads at once.
 */
final class Headers {
    private static final int PLACES = 8192; // a power of two; twice the devices of a crowded place
    private static final int LONGEST = 512;

    private final @Nullable Known[] places = new @Nullable Known[PLACES];
    private final CRC32C hash = new CRC32C(); // of all bytes, and still quicker than a few of them in Java

    /**
     * The fields of a signal that matter.
     *
     * @param signature of what the signal carries
     */
    record Fields(String sender, String path, String iface, String member, String signature) {}

    @SuppressWarnings("ArrayRecordComponent") // compared by its bytes only
    private record Known(byte[] bytes, boolean bigEndian, Fields fields) {}

    /** Returns the fields that these bytes were, or null. */
    @Nullable
    Fields known(byte[] bytes, int from, int to, boolean bigEndian) {
        Known known = places[place(bytes, from, to)];
        return known != null
                        && known.bigEndian == bigEndian
                        && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)
                ? known.fields
                : null;
    }

    /** Remembers what these bytes are. */
    void remember(byte[] bytes, int from, int to, boolean bigEndian, Fields fields) {
        if (to - from <= LONGEST) {
            places[place(bytes, from, to)] = new Known(Arrays.copyOfRange(bytes, from, to), bigEndian, fields);
        }
    }

    private int place(byte[] bytes, int from, int to) {
        hash.reset();
        hash.update(bytes, from, to - from);
        return (int) hash.getValue() & PLACES - 1;
    }
}
