// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ravning.backend.feed.frame.FrameReader;

/**
 * One kind of gateway and where it publishes.
 *
 * @param kind the kind
 * @param filter an MQTT topic filter
 * @param topics the topics that it admits
 */
record FeedSource(FrameReader.Kind kind, String filter, Pattern topics) {
    private static final int LONGEST = 256;

    /**
     * Reads sources separated by commas, each a kind that may be followed by a topic filter.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    static List<FeedSource> parse(String text) {
        List<FeedSource> sources = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] words = part.strip().split("\\s+", -1);
            if (words.length > 2) {
                throw new IllegalArgumentException(
                        "sources: \"" + part.strip() + "\" is not a kind and a topic filter");
            }
            if (!words[0].isEmpty()) {
                FrameReader.Kind kind = kind(words[0]);
                sources.add(of(kind, words.length == 2 ? words[1] : kind.usualFilter()));
            }
        }
        return List.copyOf(sources);
    }

    boolean admits(String topic) {
        return topics.matcher(topic).matches();
    }

    private static FeedSource of(FrameReader.Kind kind, String filter) {
        if (filter.length() > LONGEST || !filter.matches("(\\+|[^+#/]*)(/(\\+|[^+#/]*))*(/#)?|#")) {
            throw new IllegalArgumentException("sources: \"" + filter + "\" is no topic filter");
        }
        StringBuilder pattern = new StringBuilder();
        for (String level : filter.split("/", -1)) {
            String begin = pattern.length() == 0 ? "" : "/";
            pattern.append(
                    switch (level) {
                        case "+" -> begin + "[^/]*";
                        case "#" -> begin.isEmpty() ? ".*" : "(/.*)?";
                        default -> begin + Pattern.quote(level);
                    });
        }
        return new FeedSource(kind, filter, Pattern.compile(pattern.toString()));
    }

    private static FrameReader.Kind kind(String word) {
        for (FrameReader.Kind kind : FrameReader.Kind.values()) {
            if (kind.word().equals(word.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "sources: \"" + word + "\" is not theengs, openmqttgateway, ruuvi or ravning");
    }
}
