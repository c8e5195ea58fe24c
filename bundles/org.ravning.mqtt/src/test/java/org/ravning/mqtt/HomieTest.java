// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.Event;
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

class HomieTest {
    private static final Property TEMPERATURE =
            Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");
    private static final Property BATTERY =
            Property.number("battery", "Battery", Unit.PERCENT, "battery").in(Category.DIAGNOSTIC);
    private static final Property BUTTON = Property.event("button", "Button", "press", "long_press");
    private static final Property ON = settable("on", PropertyType.BOOLEAN);
    private static final Property BRIGHTNESS = settable(
            "brightness", new PropertyType.NumberType(BigDecimal.ZERO, BigDecimal.valueOf(100), BigDecimal.ONE));
    private static final Property EFFECT =
            settable("effect_", new PropertyType.EnumType(List.of("calm, or so", "party")));
    private static final Property COLOUR = settable("colour", new PropertyType.TextType(7, TextFormat.COLOUR));
    private static final Property NOTE = settable("note", PropertyType.TEXT);
    private static final Property IDENTIFY =
            settable("identify", PropertyType.BOOLEAN).with(Access.SETTABLE);
    private static final Property CLOCK = settable("clock", new PropertyType.TextType(40, TextFormat.DATE_TIME));
    private static final Property HALF =
            settable("half", new PropertyType.NumberType(BigDecimal.valueOf(-5), null, new BigDecimal("0.5")));
    private static final Thing WEATHER = FakeThings.thing("C4:7C:8D:6A:10:22", "weather", TEMPERATURE, BATTERY, BUTTON);
    private static final Thing LAMP =
            FakeThings.thing("C4:7C:8D:6A:10:23", "lamp", ON, BRIGHTNESS, EFFECT, COLOUR, NOTE, IDENTIFY, CLOCK, HALF);
    private static final String WEATHER_ID = "ravning-c47c8d6a1022";
    private static final String LAMP_4 = "homie/ravning-c47c8d6a1023/";
    private static final String ROOT = "homie/5/ravning-bridge-ravning-test/";

    private static TestBroker broker;
    private TestClient client;
    private Rig rig;

    private static Property settable(String name, PropertyType type) {
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

    private void start(String homie, Thing... things) {
        rig = Rig.start(broker.uri(), "homie", homie);
        for (Thing thing : things) {
            rig.things.add(thing);
        }
    }

    /** Returns what the broker keeps. */
    private Map<String, String> kept() throws Exception {
        try (TestClient late = new TestClient(broker.uri())) {
            late.send("done", "");
            late.await("done");
            return late.heard.stream()
                    .filter(TestClient.Heard::retained)
                    .collect(Collectors.toMap(
                            TestClient.Heard::topic, TestClient.Heard::payload, (a, b) -> b, TreeMap::new));
        }
    }

    private List<String> problems(String homie) throws Exception {
        List<HeardMessage> live = client.heard.stream()
                .filter(heard -> !heard.retained())
                .map(heard -> new HeardMessage(heard.topic(), heard.payload(), heard.qos(), false))
                .toList();
        return homie.equals("4")
                ? Homie4Rules.problems("homie", live, kept())
                : Homie5Rules.problems("homie/5", live, kept());
    }

    private static String base(String homie) {
        return homie.equals("4") ? "homie/" : "homie/5/";
    }

    private void awaitReady(String homie, String id) {
        client.awaitPayload(base(homie) + id + "/$state", "ready");
        if (homie.equals("5")) {
            Await.until("a child", () -> client.newest(ROOT + "$description").contains(id));
            client.awaitPayload(ROOT + "$state", "ready");
        }
    }

    private void tellAll() {
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

    @ParameterizedTest
    @ValueSource(strings = {"4", "5"})
    void things_followTheConvention(String homie) throws Exception {
        start(homie, WEATHER, LAMP);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(new BigDecimal("25.060")), "battery", Value.of(80)));
        tellAll();
        awaitReady(homie, "ravning-c47c8d6a1023");
        awaitReady(homie, WEATHER_ID);
        rig.things.event(WEATHER, new Event(BUTTON, "long_press", Map.of()));
        client.await(base(homie) + WEATHER_ID + "/main/button");

        assertThat(problems(homie)).isEmpty();
        assertThat(kept()).hasSizeGreaterThan(20).doesNotContainKey(base(homie) + WEATHER_ID + "/main/button");
    }

    @Test
    void off_isTheDefault() throws Exception {
        rig = Rig.start(broker.uri());
        rig.things.add(WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        client.await("ravning/weather");

        assertThat(client.heard).noneMatch(heard -> heard.topic().startsWith("homie"));
    }

    @Test
    void homie4_saysWhatOpenHabReads() throws Exception {
        start("4", WEATHER, LAMP);
        tellAll();
        client.awaitPayload(LAMP_4 + "$state", "ready");

        Map<String, String> kept = kept();
        assertThat(kept)
                .containsEntry("homie/" + WEATHER_ID + "/$homie", "4.0.0")
                .containsEntry("homie/" + WEATHER_ID + "/$name", "weather")
                .containsEntry("homie/" + WEATHER_ID + "/$nodes", "main,diagnostic")
                .containsEntry("homie/" + WEATHER_ID + "/main/$properties", "temperature,button")
                .containsEntry("homie/" + WEATHER_ID + "/main/temperature/$unit", "°C")
                .containsEntry("homie/" + WEATHER_ID + "/main/temperature/$settable", "false")
                .containsEntry("homie/" + WEATHER_ID + "/main/button/$retained", "false")
                .containsEntry(
                        "homie/" + WEATHER_ID + "/main/button/$format", "SHORT_PRESSED,DOUBLE_PRESSED,LONG_PRESSED")
                .containsEntry(LAMP_4 + "main/brightness/$datatype", "integer")
                .containsEntry(LAMP_4 + "main/brightness/$format", "0:100")
                .containsEntry(LAMP_4 + "main/brightness", "50")
                .containsEntry(LAMP_4 + "main/effect", "calm; or so")
                .containsEntry(LAMP_4 + "main/colour/$format", "rgb")
                .containsEntry(LAMP_4 + "main/colour", "255,128,0")
                .containsEntry(LAMP_4 + "main/half", "-2.50")
                .containsEntry(LAMP_4 + "main/identify/$retained", "false")
                .containsEntry(LAMP_4 + "diagnostic/rssi", "-67");
    }

    @Test
    void event_isPublishedInOpenHabsWords_notRetained() {
        start("4", WEATHER);
        rig.things.event(WEATHER, new Event(BUTTON, "press", Map.of()));

        TestClient.Heard heard = client.await("homie/" + WEATHER_ID + "/main/button");
        assertThat(heard.payload()).isEqualTo("SHORT_PRESSED");
        assertThat(heard.retained()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5"})
    void thingThatGoesAway_isLost_andReadyAgain(String homie) {
        start(homie, WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        awaitReady(homie, WEATHER_ID);

        rig.things.availability(WEATHER, Availability.OFFLINE);
        client.awaitPayload(base(homie) + WEATHER_ID + "/$state", "lost");
        rig.things.availability(WEATHER, Availability.ONLINE);
        client.awaitPayload(base(homie) + WEATHER_ID + "/$state", "ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5"})
    void otherProperties_replaceTheOld_whileInit(String homie) throws Exception {
        start(homie, WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20), "battery", Value.of(80)));
        awaitReady(homie, WEATHER_ID);
        String gone = base(homie) + WEATHER_ID + "/main/temperature";
        client.awaitPayload(gone, "20");

        rig.things.add(FakeThings.thing("C4:7C:8D:6A:10:22", "garden", BATTERY, ON));

        client.awaitPayload(gone, "");
        awaitReady(homie, WEATHER_ID);
        assertThat(kept()).doesNotContainKey(gone);
        assertThat(problems(homie)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5"})
    void removedThing_leavesNothing(String homie) throws Exception {
        start(homie, WEATHER, LAMP);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        tellAll();
        awaitReady(homie, WEATHER_ID);
        awaitReady(homie, "ravning-c47c8d6a1023");

        rig.things.remove(WEATHER);

        client.awaitPayload(base(homie) + WEATHER_ID + "/$state", "lost");
        client.awaitPayload(base(homie) + WEATHER_ID + "/$state", "");
        client.awaitPayload(base(homie) + WEATHER_ID + "/main/temperature", "");
        Await.until("nothing left", () -> {
            try {
                return kept().keySet().stream().noneMatch(topic -> topic.contains(WEATHER_ID));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(problems(homie)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5"})
    void end_isSaidOfEveryDevice(String homie) {
        start(homie, WEATHER, LAMP);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        awaitReady(homie, WEATHER_ID);

        rig.close();

        client.awaitPayload(base(homie) + WEATHER_ID + "/$state", "disconnected");
        if (homie.equals("5")) {
            client.awaitPayload(ROOT + "$state", "disconnected");
        }
    }

    @ParameterizedTest
    @CsvSource({"4, off", "5, off", "4, 5", "5, 4"})
    void anotherOption_removesWhatAnEarlierRunPublished(String before, String after, @TempDir Path folder)
            throws Exception {
        Path memory = folder.resolve("homie.json");
        rig = Rig.keeping(memory, broker.uri(), before);
        rig.things.add(LAMP);
        tellAll();
        awaitReady(before, "ravning-c47c8d6a1023");
        rig.close();
        String old = base(before) + "ravning-c47c8d6a1023/";
        assertThat(kept().keySet()).anyMatch(topic -> topic.startsWith(old));

        rig = Rig.keeping(memory, broker.uri(), after);

        client.awaitPayload(old + "$state", "");
        Await.until("nothing left", () -> {
            try {
                return kept().keySet().stream().noneMatch(topic -> topic.startsWith(old));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void restart_keepsTheVersion_asLongAsTheDescriptionIsTheSame(@TempDir Path folder) throws Exception {
        Path memory = folder.resolve("homie.json");
        String topic = "homie/5/" + WEATHER_ID + "/$description";
        rig = Rig.keeping(memory, broker.uri(), "5");
        rig.things.add(WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        awaitReady("5", WEATHER_ID);
        rig.close();
        String first = kept().get(topic);

        rig = Rig.keeping(memory, broker.uri(), "5");
        rig.things.add(WEATHER);
        rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
        client.await(topic, 2);
        assertThat(client.newest(topic)).isEqualTo(first);

        rig.things.add(FakeThings.thing("C4:7C:8D:6A:10:22", "garden", TEMPERATURE));
        Await.until("the new name", () -> client.newest(topic).contains("garden"));
        awaitReady("5", WEATHER_ID);
        assertThat(problems("5")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        4 | main/on         | true          | on         | true
        4 | main/on         | false         | on         | false
        4 | main/brightness | 50            | brightness | 50
        4 | main/effect     | calm; or so   | effect_    | calm, or so
        4 | main/colour     | 255,128,0     | colour     | #ff8000
        4 | main/note       | 12            | note       | 12
        4 | main/identify   | true          | identify   | true
        5 | main/colour     | rgb,0,1.6,255 | colour     | #0002ff
        5 | main/half       | 1.5e1         | half       | 15
        5 | main/clock      | 2026-11-21T05:30:00 | clock | 2026-11-21T05:30:00
        """)
    void set_isACommandOfTheThing(String homie, String property, String payload, String name, String value)
            throws Exception {
        start(homie, LAMP);
        tellAll();
        awaitReady(homie, "ravning-c47c8d6a1023");

        client.send(base(homie) + "ravning-c47c8d6a1023/" + property + "/set", payload);

        Await.until("the command", () -> !rig.things.commands.isEmpty());
        Command command = rig.things.commands.get(0);
        assertThat(command.set().get(name).toString()).isEqualTo(value);
        assertThat(client.await("ravning/lamp/response").payload()).contains("\"status\":\"ok\"");
        if (homie.equals("5")) {
            client.awaitPayload("homie/5/ravning-c47c8d6a1023/" + property + "/$target", payload);
        }
    }

    @Test
    void emptyText_isANullCharacterInHomie5() throws Exception {
        start("5", LAMP);
        rig.things.state(LAMP, Map.of("note", Value.of("")));

        client.awaitPayload("homie/5/ravning-c47c8d6a1023/main/note", "\u0000");
        client.send("homie/5/ravning-c47c8d6a1023/main/note/set", "\u0000");
        Await.until("the command", () -> !rig.things.commands.isEmpty());
        assertThat(rig.things.commands.get(0).set()).containsEntry("note", Value.of(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        main/on/set         | on        | invalid_value
        main/brightness/set | 101       | invalid_value
        main/brightness/set | NaN       | invalid_value
        main/effect/set     | storm     | invalid_value
        main/colour/set     | 256,0,0   | invalid_value
        diagnostic/rssi/set | 5         | unknown_property
        """)
    void badPayload_isAnsweredWithItsError_andNotCarriedOut(String property, String payload, String code)
            throws Exception {
        start("4", LAMP);
        client.await(LAMP_4 + "$state");

        client.send(LAMP_4 + property, payload);

        assertThat(client.await("ravning/lamp/response").payload()).contains("\"code\":\"" + code + "\"");
        assertThat(rig.things.commands).isEmpty();
    }

    @Test
    void hostilePayloads_areAnswered_andCostNothing() throws Exception {
        start("4", LAMP);
        client.await(LAMP_4 + "$state");

        client.send(LAMP_4 + "main/on/set", new byte[] {(byte) 0xff, (byte) 0xfe}, false);
        assertThat(client.await("ravning/lamp/response").payload()).contains("not UTF-8");
        client.send(LAMP_4 + "main/note/set", "x".repeat(70_000));
        assertThat(client.await("ravning/lamp/response", 2).payload()).contains("70000 bytes");
        client.send(LAMP_4 + "main/on/set", "true".getBytes(StandardCharsets.UTF_8), true);
        client.send(LAMP_4 + "nothing/at-all/set", "true");
        client.send("homie/another-device/main/on/set", "true");
        client.send(LAMP_4 + "main/on/set", "true");

        Await.until("one command", () -> rig.things.commands.size() >= 2);
        assertThat(rig.things.commands).hasSize(2);
        client.send(LAMP_4 + "main/on/set", new byte[0], true);
    }

    @Test
    void retainedSet_isRefused() throws Exception {
        client.send(LAMP_4 + "main/on/set", "true".getBytes(StandardCharsets.UTF_8), true);
        client.awaitPayload(LAMP_4 + "main/on/set", "true");
        rig = Rig.create("url", broker.uri().toString(), "homie", "4");
        rig.things.add(LAMP);
        rig.bridge.setThings(rig.things);
        rig.bridge.start();

        assertThat(client.await("ravning/lamp/response").payload()).contains("\"code\":\"retained\"");
        assertThat(rig.things.commands).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5"})
    void gatewayDies_brokerSaysSoOfEveryDevice_andItReturns(String homie) throws Exception {
        try (CuttableLink link = new CuttableLink(broker.uri())) {
            rig = Rig.start(link.uri(), "homie", homie);
            rig.things.add(WEATHER);
            rig.things.add(LAMP);
            rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
            tellAll();
            awaitReady(homie, WEATHER_ID);
            awaitReady(homie, "ravning-c47c8d6a1023");
            int wills = homie.equals("4") ? 2 : 1;
            Await.until("the wills are held", () -> link.connections() == 1 + wills);

            link.cut();

            if (homie.equals("4")) {
                client.awaitPayload("homie/" + WEATHER_ID + "/$state", "lost");
                client.awaitPayload(LAMP_4 + "$state", "lost");
            } else {
                client.awaitPayload(ROOT + "$state", "lost");
            }
            client.awaitPayload("ravning/bridge/state", "{\"state\":\"offline\"}");
            link.heal();
            awaitReady(homie, WEATHER_ID);
            awaitReady(homie, "ravning-c47c8d6a1023");
            Await.until("the wills are held again", () -> link.connections() == 1 + wills);
            client.awaitPayload(base(homie) + WEATHER_ID + "/$state", "ready");
            rig.close();
        }
        client.awaitPayload(base(homie) + WEATHER_ID + "/$state", "disconnected");
    }

    @Test
    void wills_haveABound() throws Exception {
        try (CuttableLink link = new CuttableLink(broker.uri())) {
            rig = Rig.start(link.uri(), "homie", "4", "homieWills", 0);
            rig.things.add(WEATHER);
            rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
            rig.things.add(LAMP);
            tellAll();
            awaitReady("4", WEATHER_ID);
            client.awaitPayload(LAMP_4 + "$state", "ready");

            assertThat(link.connections()).isLessThanOrEqualTo(2);
            rig.close();
        }
    }
}
