// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.util.Locale;

/** What is counted. */
public enum Counter {
    /** Connections to a broker that were made. */
    CONNECTED,
    /** Messages that the broker has. */
    PUBLISHED,
    /** Messages that came. */
    RECEIVED,
    /** What came and is no message, or none that the client can read. */
    UNREADABLE,
    /** Events lost because the queue was full. */
    DROPPED_EVENTS,
    /** Events lost because no broker was there for too long. */
    EXPIRED_EVENTS,
    /** Samples lost because no broker was there or the queue was full. */
    DROPPED_SAMPLES,
    /** Samples left out because the interval since the one before was not over. */
    HELD_SAMPLES,
    /** Payloads too large to publish, and states beyond the bound. */
    REFUSED_STATES,
    /** Messages that the broker did not take, and said so. */
    REFUSED_MESSAGES,
    /** Commands carried out or refused. */
    COMMANDS,
    /** Commands that did not end well. */
    FAILED_COMMANDS,
    /** Commands that were answered from memory. */
    REPEATED_COMMANDS,
    /** Commands ignored because they were retained. */
    RETAINED_COMMANDS,
    /** Messages that got no answer because there were too many bad ones. */
    UNANSWERED;

    /** Returns the name in snake_case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
