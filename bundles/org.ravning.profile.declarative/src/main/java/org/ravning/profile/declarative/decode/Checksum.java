// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import org.ravning.api.Bytes;
import org.ravning.profile.api.RejectReason;

/**
 * Rejects a payload whose check value does not fit its bytes.
 *
 * @param method how it is calculated
 * @param over the bytes that it protects
 * @param spot where it stands
 * @param format how it stands there
 */
public record Checksum(Method method, Recipe over, Spot spot, NumberFormat format) implements Step {
    /**
     * A cyclic redundancy check, or a sum.
     *
     * @param kind what is done with the bytes
     * @param bits the width of the result
     * @param polynomial the polynomial, the most significant bit first
     * @param initial what the calculation begins with
     * @param reflected whether bytes go in with their least significant bit first
     * @param finalXor what the result is combined with
     */
    public record Method(Kind kind, int bits, int polynomial, int initial, boolean reflected, int finalXor) {
        /** What is done with the bytes. */
        public enum Kind {
            /** They are added. */
            SUM,
            /** They are combined by exclusive or. */
            XOR,
            /** They are divided by a polynomial. */
            CRC
        }

        int of(Bytes bytes) {
            int mask = (1 << bits) - 1;
            int value = initial;
            for (int i = 0; i < bytes.length(); i++) {
                int next = bytes.u8(i);
                value = switch (kind) {
                    case SUM -> value + next & mask;
                    case XOR -> value ^ next;
                    case CRC -> crc(value, reflected ? Integer.reverse(next) >>> 24 : next) & mask;
                };
            }
            int result = kind == Kind.CRC && reflected ? Integer.reverse(value) >>> 32 - bits : value;
            return (result ^ finalXor) & mask;
        }

        private int crc(int value, int next) {
            int register = value ^ next << bits - 8;
            for (int bit = 0; bit < 8; bit++) {
                boolean carry = (register >> bits - 1 & 1) != 0;
                register = register << 1 ^ (carry ? polynomial : 0);
            }
            return register;
        }
    }

    @Override
    public void run(Scope scope) {
        Bytes payload = scope.payload();
        int at = spot.find(scope, format.bytes(), "the checksum");
        if (at < 0) {
            return;
        }
        long told = format.bigEndian()
                ? payload.unsignedBigEndian(at, format.bytes())
                : payload.unsignedLittleEndian(at, format.bytes());
        if (told != method.of(over.make(scope))) {
            throw new Rejection(RejectReason.INVALID, "the checksum does not match");
        }
    }
}
