// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.health.Health;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Quality;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

class ThingsOnMqttTest {
    private static final Property TEMPERATURE =
            Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");
    private static final Property BATTERY =
            Property.number("battery", "Battery", Unit.PERCENT, "battery").in(Category.DIAGNOSTIC);
    private static final Property BUTTON = Property.event("button", "Button", "press", "long_press");
    private static final Thing WEATHER =
            FakeThings.thing("C4:7C:8D:6A:10:22", "weather-6a1022", TEMPERATURE, BATTERY, BUTTON);
    private static final String STATE = "ravning/weather-6a1022";
    private static final String CONFIG = "homeassistant/sensor/ravning_c47c8d6a1022/temperature/config";
    private static final String BUTTON_CONFIG = "homeassistant/event/ravning_c47c8d6a1022/button/config";

    private static TestBroker broker;
    private TestClient client;
    private Rig rig;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        client = new TestClient(broker.uri());
        rig = Rig.start(broker.uri());
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        for (TestClient.Heard each : client.heard) {
            client.send(each.topic(), new byte[0], true);
        }
        client.close();
    }

    @Test
    void started_isOnline_tellsInfoDevicesProfilesHealth() {
        rig.things.add(WEATHER);
        rig.bridge.addHealth(rig.bridge);

        client.awaitPayload("ravning/bridge/state", "{\"state\":\"online\"}");
        assertThat(client.await("ravning/bridge/info").json().get("version").getAsString())
                .isEqualTo("1.0");
        Await.until(
                "the thing among devices",
                () -> client.newest("ravning/bridge/devices").contains("weather-6a1022"));
        JsonObject device = client.await("ravning/bridge/devices")
                .element()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertThat(device.get("device").getAsString()).isEqualTo("C4:7C:8D:6A:10:22");
        JsonArray properties = device.getAsJsonArray("properties");
        assertThat(properties).hasSize(3);
        assertThat(properties.get(0).getAsJsonObject().get("unit").getAsString())
                .isEqualTo("°C");
        assertThat(client.await("ravning/bridge/profiles").payload()).contains("bthome");
        Await.until("health", () -> client.newest("ravning/bridge/health").contains("\"mqtt\""));
    }

    @Test
    void state_isRetained_withExactNumbersAndNulls() throws Exception {
        rig.things.add(WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(new BigDecimal("25.060"))));
        client.await(STATE);

        try (TestClient late = new TestClient(broker.uri())) {
            TestClient.Heard state = late.await(STATE);
            assertThat(state.retained()).isTrue();
            assertThat(state.payload())
                    .isEqualTo("{\"temperature\":25.060,\"battery\":null,\"rssi\":-67,"
                            + "\"last_seen\":\"2026-01-01T12:00:00Z\"}");
            assertThat(late.await(STATE + "/availability").payload()).isEqualTo("online");
            assertThat(late.await(STATE + "/availability").retained()).isTrue();
        }
    }

    @Test
    void valuesThatAreNotGood_areNamedWithTheReason() {
        rig.things.add(WEATHER);
        Value warm = Value.of(20);
        rig.things.told(
                WEATHER,
                Map.of(
                        "temperature",
                        new ThingState.TimedValue(warm, Instant.EPOCH, Quality.ASSUMED),
                        "battery",
                        new ThingState.TimedValue(null, Instant.EPOCH)));
        client.awaitPayload(
                STATE,
                "{\"temperature\":20,\"battery\":null,\"quality\":{\"temperature\":\"assumed\","
                        + "\"battery\":\"unavailable\"},\"rssi\":-67,\"last_seen\":\"2026-01-01T12:00:00Z\"}");

        rig.things.state(WEATHER, Map.of("temperature", warm));
        client.awaitPayload(
                STATE, "{\"temperature\":20,\"battery\":null,\"rssi\":-67,\"last_seen\":\"2026-01-01T12:00:00Z\"}");

        rig.things.availability(WEATHER, Availability.OFFLINE);
        client.awaitPayload(
                STATE,
                "{\"temperature\":20,\"battery\":null,\"quality\":{\"temperature\":\"stale\"},\"rssi\":-67,"
                        + "\"last_seen\":\"2026-01-01T12:00:00Z\"}");
    }

    @Test
    void event_isPublishedOnce_neverRetained() throws Exception {
        rig.things.add(WEATHER);
        rig.things.event(WEATHER, new Event(BUTTON, "long_press", Map.of("steps", Value.of(3))));

        JsonObject event = client.await(STATE + "/event").json();
        assertThat(event.get("event_type").getAsString()).isEqualTo("long_press");
        assertThat(event.get("property").getAsString()).isEqualTo("button");
        assertThat(event.get("steps").getAsInt()).isEqualTo(3);
        try (TestClient late = new TestClient(broker.uri())) {
            late.await("ravning/bridge/state");
            assertThat(late.all(STATE + "/event")).isEmpty();
        }
    }

    @Test
    void discovery_isRetained_beforeTheState() throws Exception {
        rig.things.add(WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        client.await(STATE);

        JsonObject config = client.await(CONFIG).json();
        assertThat(config.get("uniq_id").getAsString()).isEqualTo("ravning_c47c8d6a1022_temperature");
        assertThat(config.get("stat_t").getAsString()).isEqualTo(STATE);
        client.await("homeassistant/event/ravning_c47c8d6a1022/button/config");
        client.await("homeassistant/binary_sensor/ravning_bridge_ravning/connection/config");
    }

    @ParameterizedTest
    @CsvSource({"unretained, weather-*, 1", "atMostOnce, c47c8d6a1022, 0"})
    void thingInTheList_isNotRetained_norWhatAnEarlierRunRetained(String list, String things, int qos)
            throws Exception {
        rig.things.add(WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        client.await(STATE);
        rig.close();
        try (Rig next = Rig.start(broker.uri(), "repeatSeconds", 0, list, things)) {
            next.things.add(WEATHER);
            client.awaitPayload(STATE, "");
            next.things.state(WEATHER, Map.of("temperature", Value.of(21)));

            Await.until("the state", () -> client.newest(STATE).contains("\"temperature\":21"));
            assertThat(client.heard)
                    .filteredOn(heard -> heard.payload().contains("\"temperature\":21"))
                    .extracting(TestClient.Heard::qos)
                    .containsOnly(qos);
            try (TestClient late = new TestClient(broker.uri())) {
                late.await("ravning/bridge/state");
                assertThat(late.all(STATE)).noneMatch(TestClient.Heard::retained);
            }
        }
    }

    @Test
    void propertyNotHeardYetInThisRun_staysDescribed_onTheTopicsOfNow() throws Exception {
        rig.things.add(WEATHER);
        client.await(CONFIG);
        client.await(BUTTON_CONFIG);
        rig.close();
        int before = client.heard.size();
        try (Rig next = Rig.start(broker.uri())) {
            next.things.add(FakeThings.thing("C4:7C:8D:6A:10:22", "garden", TEMPERATURE));
            Await.until("new topics", () -> client.newest(CONFIG).contains("\"ravning/garden\""));
            Await.until("new topics", () -> client.newest(BUTTON_CONFIG).contains("\"ravning/garden/event\""));

            next.things.add(FakeThings.thing("C4:7C:8D:6A:10:22", "garden", TEMPERATURE, BUTTON));
            next.things.remove(WEATHER);
            client.awaitPayload(BUTTON_CONFIG, "");
            List<TestClient.Heard> since = client.heard.stream().skip(before).toList();
            assertThat(since)
                    .filteredOn(heard -> heard.topic().equals(BUTTON_CONFIG))
                    .extracting(TestClient.Heard::payload)
                    .last()
                    .isEqualTo("");
            assertThat(since)
                    .filteredOn(heard -> heard.topic().equals(BUTTON_CONFIG)
                            && heard.payload().isEmpty())
                    .hasSize(1);
        }
    }

    @Test
    void configLeftByAnEarlierRun_stays_untilItsThingIsRemoved() throws Exception {
        rig.close();
        String ours = "{\"o\":{\"name\":\"Ravning\"},\"avty\":[{\"t\":\"ravning/bridge/state\"}]}";
        String old = "homeassistant/sensor/ravning_c47c8d6a1022/old/config";
        String asleep = "homeassistant/sensor/ravning_c47c8d6a1099/old/config";
        String anothers = "homeassistant/light/ravning_c47c8d6a1022/old/config";
        retain(old, ours);
        retain(asleep, ours);
        retain(anothers, ours.replace("ravning/bridge", "garden/bridge"));
        try (Rig next = Rig.start(broker.uri())) {
            next.things.add(WEATHER);

            client.await(CONFIG);
            Await.until(
                    "the old one as part of the device",
                    () -> client.newest(old).contains("\"Weather 3\""));
            next.things.remove(WEATHER);
            client.awaitPayload(old, "");
            client.awaitPayload(CONFIG, "");
            assertThat(client.newest(asleep)).isEqualTo(ours);
            assertThat(client.newest(anothers)).isNotEmpty();
        } finally {
            retain(asleep, "");
            retain(anothers, "");
        }
    }

    @ParameterizedTest
    @CsvSource({"component, device", "device, component"})
    void otherForm_isHandedOver_beforeAnythingIsDescribedAnew(String before, String after) throws Exception {
        rig.close();
        String single = CONFIG;
        String whole = "homeassistant/device/ravning_c47c8d6a1022/config";
        String old = before.equals("device") ? whole : single;
        String fresh = before.equals("device") ? single : whole;
        try (Rig first = Rig.start(broker.uri(), "discoveryForm", before)) {
            first.things.add(WEATHER);
            client.await(old);
        }
        int handed = client.heard.size();
        try (Rig next = Rig.start(broker.uri(), "discoveryForm", after)) {
            next.things.add(FakeThings.thing("C4:7C:8D:6A:10:22", "weather-6a1022", TEMPERATURE));
            client.awaitPayload(old, "");

            List<TestClient.Heard> heard = client.heard.stream().skip(handed).toList();
            int migrate = last(heard, old, "{\"migrate_discovery\":true}");
            int described = first(heard, fresh);
            int removed = last(heard, old, "");
            assertThat(migrate).isNotNegative().isLessThan(described);
            assertThat(described).isLessThan(removed);
            String button = before.equals("device") ? BUTTON_CONFIG : whole;
            Await.until("what was not heard yet", () -> client.newest(button).contains("evt_typ"));
        }
    }

    private static int first(List<TestClient.Heard> heard, String topic) {
        for (int i = 0; i < heard.size(); i++) {
            if (heard.get(i).topic().equals(topic)) {
                return i;
            }
        }
        return -1;
    }

    private static int last(List<TestClient.Heard> heard, String topic, String payload) {
        for (int i = heard.size() - 1; i >= 0; i--) {
            if (heard.get(i).topic().equals(topic) && heard.get(i).payload().equals(payload)) {
                return i;
            }
        }
        return -1;
    }

    private void retain(String topic, String payload) throws Exception {
        client.send(topic, payload.getBytes(StandardCharsets.UTF_8), true);
    }

    @Test
    void thingGoesAway_becomesOffline() {
        rig.things.add(WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        client.awaitPayload(STATE + "/availability", "online");

        rig.things.availability(WEATHER, Availability.OFFLINE);

        client.awaitPayload(STATE + "/availability", "offline");
    }

    @Test
    void renamedThing_clearsOldTopics_keepsUniqueId() {
        rig.things.add(WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        client.await(STATE);
        client.await(CONFIG);

        rig.things.add(FakeThings.thing("C4:7C:8D:6A:10:22", "garden", TEMPERATURE));

        client.await("ravning/garden");
        client.awaitPayload("ravning/garden/availability", "online");
        client.awaitPayload(STATE, "");
        client.awaitPayload(STATE + "/availability", "");
        Await.until("what it had", () -> client.newest(BUTTON_CONFIG).contains("\"ravning/garden/event\""));
        Await.until("new state topic", () -> client.newest(CONFIG).contains("\"ravning/garden\""));
    }

    @Test
    void removedThing_isOfflineAtOnce_clearedSoon_itsDescriptionFirst() {
        rig.things.add(WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        client.await(CONFIG);

        rig.things.remove(WEATHER);

        client.awaitPayload(STATE + "/availability", "offline");
        client.awaitPayload(CONFIG, "");
        client.awaitPayload(STATE, "");
        client.awaitPayload(STATE + "/availability", "");
        int described = client.heard.indexOf(cleared(CONFIG));
        assertThat(described).isLessThan(client.heard.indexOf(cleared(STATE)));
        assertThat(client.heard.indexOf(cleared(BUTTON_CONFIG))).isLessThan(client.heard.indexOf(cleared(STATE)));
    }

    private TestClient.Heard cleared(String topic) {
        return client.all(topic).stream()
                .filter(heard -> heard.payload().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thingsLeave_allOffline_comeBackOnReturn() {
        rig.things.add(WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        client.awaitPayload(STATE + "/availability", "online");

        rig.bridge.unsetThings(rig.things);

        client.awaitPayload(STATE + "/availability", "offline");
        assertThat(rig.things.listeners()).isZero();
        rig.bridge.setThings(rig.things);
        client.awaitPayload(STATE + "/availability", "online");
    }

    @Test
    void homeAssistantStarts_everythingIsPublishedAgain() throws Exception {
        rig.things.add(WEATHER);
        client.await(CONFIG);

        client.send("homeassistant/status", "online");

        client.await(CONFIG, 2);
    }

    @Test
    void closed_saysOffline_withinASecond() {
        client.awaitPayload("ravning/bridge/state", "{\"state\":\"online\"}");
        long begin = System.nanoTime();

        rig.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Await.slow(Duration.ofSeconds(1)));
        client.awaitPayload("ravning/bridge/state", "{\"state\":\"offline\"}");
        assertThat(rig.bridge.health().level()).isEqualTo(Health.Level.WARN);
    }

    @Test
    void burstOfStates_newestArrives() {
        rig.things.add(WEATHER);
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i <= 2000; i++) {
            values.put("battery", Value.of(i));
            rig.things.state(WEATHER, values);
        }

        Await.until("the newest state", () -> client.newest(STATE).contains("\"battery\":2000"));
    }
}
