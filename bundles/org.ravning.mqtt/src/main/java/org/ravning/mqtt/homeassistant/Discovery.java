// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceAddress;
import org.ravning.mqtt.topic.Labels;
import org.ravning.mqtt.topic.Topics;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Unit;

/**
 * Describes things to Home Assistant from their properties alone, in retained messages (home-assistant.io/integrations/mqtt,
 * "Discovery payload"): one for each entity (the component form), or one for each device (the device form).
 *
 * <p>Unique ids are made of the thing's id and the property's name, so that they outlive a new name and a new gateway.
 */
public final class Discovery {
    private static final String ORIGIN = "Ravning";
    private static final String NODE = "ravning_";
    private static final String BRIDGE = "ravning_bridge_";
    private static final String TRIGGER = "device_automation";
    private static final String[] NONE = {};
    static final Property RSSI = Property.number("rssi", "Signal strength", Unit.DECIBEL_MILLIWATT, "signal_strength")
            .in(Category.DIAGNOSTIC);

    private final Topics topics;
    private final String prefix;
    private final String version;
    private final Form form;

    /** How devices are described. */
    public enum Form {
        /** A message for each entity; openHAB understands it too. */
        COMPONENT,
        /** A message for each device, with all its entities. */
        DEVICE
    }

    /** @param prefix the topic that Home Assistant looks under, such as {@code homeassistant} */
    public Discovery(Topics topics, String prefix, String version, Form form) {
        this.topics = topics;
        this.prefix = prefix;
        this.version = version;
        this.form = form;
    }

    /** Returns the topics under which configurations may have been left by an earlier run. */
    public List<String> configTopics() {
        return List.of(prefix + "/+/+/+/config", prefix + "/device/+/config");
    }

    /** Returns the topic on which Home Assistant says that it has started. */
    public String birthTopic() {
        return prefix + "/status";
    }

    /** Returns the configurations of a thing by topic. */
    public Map<String, JsonObject> configs(Thing thing) {
        return configs(thing, entities(thing));
    }

    /** Returns the configurations of a thing with these entities by topic; one without a configuration is to be removed. */
    Map<String, JsonObject> configs(Thing thing, List<Entity> entities) {
        String node = nodeId(thing);
        Map<String, JsonObject> configs = new LinkedHashMap<>();
        JsonObject components = new JsonObject();
        for (Entity entity : entities) {
            JsonObject json = entity.config();
            if (form == Form.DEVICE) {
                json.addProperty("p", entity.component());
                components.add(entity.objectId(), json);
            } else {
                describe(thing, json, !entity.component().equals(TRIGGER));
                alwaysAvailable(json);
                configs.put(prefix + "/" + entity.component() + "/" + node + "/" + entity.objectId() + "/config", json);
            }
        }
        if (form == Form.DEVICE) {
            JsonObject json = new JsonObject();
            json.add("cmps", components);
            describe(thing, json, true);
            configs.put(prefix + "/device/" + node + "/config", json);
        }
        return configs;
    }

    /** Whether somebody is there must be seen while he is not: all but the bridge may be away. */
    private static void alwaysAvailable(JsonObject json) {
        JsonElement deviceClass = json.get("dev_cla");
        if (deviceClass != null
                && deviceClass.getAsString().equals("presence")
                && json.get("avty") instanceof JsonArray availability) {
            availability.remove(1);
        }
    }

    List<Entity> entities(Thing thing) {
        List<Entity> entities = new ArrayList<>();
        for (Property property : thing.properties()) {
            boolean shown = property.access().contains(Access.PUBLISHED) || property.isSettable();
            if (shown && !ControlConfig.isShownBesides(thing, property)) {
                entities.add(entity(thing, property));
                entities.addAll(TriggerConfig.of(topics, thing, property));
            }
        }
        if (thing.property(RSSI.name()).isEmpty()) {
            entities.add(entity(thing, RSSI));
        }
        return entities;
    }

    private Entity entity(Thing thing, Property property) {
        Entity entity = ControlConfig.of(topics, thing, property)
                .orElseGet(() -> new EntityConfig(topics, thing, property).entity());
        if (isOffByDefault(property)) {
            entity.config().addProperty("en", false);
        }
        entity.config().addProperty("uniq_id", nodeId(thing) + "_" + property.name());
        return entity;
    }

    /** Of diagnostics those stay on that ask for somebody to do something: the battery's charge, and alarms. */
    private static boolean isOffByDefault(Property property) {
        return property.category() == Category.DIAGNOSTIC
                && !"battery".equals(property.deviceClass())
                && !(property.type() instanceof PropertyType.BooleanType);
    }

    private void describe(Thing thing, JsonObject json, boolean hasAvailability) {
        if (hasAvailability) {
            json.add("avty", availability(thing));
            json.addProperty("avty_mode", "all");
        }
        json.add("dev", device(thing));
        json.add("o", origin());
    }

    /** Returns the device that a topic configures, or null if it is none that a bridge like this describes. */
    @Nullable
    String nodeOf(String topic) {
        String[] levels = topic.startsWith(prefix + "/")
                ? topic.substring(prefix.length() + 1).split("/", -1)
                : NONE;
        boolean config = levels.length >= 3 && levels[levels.length - 1].equals("config");
        return config && levels[1].startsWith(NODE) && !levels[1].startsWith(BRIDGE) ? levels[1] : null;
    }

    Topics topics() {
        return topics;
    }

    boolean isOfDevices() {
        return form == Form.DEVICE;
    }

    /** Says whether a topic is of the form that is not used. */
    boolean isOfOtherForm(String topic) {
        return topic.startsWith(prefix + "/device/") != (form == Form.DEVICE);
    }

    /** Says whether a configuration is of a bridge with this base topic. */
    boolean isOurs(JsonObject config) {
        boolean ours = config.get("o") instanceof JsonObject origin
                && origin.get("name") instanceof JsonPrimitive name
                && name.getAsString().equals(ORIGIN);
        boolean trigger = config.get("t") instanceof JsonPrimitive topic
                && topic.getAsString().startsWith(topics.base() + "/");
        boolean entity = config.get("avty") instanceof JsonArray availability
                && !availability.isEmpty()
                && availability.get(0) instanceof JsonObject bridge
                && bridge.get("t") instanceof JsonPrimitive topic
                && isState(topic.getAsString());
        return ours && (trigger || entity);
    }

    /** Says whether the topic is that of the state of a gateway with this base topic. */
    private boolean isState(String topic) {
        return topic.equals(topics.bridge("state")) || topic.startsWith(topics.bridge("gateways/"));
    }

    /** Returns the configuration of the bridge's own entity by topic: the device that things are connected via. */
    public Map<String, JsonObject> bridge() {
        JsonObject json = new JsonObject();
        json.addProperty("name", "Connection");
        json.addProperty("dev_cla", "connectivity");
        json.addProperty("ent_cat", "diagnostic");
        json.addProperty("stat_t", topics.own("state"));
        json.addProperty("val_tpl", "{{ value_json.state }}");
        json.addProperty("pl_on", "online");
        json.addProperty("pl_off", "offline");
        json.addProperty("uniq_id", bridgeId() + "_connection");
        JsonObject device = new JsonObject();
        device.addProperty("ids", bridgeId());
        device.addProperty("name", topics.gateway().isEmpty() ? ORIGIN : ORIGIN + " " + topics.gateway());
        device.addProperty("mf", ORIGIN);
        device.addProperty("mdl", "Bluetooth bridge");
        device.addProperty("sw", version);
        json.add("dev", device);
        json.add("o", origin());
        return Map.of(prefix + "/binary_sensor/" + bridgeId() + "/connection/config", json);
    }

    private JsonArray availability(Thing thing) {
        JsonObject bridge = new JsonObject();
        bridge.addProperty("t", topics.own("state"));
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
        if (thing.isKnownByAddress() && thing.device() instanceof DeviceAddress address) {
            JsonArray connection = new JsonArray();
            connection.add("bluetooth");
            connection.add(address.text());
            JsonArray connections = new JsonArray();
            connections.add(connection);
            device.add("cns", connections);
        }
        device.addProperty("name", Labels.clean(thing.name()));
        if (thing.model().manufacturer() != null) {
            device.addProperty("mf", Labels.clean(thing.model().manufacturer()));
        }
        device.addProperty("mdl", Labels.clean(thing.model().model()));
        if (thing.model().firmware() != null) {
            device.addProperty("sw", Labels.clean(thing.model().firmware()));
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

    /** Returns what a thing is called under the prefix. */
    static String nodeId(Thing thing) {
        return NODE + Topics.id(thing.id().value());
    }

    private String bridgeId() {
        String own = topics.gateway().isEmpty() ? topics.base() : topics.base() + "_" + topics.gateway();
        return BRIDGE + Topics.id(own);
    }

    /** Returns the payload of a message as Home Assistant sends it on {@link #birthTopic} when it has started. */
    public static String birth() {
        return "online";
    }
}
