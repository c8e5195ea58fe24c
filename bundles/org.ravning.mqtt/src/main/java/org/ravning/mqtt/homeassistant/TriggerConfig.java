// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ravning.mqtt.topic.Topics;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Thing;

/** The kinds of an event as device triggers, which an automation can be built on by clicking. */
final class TriggerConfig {
    /** What Home Assistant has translations for. */
    private static final Map<String, String> TYPES = Map.of(
            "press", "button_short_press",
            "double_press", "button_double_press",
            "triple_press", "button_triple_press",
            "long_press", "button_long_press",
            "release", "button_short_release");
    /** With more kinds it is no button but a report. */
    private static final int MOST = 12;

    private TriggerConfig() {}

    /** Returns the triggers of an event property; none for another. */
    static List<Entity> of(Topics topics, Thing thing, Property property) {
        List<Entity> triggers = new ArrayList<>();
        if (property.type() instanceof PropertyType.EventType event
                && event.types().size() <= MOST) {
            for (String type : event.types()) {
                JsonObject json = new JsonObject();
                json.addProperty("atype", "trigger");
                json.addProperty("type", TYPES.getOrDefault(type, type));
                json.addProperty("stype", property.name());
                json.addProperty("t", topics.event(thing.name()));
                json.addProperty("val_tpl", "{{ value_json.property }} {{ value_json.event_type }}");
                json.addProperty("pl", property.name() + " " + type);
                triggers.add(new Entity("device_automation", property.name() + "_" + Topics.id(type), json));
            }
        }
        return triggers;
    }
}
