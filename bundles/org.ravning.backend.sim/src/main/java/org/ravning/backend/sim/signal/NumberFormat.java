// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.signal;

import java.util.Locale;
import java.util.Optional;
import org.ravning.api.Bytes;

/** How a number is written into a value: its width, its sign, and the order of its bytes. */
public enum NumberFormat {
    /** One byte. */
    UINT8(1, false, true),
    /** One byte, signed. */
    SINT8(1, true, true),
    /** Two bytes. */
    UINT16(2, false, true),
    /** Two bytes, signed. */
    SINT16(2, true, true),
    /** Three bytes. */
    UINT24(3, false, true),
    /** Three bytes, signed. */
    SINT24(3, true, true),
    /** Four bytes. */
    UINT32(4, false, true),
    /** Four bytes, signed. */
    SINT32(4, true, true),
    /** Six bytes. */
    UINT48(6, false, true),
    /** Two bytes, most significant first. */
    UINT16BE(2, false, false),
    /** Two bytes, signed, most significant first. */
    SINT16BE(2, true, false);

    private final int width;
    private final boolean signed;
    private final boolean littleEndian;

    NumberFormat(int width, boolean signed, boolean littleEndian) {
        this.width = width;
        this.signed = signed;
        this.littleEndian = littleEndian;
    }

    /** Returns the format of that name, such as {@code sint16}. */
    public static Optional<NumberFormat> named(String name) {
        for (NumberFormat format : values()) {
            if (format.text().equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Returns its name in a file. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the bytes of value / scale, rounded and kept within what the format can hold. */
    public Bytes write(double value, double scale) {
        long raw = Math.round(value / scale);
        long most = signed ? (1L << (8 * width - 1)) - 1 : (1L << 8 * width) - 1;
        long least = signed ? -most - 1 : 0;
        Bytes bytes = littleEndian(Math.max(least, Math.min(most, raw)), width);
        return littleEndian ? bytes : bytes.reversed();
    }

    static Bytes littleEndian(long value, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (value >> 8 * i);
        }
        return Bytes.of(bytes);
    }
}
