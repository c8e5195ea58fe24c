// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

/** A stranger's text made harmless for a terminal, a log and a page. */
public final class PrintableText {
    private static final char REPLACEMENT = '\uFFFD';

    private PrintableText() {}

    /**
     * Returns at most {@code limit} characters (code points) of the text with every control, format, private-use,
     * unassigned and line-separating character replaced by U+FFFD; a text that was cut ends in three dots.
     */
    public static String of(String text, int limit) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), limit));
        text.codePoints().limit(limit).forEach(c -> clean.appendCodePoint(isHarmless(c) ? c : REPLACEMENT));
        return text.codePointCount(0, text.length()) > limit
                ? clean.append("...").toString()
                : clean.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
