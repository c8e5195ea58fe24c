// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the short strings that come again and again, such as names and object paths, so that they are made once. What
 * falls into an occupied place takes it over, so it never grows. Not for use by several threads at once.
 */
final class Words {
    private static final int PLACES = 8192; // a power of two; twice the devices of a crowded place
    private static final int LONGEST = 96;

    /** What comes with nearly every packet, as the very strings that our code compares with, which makes that quick. */
    private static final List<String> COMMON =
            List.of("org.bluez.Device1", "RSSI", "ManufacturerData", "ServiceData", "UUIDs", "Name", "TxPower");

    private final @Nullable Word[] places = new @Nullable Word[PLACES];
    private final CRC32C hash = new CRC32C(); // of all bytes, and still quicker than a few of them in Java

    Words() {
        for (String text : COMMON) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            places[place(bytes, 0, bytes.length)] = new Word(bytes, text);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by its bytes only
    private record Word(byte[] bytes, String text) {}

    /** Returns these bytes as text; what is not UTF-8 becomes U+FFFD. */
    String text(byte[] bytes, int from, int length) {
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int to = from + length;
        int place = place(bytes, from, length);
        Word known = places[place];
        if (known == null || !Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
            known = new Word(
                    Arrays.copyOfRange(bytes, from, to), new String(bytes, from, length, StandardCharsets.UTF_8));
            places[place] = known;
        }
        return known.text;
    }

    private int place(byte[] bytes, int from, int length) {
        hash.reset();
        hash.update(bytes, from, length);
        return (int) hash.getValue() & PLACES - 1;
    }
}
