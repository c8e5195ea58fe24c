// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/** Text from a stranger, made harmless for a message: control characters replaced, length bounded. */
final class Printable {
    private Printable() {}

    static String of(String text, int limit) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(limit).forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c));
        return text.length() > limit ? clean.append("...").toString() : clean.toString();
    }
}
