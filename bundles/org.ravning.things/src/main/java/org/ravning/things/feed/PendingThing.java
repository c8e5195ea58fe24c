// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.feed;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;

/** What one listener has not heard yet of one thing: the newest of each kind. */
final class PendingThing implements ThingFeed.Pending {
    private final ThingId id;
    private @Nullable Thing removed;
    private @Nullable Thing described;
    private @Nullable Availability availability;
    private @Nullable Thing teller;
    private @Nullable ThingState state;
    private Set<String> told = Set.of();

    PendingThing(ThingId id) {
        this.id = id;
    }

    ThingId id() {
        return id;
    }

    void describe(Thing thing) {
        described = thing;
    }

    void come(Thing thing, Availability newAvailability) {
        teller = thing;
        availability = newAvailability;
    }

    /** Takes a report; returns whether an earlier one was replaced. */
    boolean tell(Thing thing, ThingState newState, Set<String> properties) {
        boolean replaced = state != null;
        teller = thing;
        state = newState;
        if (replaced) {
            Set<String> all = new LinkedHashSet<>(told);
            all.addAll(properties);
            all.retainAll(newState.values().keySet()); // a profile that left took its values with it
            told = all;
        } else {
            told = properties;
        }
        return replaced;
    }

    void remove(Thing thing, boolean known) {
        described = null;
        availability = null;
        state = null;
        told = Set.of();
        if (known && removed == null) {
            removed = thing;
        }
    }

    /** Keeps the account of which things the listener knows, as this is delivered. */
    void recordIn(Set<ThingId> announced) {
        if (removed != null) {
            announced.remove(id);
        }
        if (described != null) {
            announced.add(id);
        }
    }

    @Override
    public void deliver(ThingListener listener) {
        if (removed != null) {
            listener.onThingRemoved(removed);
        }
        if (described != null) {
            listener.onThing(described);
        }
        if (teller != null && availability != null) {
            listener.onAvailability(teller, availability);
        }
        if (teller != null && state != null) {
            listener.onState(teller, state, Collections.unmodifiableSet(told));
        }
    }
}
