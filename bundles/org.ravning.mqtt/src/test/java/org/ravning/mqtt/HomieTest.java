// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

class HomieTest extends HomieRig {
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
}
