// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

/** When another gateway is so much better off with a thing that it shall have it. */
final class Hysteresis {
    private static final int STRONGER = 16;
    private static final int AFTER_LOSING = 6;
    private static final int SIMILAR = 6;
    private static final int NEAR = -70;

    private Hysteresis() {}

    /**
     * Says whether a challenger shall have what the owner has.
     *
     * @param owner how the owner hears it
     * @param challenger how the challenger hears it, in dBm, smoothed
     * @param justLost whether it was the challenger that had it until a moment ago
     */
    static boolean yields(Signal owner, long now, int challenger, boolean justLost) {
        int lead = challenger - owner.rssi() - (justLost ? AFTER_LOSING : 0);
        if (lead >= STRONGER) {
            return true;
        }
        double windows = (double) owner.silence(now) / owner.window();
        if (windows > 2.5) {
            return true;
        }
        if (owner.rssi() >= NEAR) {
            return false; // one that was as near as that has not just faded: it must be away for long
        }
        return windows > 1.5 && lead >= -SIMILAR || windows > 1 && lead > 0;
    }
}
