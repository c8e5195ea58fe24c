// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.TextFormat;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;
import org.ravning.testkit.mqtt.HeardMessage;
import org.ravning.testkit.mqtt.Homie4Rules;
import org.ravning.testkit.mqtt.Homie5Rules;

/** Things at a broker of a test, by Homie. */
abstract class HomieRig {
    static final Property TEMPERATURE = Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");
    static final Property BATTERY =
            Property.number("battery", "Battery", Unit.PERCENT, "battery").in(Category.DIAGNOSTIC);
    static final Property BUTTON = Property.event("button", "Button", "press", "long_press");
    static final Property ON = settable("on", PropertyType.BOOLEAN);
    static final Property BRIGHTNESS = settable(
            "brightness", new PropertyType.NumberType(BigDecimal.ZERO, BigDecimal.valueOf(100), BigDecimal.ONE));
    static final Property EFFECT = settable("effect_", new PropertyType.EnumType(List.of("calm, or so", "party")));
    static final Property COLOUR = settable("colour", new PropertyType.TextType(7, TextFormat.COLOUR));
    static final Property NOTE = settable("note", PropertyType.TEXT);
    static final Property IDENTIFY = settable("identify", PropertyType.BOOLEAN).with(Access.SETTABLE);
    static final Property CLOCK = settable("clock", new PropertyType.TextType(40, TextFormat.DATE_TIME));
    static final Property HALF =
            settable("half", new PropertyType.NumberType(BigDecimal.valueOf(-5), null, new BigDecimal("0.5")));
    static final Thing WEATHER = FakeThings.thing("C4:7C:8D:6A:10:22", "weather", TEMPERATURE, BATTERY, BUTTON);
    static final Thing LAMP =
            FakeThings.thing("C4:7C:8D:6A:10:23", "lamp", ON, BRIGHTNESS, EFFECT, COLOUR, NOTE, IDENTIFY, CLOCK, HALF);
    static final String WEATHER_ID = "ravning-c47c8d6a1022";
    static final String LAMP_4 = "homie/ravning-c47c8d6a1023/";
    static final String ROOT = "homie/5/ravning-bridge-ravning-test/";

    static TestBroker broker;
    TestClient client;
    Rig rig;

    static Property settable(String name, PropertyType type) {
        return new Property(name, name, type, null, Set.of(Access.PUBLISHED, Access.SETTABLE), null, Category.PRIMARY);
    }

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
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        client.await("ravning/bridge/state");
        for (String topic : kept().keySet()) {
            client.forget(topic);
        }
        client.send("done", "");
        client.close();
    }

    void start(String homie, Thing... things) {
        rig = Rig.start(broker.uri(), "homie", homie);
        for (Thing thing : things) {
            rig.things.add(thing);
        }
    }

    /** Returns what the broker keeps. */
    Map<String, String> kept() throws Exception {
        try (TestClient late = new TestClient(broker.uri())) {
            late.send("done", "");
            late.await("done");
            return late.heard.stream()
                    .filter(TestClient.Heard::retained)
                    .collect(Collectors.toMap(
                            TestClient.Heard::topic, TestClient.Heard::payload, (a, b) -> b, TreeMap::new));
        }
    }

    List<String> problems(String homie) throws Exception {
        List<HeardMessage> live = client.heard.stream()
                .filter(heard -> !heard.retained())
                .map(heard -> new HeardMessage(heard.topic(), heard.payload(), heard.qos(), false))
                .toList();
        return homie.equals("4")
                ? Homie4Rules.problems("homie", live, kept())
                : Homie5Rules.problems("homie/5", live, kept());
    }

    static String base(String homie) {
        return homie.equals("4") ? "homie/" : "homie/5/";
    }

    void awaitReady(String homie, String id) {
        client.awaitPayload(base(homie) + id + "/$state", "ready");
        if (homie.equals("5")) {
            Await.until("a child", () -> client.newest(ROOT + "$description").contains(id));
            client.awaitPayload(ROOT + "$state", "ready");
        }
    }

    void tellAll() {
        rig.things.state(
                LAMP,
                Map.of(
                        "on", Value.of(true),
                        "brightness", Value.of(new BigDecimal("49.6")),
                        "effect_", Value.of("calm, or so"),
                        "colour", Value.of("#ff8000"),
                        "note", Value.of("Grüße"),
                        "clock", Value.of("2026-11-21T05:30:00"),
                        "half", Value.of(new BigDecimal("-2.50"))));
    }
}
