// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.mqtt.broker.BrokerLogin;

class MqttSettingsTest {
    private static MqttSettings settings(Object... pairs) {
        return settings(Overrides.NONE, pairs);
    }

    private static MqttSettings settings(Overrides overrides, Object... pairs) {
        Map<String, Object> map = new java.util.HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return MqttSettings.of(Rig.config(map), overrides);
    }

    @Test
    void nothingSet_isTheEmbeddedBroker_withALastingClientId() {
        MqttSettings settings = settings();

        assertThat(settings.broker()).isNull();
        assertThat(settings.clientId())
                .matches("ravning-[0-9a-f]{8}")
                .isEqualTo(settings().clientId());
        assertThat(settings("baseTopic", "other").clientId()).isNotEqualTo(settings.clientId());
        assertThat(settings.discoveryPrefix()).contains("homeassistant");
        assertThat(settings.advertisements().enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://broker, tcp://broker:1883",
        "mqtt://broker:2883, tcp://broker:2883",
        "mqtts://broker, ssl://broker:8883",
        "broker:1884, tcp://broker:1884",
        "'ws://broker:9001/mqtt', 'ws://broker:9001/mqtt'",
        "tcp://harald:secret@broker, tcp://broker:1883",
    })
    void url_inItsForms(String url, URI uri) {
        assertThat(settings("url", url).broker()).isEqualTo(uri);
    }

    @Test
    void loginInTheUrl_isTaken_butNotTold() throws Exception {
        MqttSettings settings = settings("url", "tcp://harald:secret@broker");

        assertThat(settings.login().login()).contains(new BrokerLogin("harald", "secret"));
        assertThat(settings.told().toString()).doesNotContain("secret");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void passwordFile_firstLineIsThePassword(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "pa ss\nmore");

        assertThat(settings("user", "harald", "passwordFile", file.toString())
                        .login()
                        .login())
                .contains(new BrokerLogin("harald", "pa ss"));
    }

    @ParameterizedTest
    @CsvSource({
        "url, http://broker:1883, url is no broker address: expected tcp://host:1883 or ssl://host:8883",
        "url, tcp://bro ker, url is no broker address: expected tcp://host:1883 or ssl://host:8883",
        "baseTopic, a/#, 'baseTopic \"a/#\" cannot begin a topic'",
        "password, secret, password is set without user",
    })
    void badSetting_isRefused_inOneLine(String name, String value, String message) {
        assertThatThrownBy(() -> settings(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void property_goesBeforeEnvironment_goesBeforeFile() {
        Map<String, String> properties = Map.of("ravning.mqtt.url", "tcp://property");
        Map<String, String> environment =
                Map.of("RAVNING_MQTT_URL", "tcp://environment", "RAVNING_MQTT_BASE_TOPIC", "env");
        Overrides overrides = new Overrides(properties::get, environment::get);

        MqttSettings settings = settings(overrides, "url", "tcp://file", "baseTopic", "file");

        assertThat(settings.broker()).hasHost("property");
        assertThat(settings.topics().base()).isEqualTo("env");
    }

    @ParameterizedTest
    @CsvSource({
        "discoveryForm, entity, 'discoveryForm is component or device, not \"entity\"'",
        "unretained, 'lamp-*, The Lock', 'unretained \"The Lock\": a thing''s name has a-z, 0-9, - and _, and * is anything'",
        "advertisementDevices, 'C2:5A:*, xyz', 'advertisementDevices \"xyz\": an address has hexadecimal digits, or *'",
    })
    void badWord_isRefused(String name, String value, String message) {
        assertThatThrownBy(() -> Rig.create(name, value)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "sometimes, '', 'gattAccess is off, allow-list or all, not \"sometimes\"'",
        "allow-list, 'C2:5A', 'gattAllow \"C2:5A\": expected address/service/characteristic'",
        "allow-list, 'zz/*/*', 'gattAllow \"zz/*/*\": an address has hexadecimal digits, or *'",
    })
    void badGattRules_areRefused(String access, String allow, String message) {
        assertThatThrownBy(() -> Rig.create("gattAccess", access, "gattAllow", allow))
                .hasMessage(message);
    }
}
