// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence of bytes, with readers for the integer widths and byte orders that Bluetooth payloads use.
 *
 * <p>Offsets are zero-based; every reader throws {@link IndexOutOfBoundsException} when it would read past the end, so a
 * decoder checks {@link #length()} first. All methods may be called from any thread.
 */
public final class Bytes implements Comparable<Bytes> {
    /** The empty sequence. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Returns a copy of the given array. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /** Returns a copy of {@code length} bytes of the given array from {@code offset}. */
    public static Bytes of(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || offset > bytes.length - length) {
            throw new IndexOutOfBoundsException(
                    "offset " + offset + ", length " + length + " of " + bytes.length + " bytes");
        }
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** Returns the bytes given as integers 0..255; other values are refused. */
    public static Bytes ofInts(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] > 0xFF) {
                throw new IllegalArgumentException("not a byte: " + values[i]);
            }
            bytes[i] = (byte) values[i];
        }
        return bytes.length == 0 ? EMPTY : new Bytes(bytes);
    }

    /**
     * Returns the bytes written as hexadecimal digits, upper or lower case, two per byte; blanks, colons and dashes
     * between bytes are allowed.
     *
     * @throws IllegalArgumentException if the text holds anything else, or half a byte
     */
    public static Bytes ofHex(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        int count = 0;
        int at = 0;
        while (at < hex.length()) {
            char c = hex.charAt(at);
            if (c == ' ' || c == ':' || c == '-') {
                at++;
                continue;
            }
            int high = Character.digit(c, 16);
            int low = at + 1 < hex.length() ? Character.digit(hex.charAt(at + 1), 16) : -1;
            if (high < 0 || low < 0 || c > 'f' || hex.charAt(at + 1) > 'f') {
                throw new IllegalArgumentException("not hexadecimal, two digits per byte, at position " + (at + 1));
            }
            bytes[count++] = (byte) (high << 4 | low);
            at += 2;
        }
        return of(bytes, 0, count);
    }

    /** Returns the text in UTF-8. */
    public static Bytes ofUtf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the number of bytes. */
    public int length() {
        return content.length;
    }

    /** Says whether there are no bytes. */
    public boolean isEmpty() {
        return content.length == 0;
    }

    /** Returns the byte at the offset as an unsigned number, 0..255. */
    public int u8(int at) {
        return content[at] & 0xFF;
    }

    /** Returns the byte at the offset as a signed number. */
    public int s8(int at) {
        return content[at];
    }

    /** Returns two bytes, least significant first, as an unsigned number. */
    public int u16le(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    /** Returns two bytes, most significant first, as an unsigned number. */
    public int u16be(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    /** Returns two bytes, least significant first, as a signed number. */
    public int s16le(int at) {
        return (short) u16le(at);
    }

    /** Returns two bytes, most significant first, as a signed number. */
    public int s16be(int at) {
        return (short) u16be(at);
    }

    /** Returns four bytes, least significant first, as an unsigned number. */
    public long u32le(int at) {
        return unsignedLittleEndian(at, 4);
    }

    /** Returns four bytes, most significant first, as an unsigned number. */
    public long u32be(int at) {
        return unsignedBigEndian(at, 4);
    }

    /** Returns {@code width} (1 to 8) bytes, least significant first, as an unsigned number; 8 bytes may turn negative. */
    public long unsignedLittleEndian(int at, int width) {
        checkWidth(width);
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | u8(at + i);
        }
        return value;
    }

    /** Returns {@code width} (1 to 8) bytes, most significant first, as an unsigned number; 8 bytes may turn negative. */
    public long unsignedBigEndian(int at, int width) {
        checkWidth(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | u8(at + i);
        }
        return value;
    }

    /** Returns {@code width} (1 to 8) bytes, least significant first, as a signed number in two's complement. */
    public long signedLittleEndian(int at, int width) {
        int shift = 64 - 8 * width;
        return unsignedLittleEndian(at, width) << shift >> shift;
    }

    /** Returns {@code width} (1 to 8) bytes, most significant first, as a signed number in two's complement. */
    public long signedBigEndian(int at, int width) {
        int shift = 64 - 8 * width;
        return unsignedBigEndian(at, width) << shift >> shift;
    }

    /** Returns the bytes from {@code from} to the end. */
    public Bytes slice(int from) {
        return slice(from, content.length);
    }

    /** Returns the bytes from {@code from} (inclusive) to {@code to} (exclusive). */
    public Bytes slice(int from, int to) {
        return from == 0 && to == content.length ? this : of(content, from, to - from);
    }

    /** Returns these bytes followed by the others. */
    public Bytes concat(Bytes others) {
        byte[] joined = Arrays.copyOf(content, content.length + others.content.length);
        System.arraycopy(others.content, 0, joined, content.length, others.content.length);
        return new Bytes(joined);
    }

    /** Returns the bytes in opposite order, for fields that travel least significant byte first. */
    public Bytes reversed() {
        byte[] reversed = new byte[content.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = content[content.length - 1 - i];
        }
        return new Bytes(reversed);
    }

    /** Says whether the first bytes are those given. */
    public boolean startsWith(Bytes prefix) {
        return prefix.content.length <= content.length && mismatch(prefix) == prefix.content.length;
    }

    /** Returns a copy as an array. */
    public byte[] toArray() {
        return content.clone();
    }

    /** Returns the bytes as lower-case hexadecimal digits without separators. */
    public String hex() {
        char[] digits = new char[content.length * 2];
        for (int i = 0; i < content.length; i++) {
            digits[2 * i] = HEX[(content[i] >> 4) & 0xF];
            digits[2 * i + 1] = HEX[content[i] & 0xF];
        }
        return new String(digits);
    }

    /** Returns the bytes read as UTF-8; malformed sequences become U+FFFD. */
    public String utf8() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Compares byte by byte as unsigned numbers; a prefix comes first. */
    @Override
    public int compareTo(Bytes other) {
        int same = mismatch(other);
        return same < Math.min(content.length, other.content.length)
                ? Byte.toUnsignedInt(content[same]) - Byte.toUnsignedInt(other.content[same])
                : content.length - other.content.length;
    }

    /** Returns the number of equal bytes at the start of both. */
    private int mismatch(Bytes other) {
        int most = Math.min(content.length, other.content.length);
        int same = 0;
        while (same < most && content[same] == other.content[same]) {
            same++;
        }
        return same;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Returns the bytes as {@link #hex()}. */
    @Override
    public String toString() {
        return hex();
    }

    private static void checkWidth(int width) {
        if (width < 1 || width > 8) {
            throw new IllegalArgumentException("width must be 1 to 8 bytes, not " + width);
        }
    }
}
