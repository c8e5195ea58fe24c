// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.setting;

/** Text from a stranger, made harmless. */
public final class Clean {
    private Clean() {}

    /** Returns the text on one line without control characters, at most this many characters long. */
    public static String text(String text, int limit) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(limit).forEach(c -> clean.appendCodePoint(isPlain(c) ? c : ' '));
        return clean.toString().replaceAll(" +", " ").trim();
    }

    private static boolean isPlain(int codePoint) {
        int type = Character.getType(codePoint);
        return !Character.isISOControl(codePoint)
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
