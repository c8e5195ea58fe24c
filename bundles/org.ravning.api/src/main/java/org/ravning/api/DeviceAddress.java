// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A 48-bit Bluetooth device address.
 *
 * <p>Two addresses are equal when their 48 bits are equal; the type says how to connect and is no part of the identity,
 * so that an address typed by a person finds the device that was heard.
 *
 * @param value the address as a number, 0 to 2^48 - 1; the first byte of the text is the most significant
 * @param type public, random, or unknown
 */
public record DeviceAddress(long value, AddressType type) implements DeviceId {
    /** Checks the range of the value. */
    public DeviceAddress {
        if (value >>> 48 != 0) {
            throw new IllegalArgumentException("an address has 48 bits: " + Long.toHexString(value));
        }
        if (type == null) {
            throw new NullPointerException("type");
        }
    }

    /**
     * Reads twelve hexadecimal digits, with or without colons or dashes between the bytes.
     *
     * @throws IllegalArgumentException if the text is no address
     */
    public static DeviceAddress of(String text, AddressType type) {
        Bytes bytes = Bytes.ofHex(text);
        if (bytes.length() != 6) {
            throw new IllegalArgumentException("an address has six bytes, not " + bytes.length());
        }
        return new DeviceAddress(bytes.unsignedBigEndian(0, 6), type);
    }

    @Override
    public String text() {
        char[] text = new char[17];
        for (int i = 0; i < 6; i++) {
            int octet = (int) (value >> (40 - 8 * i)) & 0xFF;
            text[3 * i] = Character.forDigit(octet >> 4, 16);
            text[3 * i + 1] = Character.forDigit(octet & 0xF, 16);
            if (i < 5) {
                text[3 * i + 2] = ':';
            }
        }
        return new String(text).toUpperCase(Locale.ROOT);
    }

    /** Returns the six bytes, most significant first, as they are displayed. */
    public Bytes bytes() {
        byte[] bytes = new byte[6];
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) (value >> (40 - 8 * i));
        }
        return Bytes.of(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeviceAddress address && address.value == value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
