// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a text is written. */
public enum TextFormat {
    /** In any way. */
    PLAIN("a text") {
        @Override
        boolean fits(String text) {
            return true;
        }
    },
    /** A date and time without zone, {@code 2026-11-21T05:30:00}, from the year 1582 to 9999. */
    DATE_TIME("a time such as 2026-11-21T05:30:00") {
        @Override
        boolean fits(String text) {
            try {
                int year = LocalDateTime.parse(text).getYear();
                return year >= 1582 && year <= 9999;
            } catch (DateTimeException e) {
                return false;
            }
        }
    },
    /** Red, green and blue, {@code #ff8000}. */
    COLOUR("a colour such as #ff8000") {
        @Override
        boolean fits(String text) {
            return RED_GREEN_BLUE.matcher(text).matches();
        }
    },
    /** Bytes as hexadecimal digits, {@code 0a1b}. */
    HEX("an even number of hexadecimal digits") {
        @Override
        boolean fits(String text) {
            return BYTES.matcher(text).matches();
        }
    };

    private static final Pattern RED_GREEN_BLUE = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern BYTES = Pattern.compile("(?:[0-9a-fA-F]{2})*+");

    private final String what;

    TextFormat(String what) {
        this.what = what;
    }

    abstract boolean fits(String text);

    /** Returns what is wrong with a text, in words for its sender, or nothing if it is written so. */
    public Optional<String> reject(String text) {
        return fits(text) ? Optional.empty() : Optional.of(what + " is expected");
    }
}
