// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;

/** Writes down what a listener hears, a line each. */
final class News implements ThingListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void onThing(Thing thing) {
        List<String> names = new ArrayList<>();
        thing.properties().forEach(p -> names.add(p.name()));
        lines.add("thing " + thing.name() + " " + names);
    }

    @Override
    public void onThingRemoved(Thing thing) {
        lines.add("removed " + thing.name());
    }

    @Override
    public void onState(Thing thing, ThingState state, Set<String> told) {
        StringBuilder line = new StringBuilder("state");
        for (String name : new TreeSet<>(told)) {
            ThingState.TimedValue value = state.values().get(name);
            line.append(' ').append(name).append('=').append(value == null ? "?" : value.value());
        }
        lines.add(line.toString());
    }

    @Override
    public void onEvent(Thing thing, Event event, Instant at) {
        lines.add("event " + event.property().name() + " " + event.type());
    }

    @Override
    public void onAvailability(Thing thing, Availability availability) {
        lines.add("availability " + availability);
    }

    @Override
    public void onCandidate(Candidate candidate) {
        lines.add("candidate " + candidate.id() + " " + candidate.reason());
    }

    /** Returns the lines and begins anew. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }
}
