// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.ravning.mqtt.topic.Topics;

/**
 * Whether and how things are published by the Homie convention.
 *
 * @param conventions the versions of it; none is off
 * @param root the first level of its topics, such as {@code homie}
 * @param wills the most devices of Homie 4 that have a last will of their own
 */
public record HomieSettings(Set<Convention> conventions, String root, int wills) {
    /**
     * Reads the settings as the user wrote them.
     *
     * @param words {@code off}, or versions separated by commas
     * @throws IllegalArgumentException with one line that names the setting and what is wrong with it
     */
    public static HomieSettings of(String words, String root, int wills) {
        Set<Convention> conventions = EnumSet.noneOf(Convention.class);
        if (!words.isEmpty() && !words.equals("off")) {
            for (String word : words.split(",", -1)) {
                conventions.add(Convention.of(word.strip()));
            }
        }
        if (root.contains("/")) {
            throw new IllegalArgumentException("homieTopic is one level, not \"" + root + "\"");
        }
        return new HomieSettings(conventions, new Topics(root).base(), wills);
    }

    /** Returns the versions, separated by commas, or {@code off}. */
    public String told() {
        return conventions.isEmpty()
                ? "off"
                : conventions.stream().map(Convention::word).collect(Collectors.joining(", "));
    }
}
