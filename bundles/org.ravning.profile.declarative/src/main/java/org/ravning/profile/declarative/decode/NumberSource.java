// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.math.BigDecimal;
import java.util.Set;
import org.ravning.api.Bytes;

/**
 * Reads the raw number of a field.
 *
 * @param name the field's name, for messages
 * @param spot where it stands
 * @param firstBit its first bit, counted from the first byte of the payload, or -1 if it begins with a byte
 * @param format how it stands there
 * @param shift how many low bits are dropped of it
 * @param mask which bits are kept after that; -1 keeps all
 * @param none raw numbers that mean "not available"
 */
public record NumberSource(
        String name, Spot spot, int firstBit, NumberFormat format, int shift, long mask, Set<BigDecimal> none) {
    /** Copies the set. */
    public NumberSource {
        none = Set.copyOf(none);
    }

    Raw read(Scope scope) {
        Bytes payload = scope.payload();
        BigDecimal number;
        if (firstBit >= 0) {
            int end = (firstBit + format.bits() + 7) / 8;
            if (spot.find(scope, end, name) < 0) {
                return Raw.Absence.MISSING;
            }
            number = format.readBits(payload, firstBit);
        } else {
            int at = spot.find(scope, format.bytes(), name);
            if (at < 0) {
                return Raw.Absence.MISSING;
            }
            number = format.read(payload, at);
        }
        if (number == null || none.contains(number)) {
            return Raw.Absence.NOT_AVAILABLE;
        }
        return new Raw.Figure(
                shift == 0 && mask == -1 ? number : BigDecimal.valueOf(number.longValue() >>> shift & mask));
    }
}
