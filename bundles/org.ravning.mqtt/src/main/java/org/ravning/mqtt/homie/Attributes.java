// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.topic.Labels;

/** What describes a device, by topic below the device's own; without its state. */
final class Attributes {
    private static final String IMPLEMENTATION = "ravning";
    private static final StrictJson DESCRIPTION = new StrictJson(1 << 20, 32);

    private Attributes() {}

    /** Returns the attributes of Homie 4: one topic each. */
    static Map<String, Bytes> topics(HomieDevice device) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("$homie", "4.0.0");
        all.put("$name", Labels.clean(device.thing().name()));
        all.put("$implementation", IMPLEMENTATION);
        for (HomieDevice.Node node : device.nodes()) {
            all.put(node.id() + "/$name", node.name());
            all.put(node.id() + "/$type", node.type());
            all.put(
                    node.id() + "/$properties",
                    node.properties().stream().map(HomieProperty::id).collect(Collectors.joining(",")));
            node.properties().forEach(property -> topics(all, node.id() + "/" + property.id() + "/", property));
        }
        all.put("$nodes", device.nodes().stream().map(HomieDevice.Node::id).collect(Collectors.joining(",")));
        Map<String, Bytes> payloads = new LinkedHashMap<>();
        all.forEach((topic, text) -> payloads.put(topic, Bytes.ofUtf8(text)));
        return payloads;
    }

    private static void topics(Map<String, String> all, String prefix, HomieProperty property) {
        all.put(prefix + "$name", property.label());
        all.put(prefix + "$datatype", property.datatype());
        if (property.format() != null) {
            all.put(prefix + "$format", property.format());
        }
        if (property.unit() != null) {
            all.put(prefix + "$unit", property.unit());
        }
        all.put(prefix + "$settable", Boolean.toString(property.isSettable()));
        all.put(prefix + "$retained", Boolean.toString(property.isRetained()));
    }

    /** Returns the description of Homie 5, but for its version. */
    static JsonObject description(HomieDevice device, String root) {
        JsonObject json = new JsonObject();
        json.addProperty("homie", "5.0");
        json.addProperty("name", Labels.clean(device.thing().name()));
        json.addProperty("root", root);
        JsonObject nodes = new JsonObject();
        for (HomieDevice.Node node : device.nodes()) {
            JsonObject properties = new JsonObject();
            node.properties().forEach(property -> properties.add(property.id(), description(property)));
            JsonObject described = new JsonObject();
            described.addProperty("name", node.name());
            described.add("properties", properties);
            nodes.add(node.id(), described);
        }
        json.add("nodes", nodes);
        return json;
    }

    /** Returns the version of a description, if it is one. */
    static Optional<Long> version(Bytes description) {
        try {
            return DESCRIPTION.parse(description) instanceof JsonObject json
                            && json.get("version") instanceof JsonPrimitive version
                            && version.isNumber()
                    ? Optional.of(version.getAsBigDecimal().longValue())
                    : Optional.empty();
        } catch (BadPayloadException e) {
            return Optional.empty();
        }
    }

    /** Returns the description of the device that all others are children of, but for its version. */
    static JsonObject description(String name, Iterable<String> children) {
        JsonObject json = new JsonObject();
        json.addProperty("homie", "5.0");
        json.addProperty("name", name);
        json.add("children", Json.strings(sorted(children)));
        return json;
    }

    private static java.util.List<String> sorted(Iterable<String> children) {
        java.util.List<String> all = new java.util.ArrayList<>();
        children.forEach(all::add);
        java.util.Collections.sort(all);
        return all;
    }

    private static JsonObject description(HomieProperty property) {
        JsonObject json = new JsonObject();
        json.addProperty("name", property.label());
        json.addProperty("datatype", property.datatype());
        if (property.format() != null) {
            json.addProperty("format", property.format());
        }
        if (property.unit() != null) {
            json.addProperty("unit", property.unit());
        }
        if (property.isSettable()) {
            json.addProperty("settable", true);
        }
        if (!property.isRetained()) {
            json.addProperty("retained", false);
        }
        return json;
    }
}
