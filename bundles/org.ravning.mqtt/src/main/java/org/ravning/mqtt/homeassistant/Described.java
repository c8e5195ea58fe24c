// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.topic.Labels;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;

/**
 * What one thing once had: the properties that it had in this run, and the entities that an earlier run left at the broker.
 * Not safe for threads.
 */
final class Described {
    /** What was left and not looked at yet. */
    final Map<String, Bytes> left = new HashMap<>();
    /** What is at the broker for the thing. */
    final Set<String> topics = new HashSet<>();

    private final List<Entity> found = new ArrayList<>();
    private final List<Entity> removed = new ArrayList<>();
    private boolean foundOther;
    private @Nullable Thing last;
    private @Nullable Instant until;

    /** Returns the thing, or null if it was not heard yet in this run. */
    @Nullable
    ThingId thing() {
        return last == null ? null : last.id();
    }

    @Nullable
    Instant until() {
        return until;
    }

    /** Takes in what was left. */
    void find(Discovery discovery, Thing thing) {
        left.forEach((topic, payload) -> LeftConfig.read(discovery, topic, payload)
                .ifPresent(config -> {
                    foundOther |= !config.model().isEmpty()
                            && !config.model().equals(Labels.clean(thing.model().model()));
                    config.entities().stream()
                            .filter(entity -> found.stream().noneMatch(entity::isSame))
                            .forEach(found::add);
                }));
        left.clear();
    }

    /** Returns the entities that a thing has now, then those it once had, unless it has been without them for too long. */
    List<Entity> entities(Discovery discovery, Thing thing, Instant now, Duration grace, Duration otherModelsGrace) {
        Thing before = last;
        boolean other = foundOther
                || before != null
                        && !before.model().model().equals(thing.model().model());
        Thing whole = before == null ? thing : withPropertiesOf(before, thing);
        List<Entity> own = discovery.entities(whole);
        String node = Discovery.nodeId(thing);
        found.removeIf(each -> own.stream().anyMatch(each::isSame)
                || whole.property(each.property(node)).isPresent()
                || each.property(node).equals(Discovery.RSSI.name()));
        boolean missing = !found.isEmpty()
                || whole.properties().size() > thing.properties().size();
        if (!missing) {
            until = null;
            foundOther = false;
        } else {
            Instant latest = now.plus(other ? otherModelsGrace : grace);
            until = until == null || latest.isBefore(until) ? latest : until;
        }
        if (until != null && !now.isBefore(until)) {
            return without(discovery, thing, own);
        }
        last = other && missing && before != null
                ? new Thing(
                        whole.id(), whole.name(), whole.device(), before.model(), whole.profiles(), whole.properties())
                : whole;
        List<Entity> all = new ArrayList<>(own);
        found.forEach(each -> all.add(each.named(discovery.topics(), thing.name())));
        removed.removeIf(each -> all.stream().anyMatch(each::isSame));
        addRemoved(discovery, all);
        return all;
    }

    private List<Entity> without(Discovery discovery, Thing thing, List<Entity> own) {
        List<Entity> now = discovery.entities(thing);
        List<Entity> gone = new ArrayList<>(found);
        gone.addAll(own);
        gone.removeIf(each -> now.stream().anyMatch(each::isSame));
        gone.forEach(each -> removed.add(each.removed()));
        found.clear();
        foundOther = false;
        until = null;
        last = thing;
        List<Entity> all = new ArrayList<>(now);
        addRemoved(discovery, all);
        return all;
    }

    /** Only a device's one configuration has to say what is gone; each of the other form is cleared. */
    private void addRemoved(Discovery discovery, List<Entity> all) {
        if (discovery.isOfDevices()) {
            removed.forEach(each -> all.add(each.removed()));
        }
    }

    private static Thing withPropertiesOf(Thing before, Thing thing) {
        List<Property> properties = new ArrayList<>(thing.properties());
        before.properties().stream()
                .filter(each -> thing.property(each.name()).isEmpty())
                .forEach(properties::add);
        return new Thing(thing.id(), thing.name(), thing.device(), thing.model(), thing.profiles(), properties);
    }
}
