// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.testkit.mqtt.HeardMessage;
import org.ravning.testkit.mqtt.Homie4Rules;
import org.ravning.testkit.mqtt.Homie5Rules;

/** That the checks of the convention find what is wrong: each violation is put into what is right. */
class HomieRulesTest {
    private static final String[] FOUR = {
        "$homie", "4.0.0",
        "$name", "Lamp",
        "$nodes", "main",
        "main/$name", "Main",
        "main/$type", "lamp",
        "main/$properties", "on,colour,level,mode,pressed",
        "main/on/$name", "On",
        "main/on/$datatype", "boolean",
        "main/on/$settable", "true",
        "main/on", "true",
        "main/colour/$name", "Colour",
        "main/colour/$datatype", "color",
        "main/colour/$format", "rgb",
        "main/colour", "255,0,128",
        "main/level/$name", "Level",
        "main/level/$datatype", "integer",
        "main/level/$format", "0:100",
        "main/level/$unit", "%",
        "main/level", "50",
        "main/mode/$name", "Mode",
        "main/mode/$datatype", "enum",
        "main/mode/$format", "calm,party",
        "main/mode", "calm",
        "main/pressed/$name", "Pressed",
        "main/pressed/$datatype", "enum",
        "main/pressed/$format", "PRESSED,RELEASED",
        "main/pressed/$retained", "false",
        "$extensions", "",
        "$state", "ready"
    };
    private static final String BRIDGE =
            "{\"homie\":\"5.0\",\"version\":7,\"name\":\"Bridge\",\"children\":[\"lamp\"]}";
    private static final String LAMP =
            "{\"homie\":\"5.0\",\"version\":3,\"name\":\"Lamp\",\"root\":\"bridge\",\"nodes\":"
                    + "{\"main\":{\"name\":\"Main\",\"properties\":{"
                    + "\"on\":{\"name\":\"On\",\"datatype\":\"boolean\",\"settable\":true},"
                    + "\"colour\":{\"name\":\"Colour\",\"datatype\":\"color\",\"format\":\"rgb,hsv\"},"
                    + "\"level\":{\"datatype\":\"float\",\"format\":\"0:100:0.5\",\"unit\":\"%\"},"
                    + "\"since\":{\"datatype\":\"datetime\"},"
                    + "\"pressed\":{\"datatype\":\"enum\",\"format\":\"press,release\",\"retained\":false}}}}}";

    private final List<HeardMessage> live = new ArrayList<>();
    private final Map<String, String> kept = new TreeMap<>();

    private void hear(String topic, String payload) {
        live.add(new HeardMessage(topic, payload, 1, false));
        if (payload.isEmpty()) {
            kept.remove(topic);
        } else {
            kept.put(topic, payload);
        }
    }

    private void four() {
        for (int i = 0; i < FOUR.length; i += 2) {
            hear("homie/lamp/" + FOUR[i], FOUR[i + 1]);
        }
    }

    private void five() {
        hear("homie/5/lamp/$description", LAMP);
        hear("homie/5/lamp/main/on", "true");
        hear("homie/5/lamp/main/on/$target", "true");
        hear("homie/5/lamp/main/colour", "hsv,360,50.5,0");
        hear("homie/5/lamp/main/level", "12.5");
        hear("homie/5/lamp/main/since", "2026-11-21T05:30:00Z");
        hear("homie/5/lamp/$state", "ready");
        hear("homie/5/bridge/$description", BRIDGE);
        hear("homie/5/bridge/$state", "ready");
    }

    @Test
    void homie4_asItShouldBe_hasNoProblem() {
        four();
        assertThat(Homie4Rules.problems("homie", live, kept)).isEmpty();
    }

    @Test
    void homie5_asItShouldBe_hasNoProblem() {
        five();
        assertThat(Homie5Rules.problems("homie/5", live, kept)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        $homie               | 3.0.1        | $homie is 3.0.1
        $name                | ''           | no $name
        $state               | asleep       | $state is asleep
        $nodes               | main,Main    | no id: "Main"
        $nodes               | main,-x      | no id: "-x"
        $nodes               | main,main    | has one twice
        $nodes               | ''           | nothing announces it
        $fw/name             | ravning      | nothing announces it
        main/$type           | ''           | no main/$type
        main/$properties     | on,colour    | main/level: nothing announces it
        main/on/$datatype    | bool         | $datatype is "bool"
        main/on/$datatype    | datetime     | $datatype is "datetime"
        main/on/$settable    | yes          | $settable is yes
        main/on              | TRUE         | no boolean: "TRUE"
        main/level           | 50.0         | no integer
        main/level           | 101          | no integer: "101"
        main/level/$format   | 0:           | no range: "0:"
        main/level/$format   | 100:0        | no range
        main/mode            | storm        | no enum: "storm"
        main/mode/$format    | calm,,party  | no list of words
        main/mode/$format    | ''           | an enum needs a format
        main/colour          | 256,0,0      | no color
        main/colour          | rgb,1,2,3    | no color
        main/colour/$format  | rgb,hsv      | no color format
        main/pressed         | PRESSED      | nothing announces it
        """)
    void homie4_violation_isFound(String topic, String payload, String problem) {
        four();
        hear("homie/lamp/" + topic, payload);
        assertThat(Homie4Rules.problems("homie", live, kept)).anyMatch(found -> found.contains(problem));
    }

    @Test
    void homie4_wrongOrder_andWrongQos_areFound() {
        hear("homie/lamp/$state", "ready");
        four();
        hear("homie/lamp/main/level/$unit", "m");
        live.add(new HeardMessage("homie/lamp/main/on", "true", 0, false));

        assertThat(Homie4Rules.problems("homie", live, kept))
                .contains("homie/lamp/$state: ready before $nodes", "homie/lamp/main/on: QoS 0")
                .anyMatch(found -> found.contains("changed while ready"));
    }

    @Test
    void homie4_withoutExtensions_isFound() {
        four();
        live.removeIf(message -> message.topic().endsWith("$extensions"));
        assertThat(Homie4Rules.problems("homie", live, kept)).containsExactly("homie/lamp: $extensions was not sent");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
        lamp/$state          | alert        | $state is alert
        lamp/$description    | [1]          | no description in JSON
        lamp/$log            | hello        | nothing announces it
        lamp/main/pressed    | press        | nothing announces it
        lamp/main/level      | NaN          | no float
        lamp/main/level      | +1           | no float
        lamp/main/level      | 1E+2         | no float
        lamp/main/level      | 100.5        | no float: "100.5"
        lamp/main/since      | yesterday    | no datetime
        lamp/main/colour     | 255,0,0      | no color
        lamp/main/colour     | xyz,0.1,0.1  | no color
        lamp/main/colour     | rgb,0,0      | no color
        lamp/main/on/$target | maybe        | no boolean
        lamp/main/on/$target | ##           | $target is for every settable property
        bridge/$description  | {"homie":"5.0","version":8,"name":"B"} | is not below its root
        bridge/$description  | {"homie":"5.0","version":8,"name":"B","children":["lamp","x"]} | a child that is none: x
        Lamp/$state          | ready        | no id: "Lamp"
        """)
    void homie5_violation_isFound(String topic, String payload, String problem) {
        five();
        hear("homie/5/" + topic, payload);
        assertThat(Homie5Rules.problems("homie/5", live, kept)).anyMatch(found -> found.contains(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
        "homie":"5.0"            | "homie":"4.0"             | homie is "4.0"
        "version":3              | "version":"x"             | version is "x"
        "name":"Lamp"            | "name":""                 | name ""
        "root":"bridge"          | "root":"nobody"           | is not below its root
        "root":"bridge"          | "root":"bridge","mac":"1" | mac does not belong there
        "datatype":"float"       | "datatype":"number"       | datatype is "number"
        "format":"0:100:0.5"     | "format":"0:100:0"        | no range
        "format":"0:100:0.5"     | "format":"a:b"            | no range
        "format":"rgb,hsv"       | "format":"cmyk"           | no color format
        "unit":"%"               | "unit":null               | unit does not belong there
        """)
    void homie5_wrongDescription_isFound(String right, String wrong, String problem) {
        five();
        kept.put("homie/5/lamp/$description", LAMP.replace(right, wrong));
        assertThat(Homie5Rules.problems("homie/5", live, kept)).anyMatch(found -> found.contains(problem));
    }

    @Test
    void homie5_changesAtTheWrongTime_areFound() {
        hear("homie/5/lamp/$state", "ready");
        five();
        hear("homie/5/lamp/$description", LAMP.replace("\"Lamp\"", "\"Light\""));
        hear("homie/5/lamp/$state", "init");
        hear("homie/5/lamp/$description", LAMP.replace("\"version\":3", "\"version\":4"));

        assertThat(Homie5Rules.problems("homie/5", live, kept))
                .contains(
                        "homie/5/lamp/$state: ready before $description",
                        "homie/5/lamp/$description: changed while ready",
                        "homie/5/lamp/$description: version 3 became 3");
    }
}
