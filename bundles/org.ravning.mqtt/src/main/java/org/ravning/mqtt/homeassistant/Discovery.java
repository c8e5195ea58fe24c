// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ravning.api.DeviceAddress;
import org.ravning.mqtt.topic.Topics;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Unit;

/**
 * Describes things to Home Assistant, one retained message for each entity (home-assistant.io/integrations/mqtt,
 * "Discovery payload", single component), from their properties alone.
 *
 * <p>Unique ids are made of the thing's id and the property's name, so that they outlive a new name and a new gateway.
 */
public final class Discovery {
    private static final String ORIGIN = "Ravning";
    private static final Property RSSI = Property.number(
                    "rssi", "Signal strength", Unit.DECIBEL_MILLIWATT, "signal_strength")
            .in(Category.DIAGNOSTIC);

    private final Topics topics;
    private final String prefix;
    private final String version;

    /** @param prefix the topic that Home Assistant looks under, such as {@code homeassistant} */
    public Discovery(Topics topics, String prefix, String version) {
        this.topics = topics;
        this.prefix = prefix;
        this.version = version;
    }

    /** Returns the topic on which Home Assistant says that it has started. */
    public String birthTopic() {
        return prefix + "/status";
    }

    /** Returns the configurations of a thing's entities by topic. */
    public Map<String, JsonObject> configs(Thing thing) {
        Map<String, JsonObject> configs = new LinkedHashMap<>();
        for (Property property : thing.properties()) {
            if (property.access().contains(Access.PUBLISHED) || property.isSettable()) {
                add(configs, thing, property);
            }
        }
        if (thing.property(RSSI.name()).isEmpty()) {
            add(configs, thing, RSSI).addProperty("en", false);
        }
        return configs;
    }

    /** Returns the configuration of the bridge's own entity by topic: the device that things are connected via. */
    public Map<String, JsonObject> bridge() {
        JsonObject json = new JsonObject();
        json.addProperty("name", "Connection");
        json.addProperty("dev_cla", "connectivity");
        json.addProperty("ent_cat", "diagnostic");
        json.addProperty("stat_t", topics.bridge("state"));
        json.addProperty("val_tpl", "{{ value_json.state }}");
        json.addProperty("pl_on", "online");
        json.addProperty("pl_off", "offline");
        json.addProperty("uniq_id", bridgeId() + "_connection");
        JsonObject device = new JsonObject();
        device.addProperty("ids", bridgeId());
        device.addProperty("name", "Ravning");
        device.addProperty("mf", ORIGIN);
        device.addProperty("mdl", "Bluetooth bridge");
        device.addProperty("sw", version);
        json.add("dev", device);
        json.add("o", origin());
        return Map.of(prefix + "/binary_sensor/" + bridgeId() + "/connection/config", json);
    }

    private JsonObject add(Map<String, JsonObject> configs, Thing thing, Property property) {
        EntityConfig entity = new EntityConfig(topics, thing, property);
        JsonObject json = entity.json();
        String node = nodeId(thing);
        json.addProperty("uniq_id", node + "_" + property.name());
        json.add("avty", availability(thing));
        json.addProperty("avty_mode", "all");
        json.add("dev", device(thing));
        json.add("o", origin());
        configs.put(prefix + "/" + entity.component() + "/" + node + "/" + property.name() + "/config", json);
        return json;
    }

    private JsonArray availability(Thing thing) {
        JsonObject bridge = new JsonObject();
        bridge.addProperty("t", topics.bridge("state"));
        bridge.addProperty("val_tpl", "{{ value_json.state }}");
        JsonObject own = new JsonObject();
        own.addProperty("t", topics.availability(thing.name()));
        JsonArray all = new JsonArray();
        all.add(bridge);
        all.add(own);
        return all;
    }

    private JsonObject device(Thing thing) {
        JsonObject device = new JsonObject();
        device.addProperty("ids", nodeId(thing));
        if (thing.device() instanceof DeviceAddress address) {
            JsonArray connection = new JsonArray();
            connection.add("bluetooth");
            connection.add(address.text());
            JsonArray connections = new JsonArray();
            connections.add(connection);
            device.add("cns", connections);
        }
        device.addProperty("name", clean(thing.name()));
        if (thing.model().manufacturer() != null) {
            device.addProperty("mf", clean(thing.model().manufacturer()));
        }
        device.addProperty("mdl", clean(thing.model().model()));
        if (thing.model().firmware() != null) {
            device.addProperty("sw", clean(thing.model().firmware()));
        }
        device.addProperty("via_device", bridgeId());
        return device;
    }

    private JsonObject origin() {
        JsonObject origin = new JsonObject();
        origin.addProperty("name", ORIGIN);
        origin.addProperty("sw", version);
        return origin;
    }

    private static String nodeId(Thing thing) {
        return "ravning_" + Topics.id(thing.id().value());
    }

    private String bridgeId() {
        return "ravning_bridge_" + Topics.id(topics.base());
    }

    /** What a device says of itself, without control characters and not too long. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(80)
                .forEach(clean::appendCodePoint);
        String trimmed = clean.toString().strip();
        return trimmed.isEmpty() ? "unknown" : trimmed;
    }

    /** Returns the payload of a message as Home Assistant sends it on {@link #birthTopic} when it has started. */
    public static String birth() {
        return "online";
    }
}
