// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.codec.PrintableText;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.Value;

/**
 * Reads bytes and tells them as a text.
 *
 * @param property the text's property
 * @param when whether it is there at all, or null
 * @param spot where it stands
 * @param length how many bytes it has, or -1 for the rest
 * @param form how the bytes are written
 * @param plain whether a text that is no text, or does not end in NULs, means that the frame is no such frame
 */
public record TextField(Property property, @Nullable Expression when, Spot spot, int length, Form form, boolean plain)
        implements Step {
    private static final int LONGEST = 512;

    /** How bytes are written. */
    public enum Form {
        /** UTF-8, up to the first NUL. */
        TEXT,
        /** Hexadecimal digits. */
        HEX,
        /** Red, green and blue: {@code #ff8000}. */
        COLOUR,
        /** An address, the most significant byte first. */
        ADDRESS,
        /** An address, the least significant byte first. */
        REVERSED_ADDRESS
    }

    @Override
    public void run(Scope scope) {
        if (when != null && !when.holds(scope)) {
            return;
        }
        Bytes bytes = spot.slice(scope, length, property.name());
        if (bytes != null) {
            if (plain && !isPlain(bytes)) {
                throw new Rejection(RejectReason.INVALID, property.name() + " is no text");
            }
            scope.add(property, Value.of(written(bytes)));
        }
    }

    @Override
    public List<Property> properties() {
        return List.of(property);
    }

    private static boolean isPlain(Bytes bytes) {
        int end = 0;
        while (end < bytes.length() && bytes.u8(end) != 0) {
            end++;
        }
        for (int i = end; i < bytes.length(); i++) {
            if (bytes.u8(i) != 0) {
                return false;
            }
        }
        Bytes told = bytes.slice(0, end);
        return Bytes.ofUtf8(told.utf8()).equals(told) && told.utf8().chars().noneMatch(Character::isISOControl);
    }

    private String written(Bytes bytes) {
        return switch (form) {
            case TEXT -> {
                String text = bytes.utf8();
                int end = text.indexOf('\0');
                yield PrintableText.of(end < 0 ? text : text.substring(0, end), LONGEST);
            }
            case HEX -> bytes.hex();
            case COLOUR -> "#" + bytes.hex();
            case ADDRESS -> colons(bytes);
            case REVERSED_ADDRESS -> colons(bytes.reversed());
        };
    }

    private static String colons(Bytes bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            text.append(i == 0 ? "" : ":").append(String.format("%02X", bytes.u8(i)));
        }
        return text.toString();
    }
}
