// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A thing as the arbiter keeps it. Guarded by the arbiter.
 *
 * <pre>
 *   NONE --(we claim it, or find our own claim)--&gt; SETTLING --(no better claim came)--&gt; OWNED
 *     ^                                                |                                  |
 *     +------(a better claim, our lease is over)-------+                    (another shall have it)
 *     |                                                                                   |
 *     +--------------------------(its link has ended)--------------- RELEASING &lt;----------+
 * </pre>
 */
final class Holding {
    enum Phase {
        /** We have nothing to do with it. */
        NONE,
        /** We claim it, and wait for a better claim. */
        SETTLING,
        /** We have it. */
        OWNED,
        /** We do nothing more for it, and give it away once its link has ended. */
        RELEASING
    }

    final String thing;
    Phase phase = Phase.NONE;
    /** The best claim known. */
    @Nullable
    Claim claim;
    /** When that claim was heard first. */
    long claimedAt;
    /** When the owner was last heard to have it. */
    long affirmedAt;
    /** When we last told that we have it. */
    long toldAt;
    /** Whether our own claim came back from the broker, and when it is ours then. */
    boolean heardBack;

    long actAt;
    /** Since when nobody has it, as far as this gateway has seen. */
    boolean vacant;

    long vacantSince;
    /** Who had it before us, and since when we have it. */
    String before = "";

    long since;
    /** Whether who had it before gave it to us. */
    boolean handedOver;
    /** To whom we give it away, how well that one hears it in dBm, and since when. */
    String heir = "";

    int heirRssi;
    long releasedAt;
    /** When our claim was last published again because a worse one stood at the broker. */
    long insistedAt;

    /** When it was last told who hears it. */
    long describedAt;

    @Nullable
    Signal signal;

    Holding(String thing, long now) {
        this.thing = thing;
        describedAt = now;
        insistedAt = now - Long.MAX_VALUE / 4;
    }

    void take(Claim better, long now) {
        claim = better;
        claimedAt = now;
        affirmedAt = now;
        vacant = false;
    }

    long term() {
        return claim == null ? 0 : claim.term();
    }

    boolean isOwnedBy(String gateway) {
        return claim != null && claim.isOwnedBy(gateway);
    }
}
