// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.AddressType;
import org.ravning.api.DeviceAddress;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.topic.Topics;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.TextFormat;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.Unit;
import org.ravning.testkit.mqtt.HomeAssistantRules;

/** What Home Assistant is told, against files that were checked by eye with its documentation. */
class DiscoveryTest {
    private static final Access[] BOTH = {Access.PUBLISHED, Access.SETTABLE};

    private final Discovery discovery =
            new Discovery(new Topics("ravning"), "homeassistant", "1.0", Discovery.Form.COMPONENT);

    private static Thing thing(String name, DeviceModel model, Property... properties) {
        DeviceAddress address = DeviceAddress.of("C4:7C:8D:6A:10:22", AddressType.PUBLIC);
        return new Thing(new ThingId("c47c8d6a1022"), name, address, model, List.of("test"), List.of(properties));
    }

    private static Property settable(String name, String label, PropertyType type) {
        return new Property(name, label, type, null, Set.of(BOTH), null, Category.PRIMARY);
    }

    private static void assertGolden(String file, Map<String, JsonObject> configs) throws IOException {
        String seen = new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(configs)
                + "\n";
        try (InputStream golden = DiscoveryTest.class.getResourceAsStream(file)) {
            assertThat(golden).as(file).isNotNull();
            assertThat(seen).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void sensors_asInTheFile() throws IOException {
        Thing thing = thing(
                "weather",
                new DeviceModel("Acme", "Weather 3", "1.2"),
                Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature"),
                Property.number("energy", "Energy", Unit.KILOWATT_HOUR, "energy"),
                Property.number("battery", "Battery", Unit.PERCENT, "battery").in(Category.DIAGNOSTIC),
                Property.flag("window", "Window", "window"),
                new Property(
                        "trend",
                        "Trend",
                        new PropertyType.EnumType(List.of("rising", "falling")),
                        null,
                        Set.of(Access.PUBLISHED),
                        null,
                        Category.PRIMARY),
                Property.text("note", "Note"),
                Property.event("button", "Button", "press", "long_press"));

        assertGolden("sensors.json", discovery.configs(thing));
    }

    @Test
    void controls_asInTheFile() throws IOException {
        Thing thing = thing(
                "lamp",
                DeviceModel.of(null, "Lamp"),
                settable("on", "On", PropertyType.BOOLEAN),
                settable(
                        "brightness",
                        "Brightness",
                        new PropertyType.NumberType(BigDecimal.ZERO, new BigDecimal("100"), new BigDecimal("0.5"))),
                settable("effect", "Effect", new PropertyType.EnumType(List.of("calm", "party")))
                        .in(Category.CONFIG),
                settable("message", "Message", new PropertyType.TextType(4096)),
                settable("identify", "Identify", PropertyType.BOOLEAN).with(Access.SETTABLE));

        assertGolden("controls.json", discovery.configs(thing));
    }

    @Test
    void locksCoversAndLights_asInTheFile() throws IOException {
        PropertyType percent = new PropertyType.NumberType(BigDecimal.ZERO, new BigDecimal("100"), BigDecimal.ONE);
        Thing thing = thing(
                "house",
                DeviceModel.of("Acme", "House"),
                new Property(
                        "unlocked", "Door lock", PropertyType.BOOLEAN, null, Set.of(BOTH), "lock", Category.PRIMARY),
                new Property("position", "Curtain", percent, Unit.PERCENT, Set.of(BOTH), "curtain", Category.PRIMARY),
                new Property("on", "Lamp", PropertyType.BOOLEAN, null, Set.of(BOTH), "light", Category.PRIMARY),
                settable("brightness", "Brightness", percent),
                settable("colour", "Colour", new PropertyType.TextType(7, TextFormat.COLOUR)),
                settable("effect", "Effect", new PropertyType.EnumType(List.of("calm", "party"))));

        Map<String, JsonObject> configs = discovery.configs(thing);
        assertGolden("house.json", configs);
        JsonObject cover = configs.get("homeassistant/cover/ravning_c47c8d6a1022/position/config");
        assertThat(cover.get("pl_stop").isJsonNull()).as("it cannot be stopped").isTrue();
    }

    @Test
    void lightThatDoesNotTellHowItIs_hasNoStateTopics() {
        Thing thing = thing(
                "strip",
                DeviceModel.of(null, "Strip"),
                new Property(
                        "power_on",
                        "Light",
                        PropertyType.BOOLEAN,
                        null,
                        Set.of(Access.SETTABLE),
                        "light",
                        Category.PRIMARY),
                settable("colour", "Colour", new PropertyType.TextType(7, TextFormat.COLOUR))
                        .with(Access.SETTABLE));

        JsonObject light = discovery.configs(thing).get("homeassistant/light/ravning_c47c8d6a1022/power_on/config");

        assertThat(light.keySet()).contains("cmd_t", "rgb_cmd_t").noneMatch(key -> key.contains("stat_t"));
    }

    @Test
    void switchThatDoesNotTellHowItIs_isNoButton() {
        Thing thing = thing(
                "relay",
                DeviceModel.of(null, "Relay"),
                new Property(
                        "on", "On", PropertyType.BOOLEAN, null, Set.of(Access.SETTABLE), "switch", Category.PRIMARY));

        assertThat(discovery.configs(thing)).containsKey("homeassistant/switch/ravning_c47c8d6a1022/on/config");
    }

    @ParameterizedTest
    @CsvSource({
        "energy, kWh, total_increasing, 2",
        "volume, L, total, ",
        "wind_direction, °, measurement_angle, ",
        "temperature, °C, measurement, 1",
        ", g, measurement, ",
    })
    void number_hasTheStateClassOfItsKind_andDecimalsWorthShowing(
            String deviceClass, String unit, String stateClass, String decimals) {
        Property property =
                Property.number("value", "Value", Unit.ofSymbol(unit).orElseThrow(), deviceClass);

        JsonObject json = discovery
                .configs(thing("meter", DeviceModel.of(null, "Meter"), property))
                .get("homeassistant/sensor/ravning_c47c8d6a1022/value/config");

        assertThat(json.get("stat_cla").getAsString()).isEqualTo(stateClass);
        assertThat(json.has("sug_dsp_prc") ? json.get("sug_dsp_prc").getAsString() : null)
                .isEqualTo(decimals);
    }

    @ParameterizedTest
    @EnumSource(Discovery.Form.class)
    void everyKindOfProperty_passesWhatHomeAssistantDocuments(Discovery.Form form) {
        List<Property> properties = new ArrayList<>();
        List<PropertyType> types = List.of(
                PropertyType.NUMBER,
                new PropertyType.NumberType(BigDecimal.ZERO, new BigDecimal("100"), new BigDecimal("1E-9")),
                PropertyType.BOOLEAN,
                PropertyType.TEXT,
                new PropertyType.TextType(7, TextFormat.COLOUR),
                new PropertyType.EnumType(List.of("one")),
                new PropertyType.EventType(List.of("press", "odd one")));
        List<Set<Access>> accesses =
                List.of(Set.of(Access.PUBLISHED), Set.of(BOTH), Set.of(Access.SETTABLE), Set.of(Access.GETTABLE));
        List<String> classes = List.of(
                "none",
                "temperature",
                "light",
                "lock",
                "curtain",
                "battery",
                "switch",
                "volume",
                "energy",
                "enum",
                "button",
                "duration",
                "aqi",
                "opening");
        for (PropertyType type : types) {
            for (Set<Access> access : accesses) {
                for (String deviceClass : classes) {
                    for (Category category : Category.values()) {
                        properties.add(anyUnit(properties.size(), type, access, deviceClass, category));
                    }
                }
            }
        }
        Discovery described = new Discovery(new Topics("ravning"), "homeassistant", "1.0", form);
        Map<String, String> kept = new HashMap<>();
        described.bridge().forEach((topic, json) -> kept.put(topic, Json.text(json)));
        described
                .configs(thing("all", new DeviceModel("Acme", "All", "1.2"), properties.toArray(new Property[0])))
                .forEach((topic, json) -> kept.put(topic, Json.text(json)));

        assertThat(HomeAssistantRules.problems("homeassistant", kept)).isEmpty();
    }

    // Numbers take one unit after the other, of those that their class allows.
    private static Property anyUnit(
            int number, PropertyType type, Set<Access> access, String deviceClass, Category category) {
        Unit[] units = Unit.values();
        for (int i = 0; type instanceof PropertyType.NumberType && i < units.length; i++) {
            Unit unit = units[(number + i) % units.length];
            if (fits(deviceClass, unit)) {
                return new Property("p" + number, "p" + number, type, unit, access, deviceClass, category);
            }
        }
        return new Property("p" + number, "p" + number, type, null, access, deviceClass, category);
    }

    private static boolean fits(String deviceClass, Unit unit) {
        try {
            return Property.number("p", "p", unit, deviceClass).unit() == unit;
        } catch (IllegalArgumentException unitOfAnotherQuantity) {
            return false;
        }
    }

    @Test
    void deviceForm_holdsTheSameEntitiesInOneMessage() {
        Thing thing = thing(
                "weather",
                new DeviceModel("Acme", "Weather 3", "1.2"),
                Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature"),
                Property.event("button", "Button", "press"));
        Discovery device = new Discovery(new Topics("ravning"), "homeassistant", "1.0", Discovery.Form.DEVICE);

        Map<String, JsonObject> configs = device.configs(thing);

        assertThat(configs).containsOnlyKeys("homeassistant/device/ravning_c47c8d6a1022/config");
        JsonObject config = configs.values().iterator().next();
        assertThat(config.keySet()).containsExactlyInAnyOrder("cmps", "avty", "avty_mode", "dev", "o");
        JsonObject components = config.getAsJsonObject("cmps");
        assertThat(components.keySet()).containsExactlyInAnyOrder("temperature", "button", "button_press", "rssi");
        discovery.configs(thing).forEach((topic, alone) -> {
            String[] levels = topic.split("/", -1);
            JsonObject within = components.getAsJsonObject(levels[3]);
            assertThat(within.remove("p").getAsString()).isEqualTo(levels[1]);
            List.of("avty", "avty_mode", "dev", "o").forEach(alone::remove);
            assertThat(within).isEqualTo(alone);
        });
    }

    @Test
    void diagnostics_areOffByDefault_butNotTheBatteryNorAlarms() {
        Thing thing = thing(
                "odd",
                DeviceModel.of(null, "Odd"),
                Property.number("battery", "Battery", Unit.PERCENT, "battery").in(Category.DIAGNOSTIC),
                Property.number("voltage", "Voltage", Unit.VOLT, "voltage").in(Category.DIAGNOSTIC),
                Property.flag("tamper", "Tamper", "tamper").in(Category.DIAGNOSTIC));

        assertThat(discovery.configs(thing).values())
                .filteredOn(config -> config.has("en"))
                .extracting(config -> config.get("uniq_id").getAsString())
                .containsExactlyInAnyOrder("ravning_c47c8d6a1022_voltage", "ravning_c47c8d6a1022_rssi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sensors.json", "controls.json", "house.json"})
    void noTemplate_readsAKeyThatAFirstStateMayLack(String file) throws IOException {
        try (InputStream golden = DiscoveryTest.class.getResourceAsStream(file)) {
            String text = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);

            List<String> templates = text.lines()
                    .filter(line -> line.contains("value_json.")
                            && !line.contains("value_json.property")
                            && !line.contains("value_json.state"))
                    .toList();
            assertThat(templates).isNotEmpty().allMatch(line -> line.contains("| default(none)"));
        }
    }

    @Test
    void bridge_asInTheFile() throws IOException {
        assertGolden("bridge.json", discovery.bridge());
    }

    @Test
    void unknownDeviceClass_isLeftOut() {
        Thing thing = thing(
                "odd",
                DeviceModel.of(null, "Odd"),
                Property.number("mood", "Mood", null, "mood"),
                Property.flag("thing", "Thing", "temperature"));

        assertThat(discovery.configs(thing).values())
                .filteredOn(config -> !config.get("uniq_id").getAsString().endsWith("rssi"))
                .noneMatch(config -> config.has("dev_cla"));
    }

    @Test
    void presence_isSeenWhileTheThingIsAway_andADeviceThatMovesHasNoAddress() {
        Thing tag = new Thing(
                new ThingId("ibeacon-0a-1-2"),
                "keys",
                DeviceAddress.of("C4:7C:8D:6A:10:22", AddressType.RANDOM),
                DeviceModel.of(null, "iBeacon"),
                List.of("beacons", "presence"),
                List.of(Property.flag("presence", "Presence", "presence"), Property.text("note", "Note")));

        Map<String, JsonObject> configs = discovery.configs(tag);

        JsonObject presence = configs.get("homeassistant/binary_sensor/ravning_ibeacon-0a-1-2/presence/config");
        assertThat(presence.getAsJsonArray("avty")).hasSize(1);
        assertThat(presence.getAsJsonObject("dev").has("cns")).isFalse();
        assertThat(configs.get("homeassistant/sensor/ravning_ibeacon-0a-1-2/note/config")
                        .getAsJsonArray("avty"))
                .hasSize(2);
    }

    @Test
    void hostileModel_isCleaned() {
        Thing thing = thing(
                "evil",
                new DeviceModel("\u202eevil\u0000\n", "x".repeat(500), "\u0007"),
                Property.text("note", "Note"));

        JsonObject device = discovery.configs(thing).values().iterator().next().getAsJsonObject("dev");

        assertThat(device.get("mf").getAsString()).isEqualTo("evil");
        assertThat(device.get("mdl").getAsString()).hasSize(80);
        assertThat(device.get("sw").getAsString()).isEqualTo("unknown");
    }

    @Test
    void uniqueIds_haveNeitherNameNorBase() {
        Property property = Property.text("note", "Note");
        Discovery elsewhere = new Discovery(new Topics("home/ble"), "homeassistant", "1.0", Discovery.Form.COMPONENT);

        Map<String, JsonObject> here = discovery.configs(thing("one", DeviceModel.of(null, "M"), property));
        Map<String, JsonObject> there = elsewhere.configs(thing("two", DeviceModel.of(null, "M"), property));

        assertThat(there.keySet()).isEqualTo(here.keySet());
        assertThat(there.values())
                .extracting(config -> config.get("uniq_id"))
                .containsExactlyElementsOf(here.values().stream()
                        .map(config -> config.get("uniq_id"))
                        .toList());
    }
}
