// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.codec.MedicalFloat;

/**
 * How a number stands in bytes: {@code u1} to {@code u64}, {@code s1} to {@code s64}, {@code f32}, {@code f64}, {@code
 * sfloat} and {@code float}, with {@code le} or {@code be} behind it.
 *
 * @param kind what the bits mean
 * @param bits how many they are
 * @param bigEndian whether the most significant byte comes first
 */
public record NumberFormat(Kind kind, int bits, boolean bigEndian) {
    private static final Pattern INTEGER = Pattern.compile("([us])([1-9][0-9]?)(le|be)?");
    private static final Pattern FLOATING = Pattern.compile("(f32|f64|sfloat|float)(le|be)?");

    /** What the bits of a number mean. */
    public enum Kind {
        /** A whole number from 0. */
        UNSIGNED,
        /** A whole number in two's complement. */
        SIGNED,
        /** IEEE 754. */
        FLOATING,
        /** IEEE 11073, the numbers of medical devices. */
        MEDICAL
    }

    /**
     * Returns the format of that name.
     *
     * @param bigEndian the byte order if the name says none
     * @throws IllegalArgumentException if there is none of that name
     */
    public static NumberFormat of(String name, boolean bigEndian) {
        String lower = name.toLowerCase(Locale.ROOT);
        Matcher integer = INTEGER.matcher(lower);
        if (integer.matches() && Integer.parseInt(integer.group(2)) <= Long.SIZE) {
            Kind kind = integer.group(1).equals("u") ? Kind.UNSIGNED : Kind.SIGNED;
            return new NumberFormat(kind, Integer.parseInt(integer.group(2)), order(integer.group(3), bigEndian));
        }
        Matcher floating = FLOATING.matcher(lower);
        if (floating.matches()) {
            boolean order = order(floating.group(2), bigEndian);
            return switch (floating.group(1)) {
                case "f32" -> new NumberFormat(Kind.FLOATING, 32, order);
                case "f64" -> new NumberFormat(Kind.FLOATING, 64, order);
                case "sfloat" -> new NumberFormat(Kind.MEDICAL, 16, order);
                default -> new NumberFormat(Kind.MEDICAL, 32, order);
            };
        }
        throw new IllegalArgumentException("no such type; there are u8, s16, u24be ... up to 64 bits, f32, f64, sfloat,"
                + " float, text, hex and address");
    }

    private static boolean order(@Nullable String suffix, boolean otherwise) {
        return suffix == null ? otherwise : suffix.equals("be");
    }

    /** Returns the bytes it takes. */
    public int bytes() {
        return (bits + 7) / 8;
    }

    /** Says whether it is a whole number. */
    public boolean isWhole() {
        return kind == Kind.UNSIGNED || kind == Kind.SIGNED;
    }

    /** Returns the number at an offset where enough bytes are, or null if it is "not a number" or infinite. */
    @Nullable
    BigDecimal read(Bytes bytes, int at) {
        long word = bigEndian ? bytes.unsignedBigEndian(at, bytes()) : bytes.unsignedLittleEndian(at, bytes());
        return number(word);
    }

    /** Returns a whole number as it is written; what does not fit loses its highest bits. */
    Bytes write(BigDecimal number) {
        long word = number.setScale(0, RoundingMode.HALF_UP).longValue();
        byte[] bytes = new byte[bytes()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bigEndian ? bytes.length - 1 - i : i] = (byte) (word >> 8 * i);
        }
        return Bytes.of(bytes);
    }

    /** Returns the number whose first bit has that number; bit 0 is the least significant of the first byte. */
    @Nullable
    BigDecimal readBits(Bytes bytes, int firstBit) {
        long word = 0;
        for (int i = 0; i < bits; i++) {
            int bit = firstBit + i;
            long value = bytes.u8(bit / 8) >> (bigEndian ? 7 - bit % 8 : bit % 8) & 1L;
            word |= value << (bigEndian ? bits - 1 - i : i);
        }
        return number(word);
    }

    private @Nullable BigDecimal number(long word) {
        int unused = Long.SIZE - bits;
        return switch (kind) {
            case SIGNED -> BigDecimal.valueOf(word << unused >> unused);
            case UNSIGNED -> unsigned(word << unused >>> unused);
            case FLOATING ->
                bits == 32 ? floating(Float.intBitsToFloat((int) word)) : floating(Double.longBitsToDouble(word));
            case MEDICAL ->
                bits == 16
                        ? MedicalFloat.ofSfloat((int) word).finite().orElse(null)
                        : MedicalFloat.ofFloat((int) word).finite().orElse(null);
        };
    }

    private static BigDecimal unsigned(long word) {
        return word >= 0 ? BigDecimal.valueOf(word) : new BigDecimal(new BigInteger(Long.toUnsignedString(word)));
    }

    private static @Nullable BigDecimal floating(float number) {
        return Float.isFinite(number) ? new BigDecimal(Float.toString(number)) : null;
    }

    private static @Nullable BigDecimal floating(double number) {
        return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
    }
}
