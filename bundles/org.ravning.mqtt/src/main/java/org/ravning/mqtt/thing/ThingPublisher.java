// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.thing;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.gateway.Ownership;
import org.ravning.mqtt.gateway.SharedHome;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.topic.Topics;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;

/**
 * Publishes things: what describes them, their state, availability and events; and clears what a thing no longer has.
 *
 * <p>A report that changes no value is published at most every {@code repeat}. A thing that was removed goes offline at
 * once and is cleared a little later, so that a profile which is only replaced does not make Home Assistant forget.
 */
public final class ThingPublisher implements ThingListener, SharedHome.Listener {
    /** How long a removed thing's topics stay. */
    static final Duration GRACE = Duration.ofSeconds(3);

    /** How long its state stays when what describes it was cleared. */
    private static final Duration STATES_AFTER = Duration.ofSeconds(1);

    private static final Bytes ONLINE = Bytes.ofUtf8("online");
    private static final Bytes OFFLINE = Bytes.ofUtf8("offline");

    private final Topics topics;
    private final Publisher publisher;
    private final Descriptions descriptions;
    private final DeliveryRules rules;
    private final Ownership ownership;
    private final Duration repeat;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ThingId, Shown> shown = new LinkedHashMap<>();

    /** @param descriptions what else is retained for a thing, by topic: discovery */
    public ThingPublisher(
            Topics topics,
            Publisher publisher,
            Descriptions descriptions,
            DeliveryRules rules,
            Ownership ownership,
            Duration repeat,
            Clock clock,
            ScheduledExecutorService timer) {
        this.topics = topics;
        this.publisher = publisher;
        this.descriptions = descriptions;
        this.rules = rules;
        this.ownership = ownership;
        this.repeat = repeat;
        this.clock = clock;
        this.timer = timer;
    }

    /** What is at the broker for a thing. */
    private static final class Shown {
        private Thing thing;
        private final Set<String> retained = new HashSet<>();
        private final Set<String> described = new HashSet<>();
        private final Set<String> purged = new HashSet<>();
        private @Nullable JsonObject values;
        private @Nullable ThingState state;
        private Instant at = Instant.EPOCH;
        private boolean removed;

        Shown(Thing thing) {
            this.thing = thing;
        }
    }

    @Override
    public void onThing(Thing thing) {
        lock.lock();
        try {
            Shown old = shown.computeIfAbsent(thing.id(), id -> new Shown(thing));
            old.thing = thing;
            old.removed = false;
            if (ownership.has(thing.id())) {
                describe(old);
            }
        } finally {
            lock.unlock();
        }
    }

    private void describe(Shown current) {
        Thing thing = current.thing;
        Map<String, JsonObject> described = descriptions.of(thing);
        Set<String> wanted = new HashSet<>(described.keySet());
        String state = topics.state(thing.name());
        if (rules.of(thing) == DeliveryRules.Delivery.RETAINED) {
            wanted.add(state);
        } else if (current.purged.add(state)) {
            publisher.purge(state); // an earlier run may have had it retained
        }
        wanted.add(topics.availability(thing.name()));
        Set<String> old = new HashSet<>(current.retained);
        old.removeAll(wanted);
        current.retained.clear();
        current.retained.addAll(wanted);
        described.forEach((topic, json) -> publisher.retain(topic, Json.bytes(json)));
        clearInOrder(old, current.described);
        current.described.clear();
        current.described.addAll(described.keySet());
        if (current.state != null) {
            publish(current, current.state);
            availability(thing, current.state.availability());
        }
    }

    @Override
    public void gained(ThingId id) {
        lock.lock();
        try {
            Shown current = shown.get(id);
            if (current != null && !current.removed && ownership.has(id)) {
                describe(current);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A thing that is connected may not tell anything for long. */
    @Override
    public void hearersChanged(ThingId id) {
        lock.lock();
        try {
            Shown current = shown.get(id);
            if (current != null && !current.removed && current.state != null && ownership.has(id)) {
                publish(current, current.state);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Another gateway speaks for the thing now: what is at the broker is no longer ours. */
    @Override
    public void lost(ThingId id) {
        lock.lock();
        try {
            Shown current = shown.get(id);
            if (current != null && !current.removed) {
                current.retained.forEach(publisher::forget);
                current.retained.clear();
                current.values = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onThingRemoved(Thing thing) {
        lock.lock();
        try {
            Shown gone = shown.get(thing.id());
            if (gone != null && !ownership.has(thing.id())) {
                shown.remove(thing.id());
                descriptions.forgotten(thing);
            } else if (gone != null) {
                gone.removed = true;
                availability(gone.thing, Availability.OFFLINE);
                later(GRACE, () -> clearIfGone(thing.id()));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onState(Thing thing, ThingState state, Set<String> told) {
        lock.lock();
        try {
            Shown current = shown.get(thing.id());
            if (current == null) {
                return;
            }
            current.state = state;
            if (!ownership.has(thing.id())) {
                return;
            }
            JsonObject values = StateJson.values(current.thing, state);
            boolean changed = !values.equals(current.values);
            if (changed || !clock.instant().isBefore(current.at.plus(repeat))) {
                publish(current, state, values);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onEvent(Thing thing, Event event, Instant at) {
        if (ownership.has(thing.id())) {
            publisher.send(topics.event(thing.name()), Json.bytes(StateJson.event(event, at)));
        }
    }

    @Override
    public void onAvailability(Thing thing, Availability availability) {
        lock.lock();
        try {
            boolean ours = ownership.has(thing.id());
            if (ours) {
                availability(thing, availability);
            }
            Shown current = shown.get(thing.id());
            if (current != null && current.state != null) {
                ThingState last = current.state;
                current.state = new ThingState(last.values(), availability, last.rssi(), last.lastSeen());
                if (ours) {
                    publish(current, current.state);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Shows every thing as offline: nobody speaks for them now. */
    public void allOffline() {
        lock.lock();
        try {
            shown.values().stream()
                    .filter(each -> ownership.has(each.thing.id()))
                    .forEach(each -> availability(each.thing, Availability.OFFLINE));
        } finally {
            lock.unlock();
        }
    }

    private void publish(Shown current, ThingState state) {
        publish(current, state, StateJson.values(current.thing, state));
    }

    private void publish(Shown current, ThingState state, JsonObject values) {
        current.values = values;
        current.at = clock.instant();
        String topic = topics.state(current.thing.name());
        JsonObject json = StateJson.state(values, state);
        ownership.describe(current.thing.id(), json);
        Bytes payload = Json.bytes(json);
        switch (rules.of(current.thing)) {
            case RETAINED -> publisher.retain(topic, payload);
            case UNRETAINED -> publisher.send(topic, payload);
            case AT_MOST_ONCE -> publisher.sample(topic, payload);
        }
    }

    private void availability(Thing thing, Availability availability) {
        publisher.retain(topics.availability(thing.name()), availability == Availability.ONLINE ? ONLINE : OFFLINE);
    }

    private void clearIfGone(ThingId id) {
        lock.lock();
        try {
            Shown gone = shown.get(id);
            if (gone != null && gone.removed) {
                shown.remove(id);
                descriptions.removed(gone.thing);
                clearInOrder(gone.retained, gone.described);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Clears what describes a thing first: who still reads its state by a description takes an empty one for a fault. */
    private void clearInOrder(Set<String> gone, Set<String> described) {
        Set<String> states = new HashSet<>(gone);
        states.removeAll(described);
        gone.stream().filter(described::contains).forEach(this::clear);
        if (!states.isEmpty()) {
            later(STATES_AFTER, () -> states.forEach(this::clear));
        }
    }

    /** Another thing may have taken over the name. */
    private void clear(String topic) {
        lock.lock();
        try {
            if (shown.values().stream().noneMatch(each -> each.retained.contains(topic))) {
                publisher.clear(topic);
            }
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
    private void later(Duration delay, Runnable task) {
        try {
            timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // shutting down
        }
    }
}
