// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt to connect: each time twice as long, until a connection lasts; and longest at
 * once where another client seems to use our id, since two of one id would throw each other out for ever.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofSeconds(20);
    private static final int HASTY = 3;

    private Duration delay = FIRST;
    private int hastyLosses;

    /**
     * Returns the time until the next attempt.
     *
     * @param lasted how long the connection that was lost had lasted; null if none was made
     * @param takeover whether another client is known to have taken our place
     */
    Duration next(@Nullable Duration lasted, boolean takeover) {
        boolean stable = lasted != null && lasted.compareTo(STABLE) > 0;
        hastyLosses = stable || lasted == null ? 0 : hastyLosses + 1;
        if (stable) {
            delay = FIRST;
        }
        if (takeover || isRival()) {
            delay = LAST;
        }
        Duration now = delay;
        Duration twice = delay.multipliedBy(2);
        delay = twice.compareTo(LAST) > 0 ? LAST : twice;
        return now;
    }

    /** Says whether connections were lost so soon, so often, that another client may be using our id. */
    boolean isRival() {
        return hastyLosses >= HASTY;
    }
}
