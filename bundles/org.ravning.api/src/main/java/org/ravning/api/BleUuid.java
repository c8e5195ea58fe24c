// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.Locale;
import java.util.UUID;

/** UUIDs in the three lengths of Bluetooth (Core Specification, Vol 3, Part B, section 2.5.1). */
public final class BleUuid {
    private static final long BASE_MOST = 0x0000_0000_0000_1000L;
    private static final long BASE_LEAST = 0x8000_0080_5F9B_34FBL;

    private BleUuid() {}

    /** Returns the 128-bit form of a 16- or 32-bit UUID, given as an unsigned number. */
    public static UUID of(long shortUuid) {
        if (shortUuid < 0 || shortUuid > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("a short UUID has at most 32 bits: " + Long.toHexString(shortUuid));
        }
        return new UUID(shortUuid << 32 | BASE_MOST, BASE_LEAST);
    }

    /**
     * Reads a UUID as people write it: {@code 180f}, {@code 0x180F}, {@code 0000180f},
     * {@code 0000180f-0000-1000-8000-00805f9b34fb}, the last also without dashes or in braces, in any case.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what is expected
     */
    public static UUID parse(String text) {
        String digits = text.trim().toLowerCase(Locale.ROOT);
        if (digits.startsWith("{") && digits.endsWith("}")) {
            digits = digits.substring(1, digits.length() - 1);
        }
        if (digits.startsWith("0x")) {
            digits = digits.substring(2);
        }
        boolean dashed = digits.length() == 36;
        if (dashed
                && digits.charAt(8) == '-'
                && digits.charAt(13) == '-'
                && digits.charAt(18) == '-'
                && digits.charAt(23) == '-') {
            digits = digits.replace("-", "");
        }
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw notAUuid(text);
        }
        return switch (digits.length()) {
            case 4, 8 -> of(Long.parseLong(digits, 16));
            case 32 ->
                new UUID(
                        Long.parseUnsignedLong(digits.substring(0, 16), 16),
                        Long.parseUnsignedLong(digits.substring(16), 16));
            default -> throw notAUuid(text);
        };
    }

    /** Says whether the UUID has a 16- or 32-bit form. */
    public static boolean isShort(UUID uuid) {
        return uuid.getLeastSignificantBits() == BASE_LEAST
                && (uuid.getMostSignificantBits() & 0xFFFF_FFFFL) == BASE_MOST;
    }

    /** Returns the shortest text: four or eight hexadecimal digits where there is such a form, else all of it. */
    public static String shortText(UUID uuid) {
        if (!isShort(uuid)) {
            return uuid.toString();
        }
        long value = uuid.getMostSignificantBits() >>> 32;
        return String.format(Locale.ROOT, value <= 0xFFFF ? "%04x" : "%08x", value);
    }

    private static IllegalArgumentException notAUuid(String text) {
        return new IllegalArgumentException("not a UUID: \"" + Printable.of(text, 60)
                + "\"; expected 4, 8 or 32 hexadecimal digits, such as 180f or 0000180f-0000-1000-8000-00805f9b34fb");
    }
}
