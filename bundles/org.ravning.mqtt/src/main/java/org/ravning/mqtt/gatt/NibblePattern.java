// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.util.Locale;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;

/**
 * Which values are waited for: hexadecimal digits in which {@code ?} stands for any digit, and a {@code *} at the end for
 * any rest, such as {@code 01??ff*}.
 */
final class NibblePattern {
    /** Matches every value. */
    static final NibblePattern ANY = new NibblePattern("", true);

    private static final int LONGEST = 1024;

    private final String digits;
    private final boolean open;

    private NibblePattern(String digits, boolean open) {
        this.digits = digits;
        this.open = open;
    }

    static NibblePattern parse(String text) throws BadPayloadException {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean open = lower.endsWith("*");
        String digits = open ? lower.substring(0, lower.length() - 1) : lower;
        if (digits.length() > LONGEST || !digits.matches("[0-9a-f?]*") || !open && digits.length() % 2 != 0) {
            throw new BadPayloadException("match \"" + Fields.shown(text)
                    + "\": expected hexadecimal digits, ? for any digit, * at the end for any rest");
        }
        return new NibblePattern(digits, open);
    }

    boolean matches(Bytes value) {
        String hex = value.hex();
        if (hex.length() < digits.length() || !open && hex.length() != digits.length()) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) != '?' && digits.charAt(i) != hex.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
