// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.Map;
import org.ravning.api.Bytes;

/**
 * What a payload must look like.
 *
 * @param shortest the fewest bytes
 * @param longest the most bytes
 * @param parts bytes that must stand at an offset; a negative one counts from the end
 */
public record PayloadTest(int shortest, int longest, Map<Integer, Bytes> parts) {
    /** Any payload passes. */
    public static final PayloadTest ANY = new PayloadTest(0, Integer.MAX_VALUE, Map.of());

    /** Copies the parts. */
    public PayloadTest {
        parts = Map.copyOf(parts);
    }

    boolean passes(Bytes payload) {
        if (payload.length() < shortest || payload.length() > longest) {
            return false;
        }
        for (Map.Entry<Integer, Bytes> part : parts.entrySet()) {
            int at = part.getKey() < 0 ? payload.length() + part.getKey() : part.getKey();
            int end = at + part.getValue().length();
            if (at < 0 || end > payload.length() || !payload.slice(at, end).equals(part.getValue())) {
                return false;
            }
        }
        return true;
    }
}
