// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What one running core has counted since it began. */
public final class Counters {
    /** Advertising packets and scan responses heard. */
    public final LongAdder advertisements = new LongAdder();
    /** What was heard and was no well-formed advertisement. */
    public final LongAdder malformed = new LongAdder();
    /** Advertisements that slow listeners lost. */
    public final LongAdder advertisementsDropped = new LongAdder();
    /** Discoveries that the system refused or ended. */
    public final LongAdder scanFailures = new LongAdder();
    /** Steps taken because a radio that scanned had fallen silent. */
    public final LongAdder scanSilences = new LongAdder();
    /** Links that came up. */
    public final LongAdder connects = new LongAdder();
    /** Attempts to connect that failed. */
    public final LongAdder connectFailures = new LongAdder();
    /** Attempts to connect that were made anew after one that failed in passing. */
    public final LongAdder connectRetries = new LongAdder();
    /** Attempts to connect that made way for others, and lined up again. */
    public final LongAdder connectYields = new LongAdder();
    /** Links that ended unasked. */
    public final LongAdder linksLost = new LongAdder();
    /** Reads, writes and the like that were sent. */
    public final LongAdder operations = new LongAdder();
    /** Those that failed or timed out. */
    public final LongAdder operationFailures = new LongAdder();
    /** Values that devices sent by themselves. */
    public final LongAdder notifications = new LongAdder();
    /** Those that slow listeners lost. */
    public final LongAdder notificationsDropped = new LongAdder();

    /** Returns the figures by snake_case name, in the order to show them. */
    public Map<String, Long> snapshot() {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("advertisements", advertisements.sum());
        figures.put("malformed", malformed.sum());
        figures.put("advertisements_dropped", advertisementsDropped.sum());
        figures.put("scan_failures", scanFailures.sum());
        figures.put("scan_silences", scanSilences.sum());
        figures.put("connects", connects.sum());
        figures.put("connect_failures", connectFailures.sum());
        figures.put("connect_retries", connectRetries.sum());
        figures.put("connect_yields", connectYields.sum());
        figures.put("links_lost", linksLost.sum());
        figures.put("operations", operations.sum());
        figures.put("operation_failures", operationFailures.sum());
        figures.put("notifications", notifications.sum());
        figures.put("notifications_dropped", notificationsDropped.sum());
        return figures;
    }
}
