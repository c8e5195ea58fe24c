// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/**
 * The lasting identity of a thing: made of its device (or the identity that its beacon tells), never of its name or of
 * the gateway.
 *
 * @param value lower-case letters, digits and dashes
 */
public record ThingId(String value) {
    /** Refuses what could not stand in a topic. */
    public ThingId {
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
            throw new IllegalArgumentException("not a thing id: \"" + value + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
