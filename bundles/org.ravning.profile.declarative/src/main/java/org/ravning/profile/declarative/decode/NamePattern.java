// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import org.jspecify.annotations.Nullable;

/** A local name with {@code *} for any characters and {@code ?} for one; an empty one stands for no name at all. */
public final class NamePattern {
    private static final int LONGEST = 64;

    private final String pattern;

    /**
     * Creates one.
     *
     * @throws IllegalArgumentException if it is longer than 64 characters
     */
    public NamePattern(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new IllegalArgumentException("a name pattern has at most " + LONGEST + " characters");
        }
        this.pattern = pattern;
    }

    /** Returns what every name that fits begins with. */
    public String prefix() {
        int end = 0;
        while (end < pattern.length() && pattern.charAt(end) != '*' && pattern.charAt(end) != '?') {
            end++;
        }
        return pattern.substring(0, end);
    }

    boolean fits(@Nullable String name) {
        return fitsText(name == null ? "" : name);
    }

    // Goes back to the last star only, so that it takes at most pattern times name steps.
    private boolean fitsText(String name) {
        int n = 0;
        int p = 0;
        int star = -1;
        int starName = 0;
        while (n < name.length()) {
            if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                n++;
                p++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starName = n;
            } else if (star >= 0) {
                p = star + 1;
                n = ++starName;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
