// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.mqtt;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Home Assistant documents of MQTT discovery, as checks of the configurations under its prefix. */
public final class HomeAssistantRules {
    private static final Pattern TOPIC = Pattern.compile("(\\w+)/(?:([a-zA-Z0-9_-]+)/)?([a-zA-Z0-9_-]+)/config");
    private static final Set<String> DEVICE = Set.of(
            "configuration_url",
            "connections",
            "hw_version",
            "identifiers",
            "manufacturer",
            "model",
            "model_id",
            "name",
            "serial_number",
            "suggested_area",
            "sw_version",
            "via_device");

    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> devices = new HashSet<>();
    private final Map<String, String> vias = new TreeMap<>();

    private HomeAssistantRules() {}

    /**
     * Returns what is wrong with the configurations that a broker keeps.
     *
     * @param prefix the discovery prefix
     * @param kept what the broker keeps, by topic
     */
    public static List<String> problems(String prefix, Map<String, String> kept) {
        HomeAssistantRules rules = new HomeAssistantRules();
        new TreeMap<>(kept).forEach((topic, payload) -> {
            if (topic.startsWith(prefix + "/") && topic.endsWith("/config")) {
                rules.message(topic, topic.substring(prefix.length() + 1), payload);
            }
        });
        rules.vias.forEach((topic, via) -> {
            if (!rules.devices.contains(via)) {
                rules.problems.add(topic + ": via_device " + via + " is no device");
            }
        });
        return rules.problems;
    }

    private void message(String topic, String trimmed, String payload) {
        Matcher parts = TOPIC.matcher(trimmed);
        if (!parts.matches()) {
            problems.add(topic + ": illegal discovery topic");
            return;
        }
        JsonObject json;
        try {
            json = full(JsonParser.parseString(payload).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            problems.add(topic + ": no object in JSON");
            return;
        }
        device(topic, json);
        if (!(json.get("origin") instanceof JsonObject origin)
                || text(origin, "name").isEmpty()) {
            problems.add(topic + ": origin has no name");
        }
        if (!parts.group(1).equals("device")) {
            entity(topic, parts.group(1), json);
            return;
        }
        availability(topic, json);
        Stream.of("device", "origin", "components")
                .filter(key -> !json.has(key))
                .forEach(key -> problems.add(topic + ": no " + key));
        json.keySet().stream()
                .filter(key -> !Set.of("device", "origin", "components", "availability", "availability_mode", "qos")
                        .contains(key))
                .forEach(key -> problems.add(topic + ": " + key + " does not belong there"));
        if (json.get("components") instanceof JsonObject components) {
            components.entrySet().forEach(each -> {
                JsonObject entity = full(each.getValue().getAsJsonObject());
                String platform = text(entity, "platform");
                if (!each.getKey().matches("[a-zA-Z0-9_-]+")
                        || !platform.equals("device_automation") && !entity.has("unique_id")) {
                    problems.add(topic + ": component " + each.getKey() + " has no id");
                }
                entity(topic + "#" + each.getKey(), platform, entity);
            });
        }
    }

    private static JsonObject full(JsonObject json) {
        JsonObject full = new JsonObject();
        json.entrySet().forEach(each -> full.add(HomeAssistantKeys.full(each.getKey()), each.getValue()));
        return full;
    }

    private void device(String at, JsonObject json) {
        if (!(json.get("device") instanceof JsonObject given)) {
            problems.add(at + ": no device");
            return;
        }
        JsonObject device = new JsonObject();
        given.entrySet().forEach(each -> device.add(HomeAssistantKeys.fullOfDevice(each.getKey()), each.getValue()));
        device.keySet().stream()
                .filter(key -> !DEVICE.contains(key))
                .forEach(key -> problems.add(at + ": device has " + key));
        if (!device.has("identifiers") && !device.has("connections")) {
            problems.add(at + ": device has neither identifiers nor connections");
        }
        if (device.get("connections") instanceof JsonArray connections) {
            for (JsonElement each : connections) {
                boolean pair = each instanceof JsonArray two
                        && two.size() == 2
                        && Set.of("mac", "bluetooth", "zigbee")
                                .contains(two.get(0).getAsString());
                if (!pair) {
                    problems.add(at + ": no connection: " + each);
                }
            }
        }
        devices.add(text(device, "identifiers"));
        if (device.has("via_device")) {
            vias.put(at, text(device, "via_device"));
        }
    }

    private void entity(String at, String name, JsonObject json) {
        HomeAssistantKeys.@Nullable Component component = HomeAssistantKeys.component(name);
        if (component == null) {
            problems.add(at + ": no component " + name);
            return;
        }
        boolean trigger = name.equals("device_automation");
        component.required().stream().filter(key -> !json.has(key)).forEach(key -> problems.add(at + ": no " + key));
        json.keySet().stream()
                .filter(key -> !component.allowed().contains(key)
                        && (trigger ? !isOfTriggers(key) : !HomeAssistantKeys.isCommon(key)))
                .forEach(key -> problems.add(at + ": " + key + " does not belong there"));
        json.entrySet().stream()
                .filter(each -> each.getKey().endsWith("topic"))
                .filter(each -> !isTopic(each.getValue()))
                .forEach(each -> problems.add(at + ": " + each.getKey() + " is " + each.getValue()));
        if (json.has("unique_id")) {
            @Nullable String other = ids.put(text(json, "unique_id"), at);
            if (other != null) {
                problems.add(at + ": unique_id is that of " + other);
            }
        }
        if (json.has("availability")) {
            availability(at, json);
        }
        if (!Set.of("", "diagnostic", "config").contains(text(json, "entity_category"))) {
            problems.add(at + ": entity_category is " + json.get("entity_category"));
        }
        if (json.has("retain") || json.has("expire_after")) {
            problems.add(at + ": commands are not retained, and who is there is told by availability");
        }
        typed(at, name, component, json);
    }

    private void typed(String at, String name, HomeAssistantKeys.Component component, JsonObject json) {
        String deviceClass = text(json, "device_class");
        switch (name) {
            case "sensor" -> sensor(at, deviceClass, json);
            case "number" -> number(at, deviceClass, json);
            default -> {
                if (!deviceClass.isEmpty() && !component.deviceClasses().contains(deviceClass)) {
                    problems.add(at + ": no device_class of " + name + ": " + deviceClass);
                }
            }
        }
        if (Set.of("select", "event").contains(name)) {
            list(at, json, name.equals("select") ? "options" : "event_types");
        }
        if (name.equals("light")) {
            Stream.of("brightness", "rgb", "effect")
                    .filter(part -> json.has(part + "_state_topic") && !json.has(part + "_command_topic"))
                    .forEach(part -> problems.add(at + ": " + part + " cannot be set"));
            if (json.has("effect_command_topic")) {
                list(at, json, "effect_list");
            }
        }
        if (name.equals("cover") && json.has("set_position_topic") != json.has("position_topic")) {
            problems.add(at + ": set_position_topic goes with position_topic");
        }
        if (name.equals("device_automation") && !text(json, "automation_type").equals("trigger")) {
            problems.add(at + ": automation_type is " + json.get("automation_type"));
        }
        if (name.equals("text") && json.has("max") && json.get("max").getAsInt() > 255) {
            problems.add(at + ": max is " + json.get("max"));
        }
    }

    private void sensor(String at, String deviceClass, JsonObject json) {
        String stateClass = text(json, "state_class");
        String unit = text(json, "unit_of_measurement");
        if (deviceClass.equals("enum") || json.has("options")) {
            list(at, json, "options");
            if (!deviceClass.equals("enum") || !stateClass.isEmpty() || !unit.isEmpty()) {
                problems.add(at + ": options are for device_class enum alone, without unit and state_class");
            }
            return;
        }
        unit(at, deviceClass, unit);
        if (!stateClass.isEmpty()
                && !HomeAssistantKeys.stateClasses(deviceClass).contains(stateClass)) {
            problems.add(at + ": state_class " + stateClass + " does not go with " + deviceClass);
        }
        if (json.get("suggested_display_precision") instanceof JsonPrimitive precision && precision.getAsInt() < 0) {
            problems.add(at + ": suggested_display_precision is " + precision);
        }
    }

    private void number(String at, String deviceClass, JsonObject json) {
        unit(at, deviceClass, text(json, "unit_of_measurement"));
        double min = json.has("min") ? json.get("min").getAsDouble() : 1;
        double max = json.has("max") ? json.get("max").getAsDouble() : 100;
        double step = json.has("step") ? json.get("step").getAsDouble() : 1;
        if (min >= max || step < 0.001 || !Set.of("", "auto", "box", "slider").contains(text(json, "mode"))) {
            problems.add(at + ": min " + min + ", max " + max + ", step " + step + ", mode " + json.get("mode"));
        }
    }

    private void unit(String at, String deviceClass, String unit) {
        if (!deviceClass.isEmpty() && !HomeAssistantKeys.isUnit(deviceClass, unit)) {
            problems.add(at + ": \"" + unit + "\" is no unit of device_class " + deviceClass);
        }
    }

    private void availability(String at, JsonObject json) {
        if (!(json.get("availability") instanceof JsonArray all)
                || !text(json, "availability_mode").equals("all")) {
            problems.add(at + ": availability is a list of which all count");
            return;
        }
        for (JsonElement each : all) {
            JsonObject one = full(each.getAsJsonObject());
            boolean known = Set.of("topic", "payload_available", "payload_not_available", "value_template")
                    .containsAll(one.keySet());
            if (!known || !isTopic(one.get("topic"))) {
                problems.add(at + ": no availability: " + each);
            }
        }
    }

    private void list(String at, JsonObject json, String key) {
        boolean right = json.get(key) instanceof JsonArray list && !list.isEmpty();
        if (!right) {
            problems.add(at + ": " + key + " is " + json.get(key));
        }
    }

    private static boolean isOfTriggers(String key) {
        return Set.of("device", "origin", "platform", "qos").contains(key);
    }

    private static boolean isTopic(@Nullable JsonElement topic) {
        return topic instanceof JsonPrimitive text
                && !text.getAsString().isEmpty()
                && !text.getAsString().contains("#")
                && !text.getAsString().contains("+");
    }

    private static String text(JsonObject json, String key) {
        return json.get(key) instanceof JsonPrimitive text ? text.getAsString() : "";
    }
}
