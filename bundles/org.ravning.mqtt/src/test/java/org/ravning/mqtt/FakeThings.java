// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AddressType;
import org.ravning.api.DeviceAddress;
import org.ravning.api.Subscription;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingRegistry;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;

/** A registry whose things do what the test says, on the test's thread. */
final class FakeThings implements ThingRegistry {
    static final Instant SEEN = Instant.parse("2026-01-01T12:00:00Z");

    final List<Command> commands = new CopyOnWriteArrayList<>();
    volatile Function<Command, CompletionStage<CommandResult>> answer =
            command -> CompletableFuture.completedFuture(ok(command.set()));

    /** Whether all properties of things are known; else one that is not known may still turn up. */
    volatile boolean complete = true;

    private final Map<ThingId, Thing> things = new LinkedHashMap<>();
    private final Map<ThingId, ThingState> states = new LinkedHashMap<>();
    private long packets;
    private final List<ThingListener> listeners = new CopyOnWriteArrayList<>();

    static CommandResult ok(Map<String, Value> values) {
        return new CommandResult(
                CommandResult.Status.OK,
                null,
                values,
                1,
                new org.ravning.api.AdapterId("sim", "sim0"),
                Duration.ofMillis(1),
                Duration.ofMillis(20),
                Duration.ofMillis(3));
    }

    static Thing thing(String address, String name, Property... properties) {
        DeviceAddress device = DeviceAddress.of(address, AddressType.PUBLIC);
        return new Thing(
                new ThingId(device.compact()),
                name,
                device,
                new DeviceModel("Acme", "Weather 3", "1.2"),
                List.of("bthome"),
                List.of(properties));
    }

    synchronized void add(Thing thing) {
        things.put(thing.id(), thing);
        tell(listener -> listener.onThing(thing));
    }

    /** Adds a thing that is heard that strong from the first moment on. */
    synchronized void add(Thing thing, int rssi, Map<String, Value> values) {
        heard(thing, rssi);
        add(thing);
        state(thing, values);
        availability(thing, Availability.ONLINE);
    }

    synchronized void remove(Thing thing) {
        things.remove(thing.id());
        states.remove(thing.id());
        tell(listener -> listener.onThingRemoved(thing));
    }

    synchronized void state(Thing thing, Map<String, Value> values) {
        Map<String, ThingState.TimedValue> timed = new LinkedHashMap<>();
        values.forEach((name, value) -> timed.put(name, new ThingState.TimedValue(value, SEEN)));
        told(thing, timed);
    }

    synchronized void told(Thing thing, Map<String, ThingState.TimedValue> timed) {
        ThingState last = states.get(thing.id());
        Integer rssi = last == null ? Integer.valueOf(-67) : last.rssi();
        ThingState state = new ThingState(timed, Availability.ONLINE, rssi, SEEN);
        boolean first = states.put(thing.id(), state) == null;
        tell(listener -> listener.onState(thing, state, timed.keySet()));
        if (first) {
            availability(thing, Availability.ONLINE);
        }
    }

    /** Hears a thing again, that strong, with the values that it told last. */
    synchronized void heard(Thing thing, int rssi) {
        ThingState last = states.get(thing.id());
        ThingState state = new ThingState(
                last == null ? Map.of() : last.values(), Availability.ONLINE, rssi, SEEN.plusMillis(++packets));
        states.put(thing.id(), state);
        tell(listener -> listener.onState(thing, state, Set.of()));
    }

    synchronized void availability(Thing thing, Availability availability) {
        tell(listener -> listener.onAvailability(thing, availability));
    }

    synchronized void event(Thing thing, Event event) {
        tell(listener -> listener.onEvent(thing, event, SEEN));
    }

    int listeners() {
        return listeners.size();
    }

    private void tell(Consumer<ThingListener> news) {
        listeners.forEach(news);
    }

    @Override
    public synchronized List<Thing> things() {
        return List.copyOf(things.values());
    }

    @Override
    public synchronized Optional<Thing> find(String nameOrId) {
        return things.values().stream()
                .filter(thing ->
                        thing.name().equals(nameOrId) || thing.id().value().equals(nameOrId))
                .findFirst();
    }

    @Override
    public synchronized Optional<ThingState> state(ThingId thing) {
        return Optional.ofNullable(states.get(thing));
    }

    @Override
    public List<ProfileInfo> profiles() {
        return List.of(new ProfileInfo("bthome", "BTHome", 10));
    }

    @Override
    public synchronized Subscription listen(ThingListener listener) {
        listeners.add(listener);
        things.values().forEach(thing -> {
            listener.onThing(thing);
            ThingState state = states.get(thing.id());
            if (state != null) {
                listener.onState(thing, state, Set.copyOf(state.values().keySet()));
                listener.onAvailability(thing, state.availability());
            }
        });
        return new Subscription() {
            @Override
            public long dropped() {
                return 0;
            }

            @Override
            public boolean isActive() {
                return listeners.contains(listener);
            }

            @Override
            public void close() {
                listeners.remove(listener);
            }
        };
    }

    @Override
    public CompletionStage<CommandResult> submit(Command command) {
        Optional<CommandResult> refused = find(command.thing())
                .map(thing -> judge(thing, command))
                .orElseGet(() -> Optional.of(
                        refused(CommandResult.Code.UNKNOWN_DEVICE, "there is no thing \"" + command.thing() + "\"")));
        if (refused.isPresent()) {
            return CompletableFuture.completedFuture(refused.get());
        }
        commands.add(command);
        return answer.apply(command);
    }

    private Optional<CommandResult> judge(Thing thing, Command command) {
        return Stream.concat(command.set().keySet().stream(), command.get().stream())
                .flatMap(name -> judge(thing, name, command.set().get(name)).stream())
                .findFirst();
    }

    private Optional<CommandResult> judge(Thing thing, String name, @Nullable Value value) {
        Property property = thing.property(name).orElse(null);
        if (property == null) {
            String line = thing.name() + " has no property \"" + name + "\"";
            return complete ? Optional.of(refused(CommandResult.Code.UNKNOWN_PROPERTY, line)) : Optional.empty();
        }
        if (value == null) {
            return Optional.empty();
        }
        return property.isSettable()
                ? property.type()
                        .reject(value)
                        .map(line -> refused(CommandResult.Code.INVALID_VALUE, name + ": " + line))
                : Optional.of(refused(CommandResult.Code.NOT_WRITABLE, name + " cannot be set"));
    }

    private static CommandResult refused(CommandResult.Code code, String line) {
        return CommandResult.refused(CommandResult.Status.ERROR, code, line);
    }
}
