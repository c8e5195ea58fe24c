// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ravning.mqtt.command.RetainedCommands;
import org.ravning.mqtt.command.ThingCommands;
import org.ravning.mqtt.gateway.Ownership;
import org.ravning.mqtt.gateway.SharedHome;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.session.LastWills;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;

/** Things by those versions of the Homie convention that are switched on, none usually. Any thread may call. */
public final class Homie implements ThingListener, SharedHome.Listener, Consumer<Message>, AutoCloseable {
    private static final Duration SAVE = Duration.ofSeconds(2);

    private final HomieSettings settings;
    private final Publisher publisher;
    private final LastWills wills;
    private final HomieMemory memory;
    private final List<HomiePublisher> publishers = new ArrayList<>();
    private final List<HomieCommands> commands = new ArrayList<>();
    private final Future<?> saving;
    private Optional<HomieRoot> root = Optional.empty();

    /**
     * What it is built on.
     *
     * @param topics the bridge's topics, for answers to commands
     * @param clientId the name of this gateway at the broker
     * @param commands carries out commands
     * @param retained refuses those that were retained
     * @param json reads what a command holds
     * @param counters counts
     * @param repeat the time between two values of the signal strength
     * @param ownership says which things this gateway speaks for
     */
    public record Surroundings(
            Topics topics,
            String clientId,
            ThingCommands commands,
            RetainedCommands retained,
            StrictJson json,
            Counters counters,
            Duration repeat,
            Ownership ownership) {}

    /** Prepares what is switched on, and removes what an earlier run left of what is not. */
    public Homie(
            HomieSettings settings,
            Publisher publisher,
            LastWills wills,
            HomieMemory memory,
            Surroundings with,
            Clock clock,
            ScheduledExecutorService timer) {
        this.settings = settings;
        this.publisher = publisher;
        this.wills = wills;
        this.memory = memory;
        for (Convention convention : settings.conventions()) {
            String base = convention.base(settings.root());
            if (convention == Convention.V5) {
                String id = "ravning-bridge-" + HomieIds.clean(with.clientId());
                root = Optional.of(new HomieRoot(id, base + "/" + id, publisher, memory, clock, timer));
            }
            HomiePublisher devices = new HomiePublisher(
                    convention,
                    base,
                    publisher,
                    convention == Convention.V5 ? root : Optional.empty(),
                    wills,
                    memory,
                    new HomieValues(convention, publisher, with.repeat(), clock),
                    with.ownership(),
                    clock,
                    timer);
            publishers.add(devices);
            commands.add(new HomieCommands(
                    base, with.topics(), devices, with.commands(), with.retained(), with.json(), with.counters()));
        }
        removeGhosts();
        root.ifPresent(this::start);
        saving = timer.scheduleWithFixedDelay(memory::save, SAVE.toMillis(), SAVE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns what to subscribe to; with others, also what they say of devices. */
    public static List<String> filters(HomieSettings settings, boolean shared) {
        List<String> filters = new ArrayList<>();
        for (Convention convention : settings.conventions()) {
            String base = convention.base(settings.root());
            filters.add(HomieCommands.filter(base));
            if (shared) {
                filters.add(base + "/+/$state");
                filters.add(base + "/+/$description");
            }
        }
        return filters;
    }

    private void removeGhosts() {
        List<String> bases = settings.conventions().stream()
                .map(convention -> convention.base(settings.root()))
                .toList();
        for (String device : memory.devices()) {
            boolean alive = bases.contains(device.substring(0, device.lastIndexOf('/')));
            boolean another = root.isPresent()
                    && device.contains("/ravning-bridge-")
                    && !device.endsWith("/" + root.get().id());
            if (!alive || another) {
                if (!memory.topics(device).isEmpty()) { // else it is another gateway's
                    publisher.purge(device + "/$state");
                }
                memory.topics(device).forEach(topic -> publisher.purge(device + "/" + topic));
                memory.forget(device);
            }
        }
        memory.save();
    }

    private void start(HomieRoot device) {
        device.start();
        Message will = new Message(device.stateTopic(), HomieRoot.States.LOST, 1, true);
        wills.hold(device.id(), will, device::renew);
    }

    @Override
    public void accept(Message message) {
        commands.forEach(each -> each.accept(message));
        publishers.forEach(each -> each.accept(message));
    }

    @Override
    public void gained(ThingId thing) {
        publishers.forEach(each -> each.gained(thing));
    }

    @Override
    public void lost(ThingId thing) {
        publishers.forEach(each -> each.lost(thing));
    }

    @Override
    public void onThing(Thing thing) {
        publishers.forEach(each -> each.onThing(thing));
    }

    @Override
    public void onThingRemoved(Thing thing) {
        publishers.forEach(each -> each.onThingRemoved(thing));
    }

    @Override
    public void onState(Thing thing, ThingState state, Set<String> told) {
        publishers.forEach(each -> each.onState(thing, state, told));
    }

    @Override
    public void onEvent(Thing thing, Event event, Instant at) {
        publishers.forEach(each -> each.onEvent(thing, event, at));
    }

    @Override
    public void onAvailability(Thing thing, Availability availability) {
        publishers.forEach(each -> each.onAvailability(thing, availability));
    }

    @Override
    public void leaving() {
        allDisconnected();
    }

    /** Says of every device that it is disconnected: nobody speaks for the things now. */
    public void allDisconnected() {
        publishers.forEach(HomiePublisher::allDisconnected);
    }

    /** Says good-bye for every device; what is to be published is still to be sent. */
    @Override
    public void close() {
        publishers.forEach(HomiePublisher::close);
        root.ifPresent(HomieRoot::close);
        saving.cancel(false);
        memory.save();
    }
}
