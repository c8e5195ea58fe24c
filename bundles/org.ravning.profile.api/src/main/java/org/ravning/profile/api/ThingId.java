// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/**
 * The lasting identity of a thing: made of its device (or the identity that its beacon tells), never of its name or of
 * the gateway.
 *
 * @param value 1 to 128 lower-case letters, digits and dashes
 */
public record ThingId(String value) {
    private static final int LONGEST = 128;

    /** Refuses what could not stand in a topic. */
    public ThingId {
        if (value.isEmpty()
                || value.length() > LONGEST
                || !value.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
            throw new IllegalArgumentException("the id of a thing is 1 to 128 of a-z, 0-9 and -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
