// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.topic.Topics;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Value;

/** One property as an entity: which component it is, and the part of its configuration that depends on its type. */
final class EntityConfig {
    private static final BigDecimal FAR = BigDecimal.valueOf(1_000_000_000);
    /** Home Assistant's own least step. */
    private static final BigDecimal FINEST = new BigDecimal("0.001");

    private static final int LONGEST_TEXT = 255;
    private static final Set<String> TURNED = Set.of("switch", "outlet");

    private final Topics topics;
    private final Thing thing;
    private final Property property;
    private final String component;
    private final JsonObject json = new JsonObject();

    EntityConfig(Topics topics, Thing thing, Property property) {
        this.topics = topics;
        this.thing = thing;
        this.property = property;
        this.component = componentOf(property);
        fill();
    }

    Entity entity() {
        return new Entity(component, property.name(), json);
    }

    private static String componentOf(Property property) {
        if (property.type() instanceof PropertyType.EventType) {
            return "event";
        }
        boolean number = property.type() instanceof PropertyType.NumberType;
        boolean flag = property.type() instanceof PropertyType.BooleanType;
        if (!property.isSettable()) {
            return flag ? "binary_sensor" : "sensor";
        }
        if (isPress(property)) {
            return "button";
        }
        if (number) {
            return "number";
        }
        return flag ? "switch" : property.type() instanceof PropertyType.EnumType ? "select" : "text";
    }

    /** A property that can only be set, and only in one way; a switch that does not tell its state is none. */
    private static boolean isPress(Property property) {
        boolean blind = !property.access().contains(Access.PUBLISHED)
                && !property.access().contains(Access.GETTABLE);
        boolean one = property.type() instanceof PropertyType.BooleanType && !isTurned(property)
                || property.type() instanceof PropertyType.EnumType words
                        && words.words().size() == 1;
        return blind && one;
    }

    private static boolean isTurned(Property property) {
        return property.deviceClass() != null && TURNED.contains(property.deviceClass());
    }

    private void fill() {
        json.addProperty("name", property.label());
        String deviceClass = DeviceClasses.of(property, component);
        if (deviceClass != null) {
            json.addProperty("dev_cla", deviceClass);
        }
        if (property.category() == Category.DIAGNOSTIC) {
            json.addProperty("ent_cat", "diagnostic");
        } else if (property.category() == Category.CONFIG) {
            json.addProperty("ent_cat", property.isSettable() ? "config" : "diagnostic");
        }
        if (property.unit() != null) {
            json.addProperty("unit_of_meas", property.unit().symbol());
        }
        switch (component) {
            case "event" -> event((PropertyType.EventType) property.type());
            case "button" -> button();
            default -> {
                state();
                typed(deviceClass);
            }
        }
    }

    private void typed(@Nullable String deviceClass) {
        PropertyType type = property.type();
        if (type instanceof PropertyType.NumberType number) {
            number(number, deviceClass);
        } else if (type instanceof PropertyType.BooleanType) {
            flag();
        } else if (type instanceof PropertyType.EnumType words) {
            words(words.words());
        } else if (type instanceof PropertyType.TextType text) {
            text(text);
        }
    }

    private void state() {
        if (property.access().contains(Access.PUBLISHED)) {
            json.addProperty("stat_t", topics.state(thing.name()));
            json.addProperty("val_tpl", "{{ value_json." + property.name() + " | default(none) }}");
        }
    }

    private void command(String value) {
        json.addProperty("cmd_t", topics.set(thing.name()));
        json.addProperty("cmd_tpl", "{\"" + property.name() + "\": " + value + " }");
    }

    private void number(PropertyType.NumberType number, @Nullable String deviceClass) {
        if (!property.isSettable()) {
            json.addProperty("stat_cla", DeviceClasses.stateClass(deviceClass));
            Integer decimals = DeviceClasses.decimals(number, deviceClass);
            if (decimals != null) {
                json.addProperty("sug_dsp_prc", decimals);
            }
            return;
        }
        command("{{ value }}");
        json.addProperty("mode", "box");
        json.add("min", exact(number.min() == null ? FAR.negate() : number.min()));
        json.add("max", exact(number.max() == null ? FAR : number.max()));
        json.add("step", exact(number.step() == null ? FINEST : number.step().max(FINEST)));
    }

    private void flag() {
        if (!property.isSettable()) {
            json.addProperty("pl_on", true);
            json.addProperty("pl_off", false);
            return;
        }
        json.addProperty("cmd_t", topics.set(thing.name()));
        json.addProperty("pl_on", payload(new JsonPrimitive(true)));
        json.addProperty("pl_off", payload(new JsonPrimitive(false)));
        if (property.access().contains(Access.PUBLISHED)) {
            json.addProperty("stat_on", true);
            json.addProperty("stat_off", false);
        }
    }

    private void words(List<String> words) {
        json.add("ops", Json.strings(words));
        if (property.isSettable()) {
            command("{{ value | tojson }}");
        } else {
            json.addProperty("dev_cla", "enum");
        }
    }

    /** A state has 255 characters at most. */
    private void text(PropertyType.TextType text) {
        if (property.access().contains(Access.PUBLISHED) && text.maxLength() > LONGEST_TEXT) {
            String value = "(value_json." + property.name() + " | default(none))";
            json.addProperty(
                    "val_tpl",
                    "{{ " + value + " if " + value + " is none else " + value + "[:" + LONGEST_TEXT + "] }}");
        }
        if (property.isSettable()) {
            command("{{ value | tojson }}");
            json.addProperty("max", Math.min(LONGEST_TEXT, text.maxLength()));
        }
    }

    private void event(PropertyType.EventType event) {
        json.addProperty("stat_t", topics.event(thing.name()));
        json.addProperty("val_tpl", "{% if value_json.property == '" + property.name() + "' %}{{ value }}{% endif %}");
        json.add("evt_typ", Json.strings(event.types()));
    }

    private void button() {
        json.addProperty("cmd_t", topics.set(thing.name()));
        json.addProperty(
                "pl_prs",
                payload(
                        property.type() instanceof PropertyType.EnumType words
                                ? new JsonPrimitive(words.words().get(0))
                                : new JsonPrimitive(true)));
    }

    private String payload(JsonPrimitive value) {
        JsonObject command = new JsonObject();
        command.add(property.name(), value);
        return Json.bytes(command).utf8();
    }

    private static com.google.gson.JsonElement exact(BigDecimal number) {
        return Json.of(Value.of(number));
    }
}
