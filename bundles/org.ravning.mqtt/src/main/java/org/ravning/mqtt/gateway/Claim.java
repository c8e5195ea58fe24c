// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.ThingOptions;

/**
 * Says which gateway has a thing. It holds as long as that gateway is heard.
 *
 * @param owner the gateway that has the thing; empty if none has, because the thing was removed
 * @param by the gateway that says so: the owner itself, or the one that hands over to it
 * @param term one more with each change; a higher one always goes before
 * @param rssi how strongly the owner hears the thing, in dBm
 * @param said what was said of the thing, which holds at every gateway
 * @param done keys of the commands that were carried out last, newest last
 */
record Claim(String owner, String by, long term, int rssi, Said said, List<String> done) {
    /** How many commands a claim tells of. */
    static final int MOST_DONE = 32;

    Claim {
        done = List.copyOf(done.subList(Math.max(0, done.size() - MOST_DONE), done.size()));
    }

    /** Whether a thing was removed. */
    enum Removal {
        /** No. */
        NONE,
        /** Yes; it comes back when it is heard. */
        FORGOTTEN,
        /** Yes, for good. */
        BLOCKED
    }

    /**
     * What was said of a thing.
     *
     * @param name its name; null as long as no gateway told one
     * @param options how often it is told
     * @param removed whether it was removed
     */
    record Said(@Nullable String name, ThingOptions options, Removal removed) {
        static final Said NOTHING = new Said(null, ThingOptions.NONE, Removal.NONE);
    }

    /** Says whether this goes before the other: by the higher term, then the stronger signal, then the lower id. */
    boolean beats(Claim other) {
        if (term != other.term) {
            return term > other.term;
        }
        return rssi != other.rssi ? rssi > other.rssi : owner.compareTo(other.owner) < 0;
    }

    /** Says whether it is the same claim, whatever was said along with it. */
    boolean isSame(Claim other) {
        return term == other.term && rssi == other.rssi && owner.equals(other.owner);
    }

    boolean isOwnedBy(String gateway) {
        return owner.equals(gateway);
    }

    /** Says whether the owner itself said so. */
    boolean isConfirmed() {
        return by.equals(owner);
    }
}
