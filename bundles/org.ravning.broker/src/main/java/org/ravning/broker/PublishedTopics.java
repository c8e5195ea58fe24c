// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which topics may be published to. Some subscribers die of a topic that others may use by the letter of MQTT 3.1.1 section
 * 1.5.3, and a retained message kills them at each connect.
 */
final class PublishedTopics {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedTopics.class);
    private static final int REPLACEMENT = 0xFFFD;

    private final AtomicLong dropped = new AtomicLong();

    /** Returns what is wrong with a topic that nobody may use, or null. */
    static @Nullable String fault(String topic) {
        if (topic.isEmpty()) {
            return "an empty topic";
        }
        return topic.codePoints()
                .filter(PublishedTopics::isForbidden)
                .mapToObj(c -> c == REPLACEMENT ? "a topic that is not UTF-8" : String.format("a topic with U+%04X", c))
                .findFirst()
                .orElse(null);
    }

    private static boolean isForbidden(int c) {
        boolean noCharacter = (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
        return c == REPLACEMENT
                || noCharacter
                || Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE;
    }

    /** Whether a topic is right, but has a character beyond U+FFFF, of which Eclipse Paho's client for MQTT 3.1.1 dies. */
    static boolean isDangerous(String topic) {
        return topic.codePoints().anyMatch(Character::isSupplementaryCodePoint);
    }

    /** Counts a message that was dropped for its topic; the log has the first and then each thousandth. */
    void drop(String client, String topic) {
        if (dropped.getAndIncrement() % 1000 == 0) {
            LOG.warn(
                    "Embedded MQTT broker drops what {} publishes to {}: characters beyond U+FFFF end some clients;"
                            + " {} dropped so far",
                    client,
                    topic,
                    dropped.get());
        }
    }
}
