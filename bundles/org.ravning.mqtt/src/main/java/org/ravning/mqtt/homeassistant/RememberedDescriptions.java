// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ravning.api.Bytes;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.thing.Descriptions;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;

/**
 * Describes things to Home Assistant with all that they once had: what a thing has not told yet stays described, for Home
 * Assistant forgets what a user set for an entity that is removed and made again. The memory is the broker's: the
 * configurations that an earlier run left there. An entity goes when its thing is removed, or when the thing was there
 * without it for a {@link #GRACE}, a shorter one if it is another model now. What was left of a thing that was not heard yet
 * stays as it is.
 *
 * <p>Nothing is described before what was left has been read, so that configurations of the other form can be handed over
 * first (home-assistant.io/integrations/mqtt, "Migration from single component to device-based discovery"): else Home
 * Assistant would complain of each entity that it has already. Any thread may call.
 */
public final class RememberedDescriptions implements Descriptions, Consumer<Message> {
    /** How long a thing may be without what it once had. */
    static final Duration GRACE = Duration.ofDays(7);
    /** How long a thing of another model may be without; a model may be known only after some frames. */
    static final Duration OTHER_MODELS_GRACE = Duration.ofMinutes(10);

    private static final Bytes MIGRATE = Bytes.ofUtf8("{\"migrate_discovery\":true}");
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration AFTER = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_TOPICS = 20_000;
    private static final long MOST_BYTES = 16L << 20;

    private final Discovery discovery;
    private final Publisher publisher;
    private final BooleanSupplier connected;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Described> nodes = new HashMap<>();
    private final Set<ThingId> waiting = new LinkedHashSet<>();
    private volatile Consumer<ThingId> again = id -> {};
    private int topics;
    private long bytes;
    private boolean started;
    private boolean settled;
    private Instant lastLeft = Instant.EPOCH;

    /**
     * @param publisher where the configurations are
     * @param connected whether a broker is there
     */
    public RememberedDescriptions(
            Discovery discovery,
            Publisher publisher,
            BooleanSupplier connected,
            Clock clock,
            ScheduledExecutorService timer) {
        this.discovery = discovery;
        this.publisher = publisher;
        this.connected = connected;
        this.clock = clock;
        this.timer = timer;
    }

    /** Has that called for each thing that is to be described again, without a lock. */
    public void listen(Consumer<ThingId> describeAgain) {
        again = describeAgain;
    }

    @Override
    public Map<String, JsonObject> of(Thing thing) {
        lock.lock();
        try {
            if (!settled) {
                waiting.add(thing.id());
                if (!started) {
                    started = true;
                    later(LONGEST, this::settleIfConnected);
                }
                return Map.of();
            }
            return describe(thing);
        } finally {
            lock.unlock();
        }
    }

    private Map<String, JsonObject> describe(Thing thing) {
        Described node = nodes.computeIfAbsent(Discovery.nodeId(thing), n -> new Described());
        Set<String> left = Set.copyOf(node.left.keySet());
        topics -= left.size();
        bytes -= size(node);
        node.find(discovery, thing);
        Instant until = node.until();
        List<Entity> entities = node.entities(discovery, thing, clock.instant(), GRACE, OTHER_MODELS_GRACE);
        Instant now = node.until();
        if (now != null && !now.equals(until)) {
            later(Duration.between(clock.instant(), now), () -> again.accept(thing.id()));
        }
        Map<String, JsonObject> configs = discovery.configs(thing, entities);
        node.topics.clear();
        node.topics.addAll(configs.keySet());
        Set<String> others = new HashSet<>(left);
        others.removeAll(configs.keySet());
        others.stream().filter(discovery::isOfOtherForm).forEach(topic -> publisher.pass(topic, MIGRATE));
        if (!others.isEmpty()) {
            later(AFTER, () -> others.forEach(publisher::purge));
        }
        return configs;
    }

    @Override
    public void removed(Thing thing) {
        lock.lock();
        try {
            waiting.remove(thing.id());
            Described node = nodes.remove(Discovery.nodeId(thing));
            if (node != null) {
                topics -= node.left.size();
                bytes -= size(node);
                node.left.keySet().forEach(publisher::purge);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void forgotten(Thing thing) {
        lock.lock();
        try {
            waiting.remove(thing.id());
            Described node = nodes.remove(Discovery.nodeId(thing));
            if (node != null) {
                topics -= node.left.size();
                bytes -= size(node);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a configuration as it was left, and the bridge's own as it comes back: then all that were left have come. */
    @Override
    public void accept(Message message) {
        if (!message.retained() && discovery.bridge().containsKey(message.topic())) {
            later(QUIET, this::settle);
            return;
        }
        String node = discovery.nodeOf(message.topic());
        if (node == null) {
            return;
        }
        if (!message.retained()) {
            forget(node, message);
        } else if (LeftConfig.read(discovery, message.topic(), message.payload())
                .isPresent()) {
            keep(node, message);
        }
    }

    private void forget(String node, Message message) {
        lock.lock();
        try {
            Described described = message.payload().isEmpty() ? nodes.get(node) : null;
            Bytes old = described == null ? null : described.left.remove(message.topic());
            if (old != null) {
                topics--;
                bytes -= old.length();
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep(String node, Message message) {
        lock.lock();
        try {
            Described described = nodes.get(node);
            boolean known = described != null
                    && (described.topics.contains(message.topic()) || described.left.containsKey(message.topic()));
            if (known || topics >= MOST_TOPICS || bytes + message.payload().length() > MOST_BYTES) {
                return;
            }
            topics++;
            bytes += message.payload().length();
            lastLeft = clock.instant();
            nodes.computeIfAbsent(node, n -> new Described()).left.put(message.topic(), message.payload());
            if (described != null && described.thing() != null) {
                ThingId id = described.thing();
                later(QUIET, () -> again.accept(id));
            }
        } finally {
            lock.unlock();
        }
    }

    private void settleIfConnected() {
        if (connected.getAsBoolean()) {
            settle();
        } else {
            later(LONGEST, this::settleIfConnected);
        }
    }

    private void settle() {
        Set<ThingId> now;
        lock.lock();
        try {
            if (settled) {
                return;
            }
            if (clock.instant().isBefore(lastLeft.plus(QUIET))) {
                later(QUIET, this::settle);
                return;
            }
            settled = true;
            now = new LinkedHashSet<>(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        now.forEach(again);
    }

    private static long size(Described node) {
        return node.left.values().stream().mapToLong(Bytes::length).sum();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
    private void later(Duration delay, Runnable task) {
        try {
            timer.schedule(task, delay.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // shutting down
        }
    }
}
