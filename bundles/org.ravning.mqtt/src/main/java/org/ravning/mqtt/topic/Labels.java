// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.topic;

/** Names for people. */
public final class Labels {
    private static final int LONGEST = 80;

    private Labels() {}

    /** Returns what a device says of itself, without control characters and not too long; never nothing. */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST)
                .forEach(clean::appendCodePoint);
        String trimmed = clean.toString().strip();
        return trimmed.isEmpty() ? "unknown" : trimmed;
    }
}
