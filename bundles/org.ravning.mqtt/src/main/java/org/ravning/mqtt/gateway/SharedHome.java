// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This gateway among others on one base topic: says which things it speaks for, and agrees on that with the others. All
 * happens on one loop; what comes from the broker waits for it, so many messages at most.
 */
public final class SharedHome implements Ownership, Consumer<Message>, HealthSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedHome.class);
    private static final int MOST_WAITING = 10_000;
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
    /** How long what is under way may take when this gateway ends. */
    private static final Duration FAREWELL = Duration.ofMillis(1200);

    private static final Duration SOON = Duration.ofMillis(20);

    private final GatewaySettings settings;
    private final GatewayTopics topics;
    private final Equipment equipment;
    private final LocalThings things;
    private final GatewayLinks links;
    private final Agent agent;
    private final Arbiter arbiter;
    private final CommandDesk commands;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, JsonObject> heardBy = new ConcurrentHashMap<>();
    private final GatewayHealth health;
    private long nextLook;

    /** Hears which things this gateway has. Called on the loop; must not block. */
    public interface Listener {
        /** This gateway has the thing now. */
        void gained(ThingId thing);

        /** This gateway does not have the thing any more, and does nothing for it once this returns. */
        void lost(ThingId thing);

        /** Other gateways than before hear a thing that this gateway has. */
        default void hearersChanged(ThingId thing) {}

        /** This gateway ends; it has its things still. Any thread may call. */
        default void leaving() {}
    }

    /**
     * What it works with.
     *
     * @param publisher publishes
     * @param connected says whether the broker is there now
     * @param desk answers commands
     * @param counters counts
     * @param clock makes up a session; no decision depends on it
     * @param loop the one thread
     */
    public record Equipment(
            Publisher publisher,
            BooleanSupplier connected,
            ResponseDesk desk,
            Counters counters,
            Clock clock,
            ScheduledExecutorService loop) {}

    /** Does nothing before {@link #start}. */
    public SharedHome(
            GatewaySettings settings, Topics base, Equipment equipment, LocalThings things, GatewayLinks links) {
        this.settings = settings;
        this.equipment = equipment;
        this.things = things;
        this.links = links;
        topics = new GatewayTopics(base.base());
        agent = new Agent();
        long now = System.nanoTime();
        String session = GatewayJson.session(equipment.clock().instant());
        arbiter = new Arbiter(settings.id(), session, settings.timing(), agent, now);
        commands = new CommandDesk(arbiter, base.base(), equipment.desk(), things, equipment.counters());
        health = new GatewayHealth(settings.id());
        nextLook = now;
    }

    /** Returns what to subscribe to. */
    public static List<String> filters(Topics base) {
        return new GatewayTopics(base.base()).filters();
    }

    /** Adds somebody who speaks for things; before {@link #start}. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /**
     * Begins to agree with others.
     *
     * @param carrier carries out what is for this gateway
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the loop
    public void start(CommandDesk.Carrier carrier) {
        commands.start(carrier);
        long tick = settings.timing().tickNanos();
        equipment.loop().scheduleWithFixedDelay(() -> guarded(this::tick), 0, tick, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        if (now - nextLook >= 0) {
            nextLook = now + LOOK;
            things.look(arbiter, now);
        }
        arbiter.tick(now);
        commands.tick(now);
        health.look(arbiter, now);
    }

    @Override
    public void accept(Message message) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            equipment.counters().count(Counter.UNANSWERED);
            return;
        }
        try {
            equipment.loop().execute(() -> {
                waiting.decrementAndGet();
                guarded(() -> take(message));
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("shutting down", e);
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("sharing things with other gateways failed", e);
        }
    }

    private void take(Message message) {
        try {
            dispatch(message, System.nanoTime());
        } catch (BadPayloadException e) {
            equipment.counters().count(Counter.UNANSWERED);
            LOG.debug("{}: {}", message.topic(), e.line());
        }
    }

    private void dispatch(Message message, long now) throws BadPayloadException {
        String claimed = topics.claimed(message.topic());
        List<String> gateway = topics.ofGateway(message.topic());
        if (!claimed.isEmpty()) {
            claim(claimed, message, now);
        } else if (!gateway.isEmpty()) {
            ofGateway(gateway.get(0), gateway.get(1), message, now);
        } else if (topics.isResponse(message.topic())) {
            commands.onResponse(message);
        } else {
            commands.accept(message, now);
        }
    }

    private void claim(String thing, Message message, long now) throws BadPayloadException {
        if (!GatewayJson.isThing(thing)) {
            throw new BadPayloadException("no thing");
        }
        if (message.payload().isEmpty()) {
            arbiter.onCleared(thing, now);
        } else {
            arbiter.onClaim(thing, GatewayJson.claim(message.payload()), now);
        }
    }

    private void ofGateway(String id, String name, Message message, long now) throws BadPayloadException {
        if (!GatewaySettings.ID.matcher(id).matches() || message.payload().isEmpty()) {
            return;
        }
        if (name.equals("heartbeat") && !message.retained()) {
            arbiter.onHeartbeat(GatewayJson.heartbeat(id, message.payload()), now);
        } else if (name.equals("heard") && !message.retained()) {
            arbiter.onReport(GatewayJson.report(id, message.payload()), now);
        } else if (name.equals("state") && message.payload().utf8().contains("offline")) {
            arbiter.onAway(id);
        }
    }

    /** A thing was removed here, as the user said. Any thread may call. */
    public void removed(ThingId thing, boolean block) {
        Claim.Removal how = block ? Claim.Removal.BLOCKED : Claim.Removal.FORGOTTEN;
        Claim.Said said = new Claim.Said(null, org.ravning.profile.api.ThingOptions.NONE, how);
        try {
            equipment.loop().execute(() -> guarded(() -> arbiter.tell(thing.value(), said, System.nanoTime())));
        } catch (RejectedExecutionException e) {
            LOG.debug("shutting down", e);
        }
    }

    @Override
    public boolean has(ThingId thing) {
        return arbiter.owns(thing.value(), System.nanoTime());
    }

    @Override
    public void describe(ThingId thing, JsonObject state) {
        if (!state.has("gateway") && !state.has("heard_by")) {
            state.addProperty("gateway", settings.id());
            state.add("heard_by", heardBy.getOrDefault(thing.value(), new JsonObject()));
        }
    }

    @Override
    public String name() {
        return "gateways";
    }

    @Override
    public Health health() {
        return health.health();
    }

    /** Lets links be held to things that this gateway has, and to no others, until what is returned is closed. */
    public AutoCloseable restrict(ThingLinks all) {
        return links.restrict(all, this::has);
    }

    /**
     * Leaves: others may take its things as soon as their links have ended. Call before the connection is closed.
     */
    @Override
    public void close() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        listeners.forEach(Listener::leaving);
        try {
            equipment
                    .loop()
                    .execute(() -> guarded(() -> {
                        long until = System.nanoTime() + FAREWELL.toNanos();
                        leaveWhenFree(arbiter.stop(), until, left);
                    }));
            left.get(FAREWELL.plusMillis(400).toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            LOG.debug("the others were not told", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the loop
    private void leaveWhenFree(List<String> had, long until, CompletableFuture<Void> left) {
        boolean linked = had.stream().anyMatch(agent::isLinked);
        if (linked && System.nanoTime() - until < 0) {
            Runnable again = () -> guarded(() -> leaveWhenFree(had, until, left));
            equipment.loop().schedule(again, SOON.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            arbiter.leave(System.nanoTime());
            left.complete(null);
        }
    }

    /** Does what the arbiter decides. */
    private final class Agent implements Surroundings {
        @Override
        public void claim(String thing, Claim claim) {
            equipment.publisher().retain(topics.claim(thing), GatewayJson.bytes(claim));
        }

        @Override
        public void pass(String thing, Claim claim) {
            equipment.publisher().handOver(topics.claim(thing), GatewayJson.bytes(claim));
        }

        @Override
        public void forget(String thing) {
            equipment.publisher().forget(topics.claim(thing));
        }

        @Override
        public void beat(Heartbeat beat) {
            if (equipment.connected().getAsBoolean()) {
                equipment.publisher().send(topics.gateway(settings.id(), "heartbeat"), GatewayJson.bytes(beat));
            }
        }

        @Override
        public void report(Report report) {
            equipment.publisher().sample(topics.gateway(settings.id(), "heard"), GatewayJson.bytes(report));
        }

        @Override
        public void gained(String thing) {
            LOG.debug("{} is ours", thing);
            hears(thing);
            things.gained(arbiter, thing, System.nanoTime());
            listeners.forEach(each -> each.gained(new ThingId(thing)));
            links.gained(new ThingId(thing));
            commands.gained(thing, System.nanoTime());
        }

        @Override
        public void lost(String thing) {
            LOG.debug("{} is not ours", thing);
            silence(thing);
            links.lost(new ThingId(thing));
        }

        @Override
        public void released(String thing) {
            LOG.debug("{} is ours no longer", thing);
            silence(thing);
            links.released(new ThingId(thing));
        }

        private void silence(String thing) {
            heardBy.remove(thing);
            listeners.forEach(each -> each.lost(new ThingId(thing)));
        }

        @Override
        public boolean isLinked(String thing) {
            return links.isLinked(new ThingId(thing));
        }

        @Override
        public void hears(String thing) {
            JsonObject all = new JsonObject();
            arbiter.things()
                    .heardBy(thing, System.nanoTime())
                    .forEach((gateway, rssi) -> all.add(gateway, new JsonPrimitive(rssi)));
            JsonObject before = heardBy.put(thing, all);
            if (before != null && !before.keySet().equals(all.keySet())) {
                listeners.forEach(each -> each.hearersChanged(new ThingId(thing)));
            }
        }

        @Override
        public void said(String thing, Claim.Said said) {
            if (said.removed() != Claim.Removal.NONE) {
                things.removed(thing, said.removed() == Claim.Removal.BLOCKED);
            }
        }

        @Override
        public Claim.Said said(String thing) {
            return things.said(thing);
        }

        @Override
        public boolean isBusy(String thing) {
            return commands.isBusy(thing);
        }

        @Override
        public List<String> done(String thing) {
            return commands.done(thing);
        }
    }
}
