// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import org.ravning.mqtt.topic.Topics;

/**
 * One entity of a device, or a trigger.
 *
 * @param component which of Home Assistant's components shows it, such as {@code sensor}
 * @param objectId its name within the device
 * @param config what makes it differ from the device's other entities
 */
record Entity(String component, String objectId, JsonObject config) {
    /** Returns the property that it shows, for a device of that node id. */
    String property(String node) {
        if (config.get("stype") instanceof JsonPrimitive property) {
            return property.getAsString();
        }
        boolean unique = config.get("uniq_id") instanceof JsonPrimitive id
                && id.getAsString().startsWith(node + "_");
        return unique ? config.get("uniq_id").getAsString().substring(node.length() + 1) : objectId;
    }

    /** Returns it on the topics of a thing that has that name now. */
    Entity named(Topics topics, String thing) {
        String base = topics.base() + "/";
        JsonObject json = new JsonObject();
        for (Map.Entry<String, JsonElement> each : config.entrySet()) {
            boolean topic = each.getKey().equals("t") || each.getKey().endsWith("_t");
            String text = topic && each.getValue() instanceof JsonPrimitive value ? value.getAsString() : "";
            if (text.startsWith(base)) {
                int end = text.indexOf('/', base.length());
                json.addProperty(each.getKey(), topics.state(thing) + (end < 0 ? "" : text.substring(end)));
            } else {
                json.add(each.getKey(), each.getValue().deepCopy());
            }
        }
        return new Entity(component, objectId, json);
    }

    /** Returns what takes it out of a device's configuration. */
    Entity removed() {
        return new Entity(component, objectId, new JsonObject());
    }

    /** Says whether both are the same one to Home Assistant. */
    boolean isSame(Entity other) {
        return component.equals(other.component) && objectId.equals(other.objectId);
    }
}
