// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

/** The versions of the Homie convention. */
public enum Convention {
    /** 4.0.0: each attribute on a topic of its own. */
    V4("4"),
    /** 5.0.0: one description in JSON for each device, under a topic level of its own. */
    V5("5");

    private final String word;

    Convention(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Convention of(String word) {
        for (Convention convention : values()) {
            if (convention.word.equals(word)) {
                return convention;
            }
        }
        throw new IllegalArgumentException("homie is off, 4, 5 or \"4, 5\", not \"" + word + "\"");
    }

    /** Returns the topic that devices are under. */
    String base(String root) {
        return this == V4 ? root : root + "/" + word;
    }
}
