// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.bridge;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ravning.api.Bytes;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what the bridge tells of the gateway: info, devices and profiles soon after they change, health each half
 * minute and when a level changes. All on one loop.
 */
public final class BridgePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BridgePublisher.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration HEALTH = Duration.ofSeconds(30);

    private final Topics topics;
    private final Publisher publisher;
    private final Parts parts;
    private final String version;
    private final Clock clock;
    private final ScheduledExecutorService loop;
    private final AtomicBoolean due = new AtomicBoolean();
    private final Map<String, Health.Level> levels = new HashMap<>();
    private final Future<?> ticking;
    private Instant toldHealth = Instant.EPOCH;

    /** Begins to publish. */
    public BridgePublisher(
            Topics topics,
            Publisher publisher,
            Parts parts,
            String version,
            Clock clock,
            ScheduledExecutorService loop) {
        this.topics = topics;
        this.publisher = publisher;
        this.parts = parts;
        this.version = version;
        this.clock = clock;
        this.loop = loop;
        changed();
        ticking = loop.scheduleWithFixedDelay(this::look, SOON.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns what is published when the bridge comes. */
    public static Message online(Topics topics) {
        return state(topics, "online");
    }

    /** Returns what is published when the bridge goes. */
    public static Message offline(Topics topics) {
        return state(topics, "offline");
    }

    /** Says that things, profiles or adapters have changed; any thread may call. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the loop
    public void changed() {
        if (due.compareAndSet(false, true)) {
            loop.schedule(this::tell, SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }

    private void tell() {
        due.set(false);
        try {
            ThingRegistry things = parts.things();
            retain("info", InfoJson.of(version, parts.settings(), parts.adapters()));
            retain("devices", DeviceJson.of(things == null ? List.of() : things.things()));
            retain("profiles", profiles(things == null ? List.of() : things.profiles()));
        } catch (RuntimeException e) {
            LOG.error("the bridge's own topics were not published", e);
        }
    }

    private void look() {
        try {
            Map<String, Health> all = healths();
            Map<String, Health.Level> now = new HashMap<>();
            all.forEach((name, health) -> now.put(name, health.level()));
            boolean late = !clock.instant().isBefore(toldHealth.plus(HEALTH));
            if (!now.equals(levels)) {
                tell(); // with a part that came or went, profiles and adapters may have
            }
            if (late || !now.equals(levels)) {
                levels.clear();
                levels.putAll(now);
                toldHealth = clock.instant();
                retain("health", health(all));
            }
            retain(
                    "profiles",
                    profiles(parts.things() == null ? List.of() : parts.things().profiles()));
            ThingAdministration keeper = parts.administration();
            retain("waiting", DeviceJson.waiting(keeper == null ? List.of() : keeper.candidates()));
        } catch (RuntimeException e) {
            LOG.error("the bridge's health was not published", e);
        }
    }

    /** Answers a request for the health as it is now. */
    public void health(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms");
        ticket.answer(Outcome.done(health(healths())));
    }

    private Map<String, Health> healths() {
        Map<String, Health> all = new java.util.TreeMap<>();
        for (HealthSource source : parts.health()) {
            all.put(source.name(), source.health());
        }
        return all;
    }

    private JsonObject health(Map<String, Health> all) {
        JsonObject json = new JsonObject();
        Health.Level worst = Health.Level.OK;
        JsonObject each = new JsonObject();
        for (Map.Entry<String, Health> entry : all.entrySet()) {
            Health health = entry.getValue();
            worst = health.level().compareTo(worst) > 0 ? health.level() : worst;
            JsonObject counters = new JsonObject();
            health.counters().forEach(counters::addProperty);
            JsonObject part = new JsonObject();
            part.addProperty("level", word(health.level()));
            part.addProperty("summary", health.summary());
            part.add("counters", counters);
            each.add(entry.getKey(), part);
        }
        json.addProperty("level", word(worst));
        json.addProperty("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        json.add("parts", each);
        return json;
    }

    private static JsonArray profiles(List<ProfileInfo> profiles) {
        JsonArray all = new JsonArray();
        for (ProfileInfo profile : profiles) {
            JsonObject json = new JsonObject();
            json.addProperty("id", profile.id());
            json.addProperty("title", profile.title());
            json.addProperty("specificity", profile.specificity());
            all.add(json);
        }
        return all;
    }

    private void retain(String name, JsonElement json) {
        publisher.retain(topics.own(name), Json.bytes(json));
    }

    private static Message state(Topics topics, String state) {
        return new Message(topics.own("state"), Bytes.ofUtf8("{\"state\":\"" + state + "\"}"), 1, true);
    }

    private static String word(Health.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
