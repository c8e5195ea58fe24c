// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a device is kept connected.
 *
 * @param connect how each attempt is made
 * @param firstPause the pause after a lost link and after the first failure; it doubles with each further failure
 * @param longestPause the longest pause
 * @param giveUpAfter how long to try without success before it is given up; null means for ever
 */
public record ReconnectPolicy(
        ConnectOptions connect,
        Duration firstPause,
        Duration longestPause,
        @Nullable Duration giveUpAfter) {
    /** Attempts of thirty seconds, pauses from one second to one minute, for ever. */
    public static final ReconnectPolicy DEFAULT =
            new ReconnectPolicy(ConnectOptions.DEFAULT, Duration.ofSeconds(1), Duration.ofMinutes(1), null);

    private static final int MOST_DOUBLINGS = 20;

    /** Refuses durations that are not positive, and a longest pause that is shorter than the first. */
    public ReconnectPolicy {
        ConnectOptions.requirePositive(firstPause, "firstPause");
        if (longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("longestPause is at least firstPause, not " + longestPause);
        }
        if (giveUpAfter != null) {
            ConnectOptions.requirePositive(giveUpAfter, "giveUpAfter");
        }
    }

    /** Returns this policy with other options for each attempt. */
    public ReconnectPolicy withConnect(ConnectOptions options) {
        return new ReconnectPolicy(options, firstPause, longestPause, giveUpAfter);
    }

    /** Returns this policy with other pauses. */
    public ReconnectPolicy withPauses(Duration first, Duration longest) {
        return new ReconnectPolicy(connect, first, longest, giveUpAfter);
    }

    /** Returns this policy with an end, or with null without. */
    public ReconnectPolicy withGiveUpAfter(@Nullable Duration time) {
        return new ReconnectPolicy(connect, firstPause, longestPause, time);
    }

    /**
     * Returns the pause after so many failures in a row.
     *
     * @param failures 0 after a link that was lost
     */
    public Duration pauseAfter(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        Duration pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
