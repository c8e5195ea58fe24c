// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.hearing;

import java.time.Duration;

/**
 * How long a device may be silent, by its largest usual gap.
 *
 * @param factor how many of its largest gaps it may be silent
 * @param least what is allowed to every device, however often it sends
 * @param unlearned what is allowed to a device that was heard too seldom to tell
 * @param most what no device is allowed more than
 */
public record SilenceRule(int factor, Duration least, Duration unlearned, Duration most) {
    /** Twice the largest gap, 30 s at least, 3 min for a device that is new, 25 h at most. */
    public static final SilenceRule DEFAULT =
            new SilenceRule(2, Duration.ofSeconds(30), Duration.ofMinutes(3), Duration.ofHours(25));

    /** Refuses what makes no sense. */
    public SilenceRule {
        if (factor < 1 || least.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a device may be silent for at least one gap and one second");
        }
    }

    /** Returns this rule with another least silence. */
    public SilenceRule withLeast(Duration newLeast) {
        return new SilenceRule(factor, newLeast, unlearned, most);
    }

    Duration allowed(Duration largestGap, boolean learned) {
        Duration allowed = max(largestGap.multipliedBy(factor), learned ? least : max(least, unlearned));
        return allowed.compareTo(most) > 0 ? most : allowed;
    }

    private static Duration max(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? right : left;
    }
}
