// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The links of things, for who shares the things with other gateways: a device takes one link as a rule, so that only the
 * gateway that has a thing may connect to it. As long as nobody restricts them, every thing is connected to as its profiles
 * want. A service; any thread may call; nothing here waits for a device.
 */
@ProviderType
public interface ThingLinks {
    /** How a link is. */
    enum Link {
        /** There is none, and none is being made. */
        NONE,
        /** It is being made, or ended. */
        UNDER_WAY,
        /** It is there: the device is, though most advertise no more while they are connected. */
        OPEN
    }

    /** Returns how the link to a thing is. */
    Link of(ThingId thing);

    /**
     * Restricts links to those things of which this says so, in place of who restricted them before. It is asked before
     * each attempt to connect, on any thread and with no lock held; it must answer at once and not throw.
     *
     * @return what tells of changes, and ends the restriction
     */
    Restriction restrict(Predicate<? super ThingId> mayLink);

    /** A restriction that holds until it is closed, or until another takes its place. */
    @ProviderType
    interface Restriction extends AutoCloseable {
        /** The answer for a thing has changed. Its link is made if it may be now; else it ends after the command under way. */
        void changed(ThingId thing);

        /** Ends the link to a thing at once, whatever is under way; it must not be allowed any more. */
        void cut(ThingId thing);

        /** Ends the restriction. All things may be connected to soon, not at once: who restricts may be about to return. */
        @Override
        void close();
    }
}
