// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.time.Instant;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears what happens to things. Calls are serial, in order, on a dispatcher thread, with no lock held; they must not
 * block. A listener that throws is logged and kept.
 */
@ConsumerType
public interface ThingListener {
    /** A thing is there, now or already when the listener was added, or its description changed (name, properties). */
    default void onThing(Thing thing) {}

    /** A thing was removed, or is no longer served by any profile. */
    default void onThingRemoved(Thing thing) {}

    /**
     * A thing told something. Called for every report, also when nothing changed.
     *
     * @param told the names of the properties that were in this report
     */
    default void onState(Thing thing, ThingState state, Set<String> told) {}

    /** Something happened at a thing. */
    default void onEvent(Thing thing, Event event, Instant at) {}

    /** A device that a profile recognises cannot be a thing, or not yet; at most a few in a minute. */
    default void onCandidate(Candidate candidate) {}

    /** A thing came or went. */
    default void onAvailability(Thing thing, Availability availability) {}
}
