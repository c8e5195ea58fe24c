// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.ravning.api.Bytes;
import org.ravning.mqtt.gateway.Ownership;
import org.ravning.mqtt.gateway.SharedHome;
import org.ravning.mqtt.homie.HomieRoot.States;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.session.LastWills;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;

/**
 * Publishes things as devices by one version of the convention: first what describes a device, then its values, last its
 * state; and back to {@code init} whenever the description changes. A thing that is removed is lost at once and cleared a
 * little later.
 */
final class HomiePublisher implements ThingListener, SharedHome.Listener {
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Convention convention;
    private final String base;
    private final Publisher publisher;
    private final Optional<HomieRoot> root;
    private final LastWills wills;
    private final HomieMemory memory;
    private final HomieValues values;
    private final Ownership ownership;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ShownDevice> shown = new LinkedHashMap<>();
    private boolean closed;

    /** @param root the device that all others are children of; Homie 4 has none */
    HomiePublisher(
            Convention convention,
            String base,
            Publisher publisher,
            Optional<HomieRoot> root,
            LastWills wills,
            HomieMemory memory,
            HomieValues values,
            Ownership ownership,
            Clock clock,
            ScheduledExecutorService timer) {
        this.convention = convention;
        this.base = base;
        this.publisher = publisher;
        this.root = root;
        this.wills = wills;
        this.memory = memory;
        this.values = values;
        this.ownership = ownership;
        this.clock = clock;
        this.timer = timer;
    }

    @Override
    public void onThing(Thing thing) {
        HomieDevice device = HomieDevice.of(convention, thing);
        lock.lock();
        try {
            ShownDevice now = shown.computeIfAbsent(device.id(), id -> new ShownDevice(device));
            now.removed = false;
            now.device = device;
            if (ownership.has(thing.id())) {
                speakFor(now);
            }
        } finally {
            lock.unlock();
        }
    }

    private void speakFor(ShownDevice now) {
        boolean first = !now.ours;
        now.ours = true;
        Map<String, Bytes> attributes = attributes(now.device);
        if (!attributes.equals(now.attributes)) {
            describe(now, attributes, first);
        }
        if (first) {
            hold(now.device.id());
            root.ifPresent(r -> r.add(now.device.id()));
        }
    }

    @Override
    public void gained(ThingId thing) {
        lock.lock();
        try {
            ShownDevice now = shown.get(HomieDevice.idOf(thing));
            if (now != null && !now.removed && ownership.has(thing)) {
                speakFor(now);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Another gateway speaks for the thing now: what is at the broker stays, and is no longer ours. */
    @Override
    public void lost(ThingId thing) {
        lock.lock();
        try {
            ShownDevice now = shown.get(HomieDevice.idOf(thing));
            if (now == null || !now.ours || now.removed) {
                return;
            }
            String topic = topic(now.device);
            now.release();
            memory.topics(topic).forEach(name -> publisher.forget(topic + "/" + name));
            memory.keep(topic, Set.of());
            if (now.word.equals(States.DISCONNECTED)) {
                publisher.handOver(topic + "/$state", now.word);
            }
            root.ifPresent(r -> r.remove(now.device.id()));
            wills.release(willName(now.device.id()));
        } finally {
            lock.unlock();
        }
    }

    /** Takes in what the broker has of a device: a state that is not ours, or a description by another gateway. */
    void accept(Message message) {
        String[] levels = message.topic()
                .substring(Math.min(message.topic().length(), base.length() + 1))
                .split("/", -1);
        if (message.topic().startsWith(base + "/") && levels.length == 2) {
            hear(levels[0], levels[1], message.payload());
        }
    }

    private void hear(String id, String name, Bytes payload) {
        lock.lock();
        try {
            ShownDevice now = shown.get(id);
            if (now == null || !now.ours) {
                if (name.equals("$description") && HomieDevice.isId(id)) {
                    Attributes.version(payload).ifPresent(version -> memory.learn(base + "/" + id, version));
                }
            } else if (name.equals("$state") && isEnd(payload) && !payload.equals(now.word)) {
                renew(id); // the last will of a gateway that had it
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isEnd(Bytes word) {
        return word.equals(States.LOST) || word.equals(States.DISCONNECTED);
    }

    private Map<String, Bytes> attributes(HomieDevice device) {
        if (root.isEmpty()) {
            return Attributes.topics(device);
        }
        JsonObject json = Attributes.description(device, root.get().id());
        json.addProperty("version", memory.version(topic(device), Json.text(json), clock));
        return Map.of("$description", Json.bytes(json));
    }

    private void describe(ShownDevice now, Map<String, Bytes> attributes, boolean first) {
        String topic = topic(now.device);
        Set<String> before = new HashSet<>(memory.topics(topic));
        now.attributes = attributes;
        publisher.pass(topic + "/$state", States.INIT);
        attributes.forEach((name, payload) -> publisher.retain(topic + "/" + name, payload));
        Set<String> topics = topics(now.device, attributes);
        before.removeIf(name -> topics.contains(name) && !(first && isValue(name)));
        before.forEach(gone -> publisher.purge(topic + "/" + gone));
        memory.keep(topic, topics);
        if (first && convention == Convention.V4) {
            publisher.purge(topic + "/$extensions"); // must be sent, and says that there are none
        }
        ThingState state = now.state;
        if (state != null) {
            values.tell(now, topic, state, property -> true);
        }
        publisher.conclude(topic + "/$state", now.word);
    }

    /** What an earlier run told is not known to be so now. */
    private static boolean isValue(String name) {
        return name.contains("/") && (name.endsWith("/$target") || !name.contains("$"));
    }

    private static Set<String> topics(HomieDevice device, Map<String, Bytes> attributes) {
        Set<String> topics = new LinkedHashSet<>(attributes.keySet());
        topics.add("$state");
        for (HomieDevice.Node node : device.nodes()) {
            node.properties().stream().filter(HomieProperty::isRetained).forEach(property -> {
                topics.add(node.id() + "/" + property.id());
                if (property.isSettable()) {
                    topics.add(node.id() + "/" + property.id() + "/$target");
                }
            });
        }
        return topics;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
    public void onThingRemoved(Thing thing) {
        lock.lock();
        try {
            ShownDevice gone = shown.get(HomieDevice.idOf(thing.id()));
            if (gone != null && !gone.ours) {
                shown.remove(gone.device.id());
            } else if (gone != null) {
                gone.removed = true;
                say(gone, States.LOST);
                timer.schedule(() -> clearIfGone(gone), GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            return; // shutting down
        } finally {
            lock.unlock();
        }
    }

    private void clearIfGone(ShownDevice gone) {
        lock.lock();
        try {
            if (!gone.removed || closed || !shown.remove(gone.device.id(), gone)) {
                return;
            }
            String topic = topic(gone.device);
            root.ifPresent(r -> r.remove(gone.device.id()));
            wills.release(willName(gone.device.id()));
            publisher.purge(topic + "/$state");
            memory.topics(topic).stream()
                    .filter(name -> !name.equals("$state"))
                    .sorted()
                    .forEach(name -> publisher.purge(topic + "/" + name));
            memory.forget(topic);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onState(Thing thing, ThingState state, Set<String> told) {
        lock.lock();
        try {
            ShownDevice now = shown.get(HomieDevice.idOf(thing.id()));
            if (now != null) {
                boolean all = now.state == null;
                now.state = state;
                if (now.ours) {
                    values.tell(now, topic(now.device), state, property -> all || told.contains(property));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onEvent(Thing thing, Event event, Instant at) {
        lock.lock();
        try {
            ShownDevice now = shown.get(HomieDevice.idOf(thing.id()));
            if (now == null || !now.ours) {
                return;
            }
            for (HomieDevice.Node node : now.device.nodes()) {
                for (HomieProperty property : node.properties()) {
                    if (property.property().name().equals(event.property().name())) {
                        String topic = topic(now.device) + "/" + node.id() + "/" + property.id();
                        property.payload(Value.of(event.type())).ifPresent(word -> values.happened(topic, word));
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onAvailability(Thing thing, Availability availability) {
        lock.lock();
        try {
            ShownDevice now = shown.get(HomieDevice.idOf(thing.id()));
            if (now != null && !now.removed) {
                say(now, availability == Availability.ONLINE ? States.READY : States.LOST);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says of every device that it is disconnected: nobody speaks for the things now. */
    void allDisconnected() {
        lock.lock();
        try {
            shown.values().forEach(each -> say(each, States.DISCONNECTED));
        } finally {
            lock.unlock();
        }
    }

    void close() {
        allDisconnected();
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the device of that id. */
    Optional<HomieDevice> find(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(shown.get(id))
                    .filter(each -> each.ours && !each.removed)
                    .map(each -> each.device);
        } finally {
            lock.unlock();
        }
    }

    /** Tells what a property is to become, as it was asked for. */
    void target(HomieDevice device, String topic, Bytes payload) {
        lock.lock();
        try {
            ShownDevice now = shown.get(device.id());
            if (convention == Convention.V5 && now != null && now.ours) {
                now.targets.add(topic);
                publisher.conclude(topic + "/$target", payload);
            }
        } finally {
            lock.unlock();
        }
    }

    private void say(ShownDevice now, Bytes word) {
        if (!closed && !now.word.equals(word)) {
            now.word = word;
            if (now.ours) {
                publisher.conclude(topic(now.device) + "/$state", word);
            }
        }
    }

    /** In Homie 4 each device needs a will of its own; in Homie 5 that of the root counts for all. */
    private void hold(String id) {
        if (root.isEmpty()) {
            Message will = new Message(base + "/" + id + "/$state", States.LOST, 1, true);
            wills.hold(willName(id), will, () -> renew(id));
        }
    }

    private void renew(String id) {
        lock.lock();
        try {
            ShownDevice now = shown.get(id);
            if (now != null && now.ours && !closed) {
                publisher.conclude(topic(now.device) + "/$state", now.word);
            }
        } finally {
            lock.unlock();
        }
    }

    private String topic(HomieDevice device) {
        return base + "/" + device.id();
    }

    private static String willName(String id) {
        return id;
    }
}
