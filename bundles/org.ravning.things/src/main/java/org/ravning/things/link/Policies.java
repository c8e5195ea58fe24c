// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattProfile;

/**
 * The policies of a thing's profiles, joined: the most connected wins.
 *
 * @param keepsConnected whether to be connected all the time
 * @param interval the time between reads, if there are any
 */
record Policies(boolean keepsConnected, @Nullable Duration interval) {
    /** How often a kept link reads what does not come by itself, if no profile says. */
    private static final Duration KEPT_INTERVAL = Duration.ofMinutes(5);
    /** More often would be a link that is kept. */
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);

    static Policies of(List<GattProfile> profiles) {
        boolean keep = false;
        Duration interval = null;
        for (GattProfile profile : profiles) {
            ConnectionPolicy policy = profile.policy();
            keep |= policy instanceof ConnectionPolicy.KeepConnected;
            if (policy instanceof ConnectionPolicy.Poll poll
                    && (interval == null || poll.interval().compareTo(interval) < 0)) {
                interval = poll.interval().compareTo(LEAST_INTERVAL) < 0 ? LEAST_INTERVAL : poll.interval();
            }
        }
        return new Policies(keep, keep && interval == null ? KEPT_INTERVAL : interval);
    }
}
