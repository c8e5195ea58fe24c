// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.testkit.mqtt.HomeAssistantRules;

/** That the checks find what Home Assistant would refuse: each violation is put into what is right. */
class HomeAssistantRulesTest {
    private static final String REST =
            "\"avty\":[{\"t\":\"a/b\"}],\"avty_mode\":\"all\",\"dev\":{\"ids\":\"x\",\"cns\":"
                    + "[[\"bluetooth\",\"C4:7C:8D:6A:10:22\"]]},\"o\":{\"name\":\"R\"}}";
    private static final String SENSOR =
            "{\"name\":\"T\",\"stat_t\":\"r/t\",\"dev_cla\":\"temperature\",\"unit_of_meas\":\"°C\","
                    + "\"stat_cla\":\"measurement\",\"uniq_id\":\"x_t\"," + REST;
    private static final String NUMBER =
            "{\"name\":\"N\",\"cmd_t\":\"r/t/set\",\"min\":0,\"max\":10,\"step\":1,\"mode\":\"box\","
                    + "\"uniq_id\":\"x_n\"," + REST;
    private static final String EVENT =
            "{\"name\":\"E\",\"stat_t\":\"r/e\",\"evt_typ\":[\"press\"],\"uniq_id\":\"x_e\"," + REST;
    private static final String TRIGGER =
            "{\"atype\":\"trigger\",\"type\":\"button_short_press\",\"stype\":\"b\",\"t\":\"r/e\","
                    + "\"dev\":{\"ids\":\"x\"},\"o\":{\"name\":\"R\"}}";

    private static Map<String, String> right() {
        return new HashMap<>(Map.of(
                "ha/sensor/x/t/config", SENSOR,
                "ha/number/x/n/config", NUMBER,
                "ha/event/x/e/config", EVENT,
                "ha/device_automation/x/b/config", TRIGGER));
    }

    @Test
    void asItShouldBe_hasNoProblem() {
        assertThat(HomeAssistantRules.problems("ha", right())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
        sensor/x/t | "stat_t":"r/t",           | ##                        | no state_topic
        sensor/x/t | "stat_t":"r/t"            | "stat_t":"r/#"            | state_topic is "r/#"
        sensor/x/t | "°C"                      | "lx"                      | "lx" is no unit
        sensor/x/t | "temperature"             | "warmth"                  | is no unit of device_class warmth
        sensor/x/t | "measurement"             | "total_increasing"        | state_class total_increasing does not go
        sensor/x/t | "name":"T"                | "name":"T","cmd_t":"r"    | command_topic does not belong there
        sensor/x/t | "name":"T"                | "name":"T","ops":["a"]    | options are for device_class enum
        sensor/x/t | "name":"T"                | "name":"T","exp_aft":60   | commands are not retained
        sensor/x/t | "all"                     | "most"                    | availability is a list of which all count
        sensor/x/t | "ids":"x",                | "id":"x",                 | device has id
        sensor/x/t | "bluetooth"               | "radio"                   | no connection
        sensor/x/t | "o":{"name":"R"}          | "o":{}                    | origin has no name
        sensor/x/t | "x_t"                     | "x_n"                     | unique_id is that of
        sensor/x/t | "name":"T"                | "name":"T","ent_cat":"no" | entity_category is "no"
        sensor/x/t | "ids":"x",                | "ids":"x","via_device":"y", | via_device y is no device
        number/x/n | "max":10                  | "max":0                   | min 0.0, max 0.0
        number/x/n | "step":1                  | "step":0.0001             | step 1.0E-4
        number/x/n | "box"                     | "wheel"                   | mode "wheel"
        event/x/e  | ["press"]                 | []                        | event_types is []
        event/x/e  | "name":"E"                | "name":"E","dev_cla":"x"  | no device_class of event: x
        device_automation/x/b | "stype":"b",   | ##                        | no subtype
        device_automation/x/b | "atype"        | "uniq_id":"u","atype"     | unique_id does not belong there
        device_automation/x/b | "trigger"      | "action"                  | automation_type is "action"
        """)
    void violation_isFound(String topic, String right, String wrong, String problem) {
        Map<String, String> kept = right();
        String at = "ha/" + topic + "/config";
        assertThat(kept.get(at)).contains(right);
        kept.put(at, kept.get(at).replace(right, wrong == null ? "" : wrong));

        assertThat(HomeAssistantRules.problems("ha", kept)).anyMatch(found -> found.contains(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
        ha/sensor/x y/t/config | {}     | illegal discovery topic
        ha/sensor/x/y/config   | [1]    | no object in JSON
        ha/toaster/x/y/config  | {}     | no component toaster
        ha/device/x/config     | {"cmps":{"a b":{"p":"sensor"}}} | component a b has no id
        ha/device/x/config     | {"cmps":{},"name":"x"} | name does not belong there
        """)
    void wrongMessage_isFound(String topic, String payload, String problem) {
        assertThat(HomeAssistantRules.problems("ha", Map.of(topic, payload)))
                .anyMatch(found -> found.contains(problem));
    }
}
