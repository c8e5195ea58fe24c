// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.victron;

import org.ravning.api.Bytes;

/** Reads fields of bits one after the other, the least significant bit of the first byte first. */
final class BitFields {
    private final Bytes bytes;
    private int position;

    BitFields(Bytes bytes) {
        this.bytes = bytes;
    }

    /** Returns the next bits (at most 32) as an unsigned number. */
    long unsigned(int bits) {
        long value = 0;
        for (int i = 0; i < bits; i++, position++) {
            value |= (long) (bytes.u8(position >> 3) >> (position & 7) & 1) << i;
        }
        return value;
    }

    /** Returns the next bits as a number in two's complement. */
    long signed(int bits) {
        int shift = Long.SIZE - bits;
        return unsigned(bits) << shift >> shift;
    }
}
