// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.time.Duration;

/**
 * Notices that a radio which scans has become deaf, and says what to try next.
 *
 * <p>Controllers and drivers exist that go on scanning and report nothing, without any error. What is usual differs from
 * place to place, so the limit is a multiple of the longest gap that is usual here; less is enough while another radio
 * hears. A passive discovery may tell changes only and gets more. Each step that does not help doubles the time to the next.
 *
 * <p>Guarded by the hub's lock.
 */
final class SilenceWatch {
    private static final Duration LEAST = Duration.ofSeconds(90);
    private static final Duration LEAST_WHILE_OTHERS_HEAR = Duration.ofSeconds(45);
    private static final Duration MOST = Duration.ofMinutes(30);
    private static final int GAPS = 10;
    private static final int GAPS_WHILE_OTHERS_HEAR = 5;
    private static final int MORE_IF_PASSIVE = 10;

    /** What to do. */
    enum Step {
        /** All is as usual. */
        NONE,
        /** It hears again. */
        RECOVERED,
        /** Stop the discovery and start it anew. */
        RESCAN,
        /** Switch the radio off and on. */
        RESTART
    }

    private int steps;
    private long reportsBefore;

    /**
     * Decides.
     *
     * @param othersHear whether another radio has heard something lately
     * @param mayRestart whether the radio may be switched off and on now
     */
    Step check(AirHabit.Snapshot air, boolean passive, boolean othersHear, boolean mayRestart) {
        if (steps > 0 && air.reports() != reportsBefore) {
            steps = 0;
            return Step.RECOVERED;
        }
        if (!air.known() || air.silence().compareTo(limit(air.gap(), passive, othersHear)) < 0) {
            return Step.NONE;
        }
        reportsBefore = air.reports();
        steps++;
        return steps > 1 && mayRestart ? Step.RESTART : Step.RESCAN;
    }

    /** Says whether it hears nothing although it should, by what was found at the last check. */
    boolean isSilent(long reports) {
        return steps > 0 && reports == reportsBefore;
    }

    /** Returns how many steps were taken since it fell silent. */
    int steps() {
        return steps;
    }

    private Duration limit(Duration gap, boolean passive, boolean othersHear) {
        Duration usual = gap.multipliedBy(othersHear ? GAPS_WHILE_OTHERS_HEAR : GAPS);
        Duration least = othersHear ? LEAST_WHILE_OTHERS_HEAR : LEAST;
        Duration limit = usual.compareTo(least) > 0 ? usual : least;
        Duration wanted = limit.multipliedBy(passive ? MORE_IF_PASSIVE : 1).multipliedBy(1L << Math.min(steps, 6));
        return wanted.compareTo(MOST) > 0 ? MOST : wanted;
    }
}
