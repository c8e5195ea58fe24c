// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.StrictJson;

/**
 * A configuration as an earlier run of this bridge left it at the broker.
 *
 * @param model the model that it says the device has, or nothing
 * @param entities what it describes, without what all entities of a device have in common
 */
record LeftConfig(String model, List<Entity> entities) {
    private static final StrictJson CONFIG = new StrictJson(1 << 20, 32);
    private static final List<String> COMMON = List.of("dev", "o", "avty", "avty_mode", "p");

    /** Reads a configuration; nothing if it is none of a bridge like this. */
    static Optional<LeftConfig> read(Discovery discovery, String topic, Bytes payload) {
        try {
            return CONFIG.parse(payload) instanceof JsonObject json && discovery.isOurs(json)
                    ? Optional.of(of(topic, json))
                    : Optional.empty();
        } catch (BadPayloadException e) {
            return Optional.empty();
        }
    }

    private static LeftConfig of(String topic, JsonObject json) {
        String model = json.get("dev") instanceof JsonObject device ? text(device, "mdl") : "";
        if (json.get("cmps") instanceof JsonObject components) {
            List<Entity> entities = new ArrayList<>();
            for (Map.Entry<String, JsonElement> each : components.entrySet()) {
                if (each.getValue() instanceof JsonObject component && component.size() > 1) {
                    entities.add(entity(text(component, "p"), each.getKey(), component));
                }
            }
            return new LeftConfig(model, entities);
        }
        String[] levels = topic.split("/", -1);
        int last = levels.length - 1;
        return new LeftConfig(model, List.of(entity(levels[last - 3], levels[last - 1], json)));
    }

    private static Entity entity(String component, String objectId, JsonObject json) {
        JsonObject config = json.deepCopy();
        COMMON.forEach(config::remove);
        return new Entity(component, objectId, config);
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonPrimitive text ? text.getAsString() : "";
    }
}
