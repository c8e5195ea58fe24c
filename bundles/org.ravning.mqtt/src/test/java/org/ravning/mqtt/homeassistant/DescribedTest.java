// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ravning.api.AddressType;
import org.ravning.api.DeviceAddress;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.topic.Topics;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.Unit;

class DescribedTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration GRACE = Duration.ofDays(7);
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final Property TEMPERATURE =
            Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");
    private static final Property BATTERY = Property.number("battery", "Battery", Unit.PERCENT, "battery");
    private static final Property BUTTON = Property.event("button", "Button", "press");

    private final Discovery components = discovery(Discovery.Form.COMPONENT);
    private final Described described = new Described();

    private static Discovery discovery(Discovery.Form form) {
        return new Discovery(new Topics("ravning"), "homeassistant", "1.0", form);
    }

    private static Thing thing(String model, Property... properties) {
        DeviceAddress address = DeviceAddress.of("C4:7C:8D:6A:10:22", AddressType.PUBLIC);
        return new Thing(
                new ThingId("c47c8d6a1022"),
                "weather",
                address,
                DeviceModel.of("Acme", model),
                List.of("test"),
                List.of(properties));
    }

    private List<String> entities(Discovery discovery, Thing thing, Instant at) {
        return described.entities(discovery, thing, at, GRACE, SHORT).stream()
                .filter(entity -> entity.config().size() > 0)
                .map(Entity::objectId)
                .toList();
    }

    private void leave(Discovery by, Thing thing) {
        by.configs(thing).forEach((topic, json) -> described.left.put(topic, Json.bytes(json)));
    }

    @ParameterizedTest
    @EnumSource(Discovery.Form.class)
    void whatAnEarlierRunLeft_inEitherForm_isHad_untilTheGraceIsOver(Discovery.Form form) {
        Thing now = thing("Weather 3", TEMPERATURE);
        leave(discovery(form), thing("Weather 3", TEMPERATURE, BATTERY, BUTTON));
        described.find(components, now);

        assertThat(entities(components, now, NOW))
                .containsExactlyInAnyOrder("temperature", "rssi", "battery", "button", "button_press");
        assertThat(described.until()).isEqualTo(NOW.plus(GRACE));
        assertThat(entities(components, now, NOW.plus(GRACE).minusSeconds(1))).contains("battery");
        assertThat(entities(components, now, NOW.plus(GRACE))).containsExactly("temperature", "rssi");
        assertThat(described.until()).isNull();
    }

    @Test
    void whatAnotherModelLeft_isHadForAShortTimeOnly() {
        Thing now = thing("Scale 9", TEMPERATURE);
        leave(components, thing("Weather 3", TEMPERATURE, BATTERY));
        described.find(components, now);

        assertThat(entities(components, now, NOW)).contains("battery");
        assertThat(entities(components, now, NOW.plus(SHORT))).containsExactly("temperature", "rssi");
    }

    @Test
    void propertyThatWentInThisRun_isHad_andComesBackWithoutADeadline() {
        entities(components, thing("Weather 3", TEMPERATURE, BATTERY), NOW);

        assertThat(entities(components, thing("Weather 3", TEMPERATURE), NOW)).contains("battery");
        assertThat(described.until()).isEqualTo(NOW.plus(GRACE));
        entities(components, thing("Weather 3", TEMPERATURE, BATTERY), NOW);
        assertThat(described.until()).isNull();
    }

    @Test
    void anotherModelInThisRun_losesTheOldOnesProperties_whenItIsNoPassingThing() {
        entities(components, thing("Weather 3", TEMPERATURE, BATTERY), NOW);
        Thing other = thing("Scale 9", TEMPERATURE);

        assertThat(entities(components, other, NOW)).contains("battery");
        assertThat(entities(components, other, NOW.plusSeconds(1))).contains("battery");
        assertThat(entities(components, other, NOW.plus(SHORT))).containsExactly("temperature", "rssi");
    }

    @Test
    void inTheDeviceForm_whatIsGone_isNamedByItsComponentAlone() {
        Discovery devices = discovery(Discovery.Form.DEVICE);
        entities(devices, thing("Weather 3", TEMPERATURE, BATTERY), NOW);
        Thing now = thing("Weather 3", TEMPERATURE);
        entities(devices, now, NOW);

        Map<String, JsonObject> configs =
                devices.configs(now, described.entities(devices, now, NOW.plus(GRACE), GRACE, SHORT));

        assertThat(configs.values().iterator().next().getAsJsonObject("cmps").get("battery"))
                .hasToString("{\"p\":\"sensor\"}");
        described.left.put(
                configs.keySet().iterator().next(),
                Json.bytes(configs.values().iterator().next()));
        described.find(devices, now);
        assertThat(entities(devices, now, NOW.plus(GRACE))).containsExactly("temperature", "rssi");
    }

    @Test
    void componentThatChanged_isNotHadTwice() {
        leave(components, thing("Weather 3", Property.flag("battery", "Battery", "battery")));
        Thing now = thing("Weather 3", BATTERY);
        described.find(components, now);

        assertThat(described.entities(components, now, NOW, GRACE, SHORT))
                .extracting(Entity::component, Entity::objectId)
                .containsExactlyInAnyOrder(tuple("sensor", "battery"), tuple("sensor", "rssi"));
    }
}
