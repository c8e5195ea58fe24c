// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/**
 * What a profile is called.
 *
 * @param id its name, {@code [a-z][a-z0-9-]*}, unique: such as {@code bthome} or {@code sig-heart-rate}
 * @param title a name for people
 * @param specificity which goes first when several decode the same frame: 0 generic, 100 a vendor's model
 */
public record ProfileInfo(String id, String title, int specificity) {
    /** Refuses an id that could not stand in a topic. */
    public ProfileInfo {
        if (id.isEmpty() || !id.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
            throw new IllegalArgumentException("a profile id is lower case with dashes, not \"" + id + "\"");
        }
    }
}
