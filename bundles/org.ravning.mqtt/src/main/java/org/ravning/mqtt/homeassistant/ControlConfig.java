// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.topic.Topics;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.TextFormat;
import org.ravning.profile.api.Thing;

/**
 * Settable properties that are more than a switch or a number: a lock (a truth value of class {@code lock}, true is
 * unlocked), a cover (0 to 100 of a cover's class, 100 is open) and a light (a truth value of class {@code light}, with
 * the properties {@code brightness}, {@code colour} and {@code effect} if the thing has them). A light need not tell how it is.
 */
final class ControlConfig {
    private static final Set<String> COVERS =
            Set.of("awning", "blind", "curtain", "damper", "door", "garage", "gate", "shade", "shutter", "window");
    private static final String BRIGHTNESS = "brightness";
    private static final String COLOUR = "colour";
    private static final String EFFECT = "effect";
    private static final String CHANNELS = "{{ value_json.colour[1:3] | int(base=16) }},"
            + "{{ value_json.colour[3:5] | int(base=16) }},{{ value_json.colour[5:7] | int(base=16) }}";
    private static final BigDecimal OPEN = BigDecimal.valueOf(100);

    private final String state;
    private final String command;
    private final Property property;
    private final JsonObject json = new JsonObject();

    private ControlConfig(Topics topics, Thing thing, Property property) {
        state = topics.state(thing.name());
        command = topics.set(thing.name());
        this.property = property;
        json.addProperty("name", property.label());
    }

    /** Returns the entity that the property is, or nothing if it is none of these. */
    static Optional<Entity> of(Topics topics, Thing thing, Property property) {
        String component = component(property);
        if (component == null) {
            return Optional.empty();
        }
        ControlConfig control = new ControlConfig(topics, thing, property);
        switch (component) {
            case "lock" -> control.lock();
            case "cover" -> control.cover();
            default -> control.light(thing);
        }
        return Optional.of(new Entity(component, property.name(), control.json));
    }

    /** Says whether another property's entity shows this one. */
    static boolean isShownBesides(Thing thing, Property property) {
        boolean hasLight = thing.properties().stream().anyMatch(each -> "light".equals(component(each)));
        return hasLight
                && Stream.of(brightness(thing), colour(thing), effect(thing))
                        .anyMatch(each -> each.filter(property::equals).isPresent());
    }

    private static @Nullable String component(Property property) {
        String deviceClass = property.deviceClass();
        if (!property.isSettable() || deviceClass == null) {
            return null;
        }
        boolean told = isTold(property);
        if (property.type() instanceof PropertyType.BooleanType) {
            return deviceClass.equals("lock") && told || deviceClass.equals("light") ? deviceClass : null;
        }
        boolean position = told
                && property.type() instanceof PropertyType.NumberType number
                && isAt(number.min(), BigDecimal.ZERO)
                && isAt(number.max(), OPEN);
        return position && COVERS.contains(deviceClass) ? "cover" : null;
    }

    private static boolean isTold(Property property) {
        return property.access().contains(Access.PUBLISHED);
    }

    private static boolean isAt(@Nullable BigDecimal limit, BigDecimal value) {
        return limit != null && limit.compareTo(value) == 0;
    }

    private static Optional<Property> brightness(Thing thing) {
        return thing.property(BRIGHTNESS).filter(each -> each.isSettable() && most(each) > 0);
    }

    private static int most(Property property) {
        return property.type() instanceof PropertyType.NumberType number && number.max() != null
                ? number.max().intValue()
                : 0;
    }

    private static Optional<Property> colour(Thing thing) {
        return thing.property(COLOUR)
                .filter(each -> each.isSettable()
                        && each.type() instanceof PropertyType.TextType text
                        && text.format() == TextFormat.COLOUR);
    }

    private static Optional<Property> effect(Thing thing) {
        return thing.property(EFFECT).filter(each -> each.isSettable() && each.type() instanceof PropertyType.EnumType);
    }

    private void lock() {
        json.addProperty("stat_t", state);
        json.addProperty("val_tpl", either("UNLOCKED", "LOCKED"));
        json.addProperty("cmd_t", command);
        json.addProperty("pl_unlk", payload(new JsonPrimitive(true)));
        json.addProperty("pl_lock", payload(new JsonPrimitive(false)));
    }

    private void cover() {
        json.addProperty("dev_cla", property.deviceClass());
        json.addProperty("pos_t", state);
        json.addProperty("pos_tpl", known(property.name(), "{{ value_json." + property.name() + " }}"));
        json.addProperty("cmd_t", command);
        json.addProperty("pl_open", payload(new JsonPrimitive(100)));
        json.addProperty("pl_cls", payload(new JsonPrimitive(0)));
        json.add("pl_stop", JsonNull.INSTANCE);
        json.addProperty("set_pos_t", command);
        json.addProperty("set_pos_tpl", "{\"" + property.name() + "\": {{ position }} }");
    }

    private void light(Thing thing) {
        String on = payload(new JsonPrimitive(true));
        String off = payload(new JsonPrimitive(false));
        if (isTold(property)) {
            json.addProperty("stat_t", state);
            json.addProperty("stat_val_tpl", either(on, off));
        }
        json.addProperty("cmd_t", command);
        json.addProperty("pl_on", on);
        json.addProperty("pl_off", off);
        brightness(thing).ifPresent(each -> {
            part("bri", each, "{{ value_json." + BRIGHTNESS + " }}", "{{ value }}");
            json.addProperty("bri_scl", most(each));
        });
        colour(thing)
                .ifPresent(each -> part("rgb", each, CHANNELS, "\"{{ '#%02x%02x%02x' | format(red, green, blue) }}\""));
        effect(thing).ifPresent(each -> {
            part("fx", each, "{{ value_json." + EFFECT + " }}", "{{ value | tojson }}");
            json.add("fx_list", Json.strings(((PropertyType.EnumType) each.type()).words()));
        });
    }

    /** Something that is set beside the light itself, and told if it can be. */
    private void part(String prefix, Property of, String told, String set) {
        if (isTold(of)) {
            json.addProperty(prefix + "_stat_t", state);
            json.addProperty(prefix + "_val_tpl", known(of.name(), told));
        }
        json.addProperty(prefix + "_cmd_t", command);
        json.addProperty(prefix + "_cmd_tpl", "{\"" + of.name() + "\": " + set + " }");
    }

    /** A template that says nothing while nothing is known; Home Assistant would take "None" for a number. */
    private static String known(String name, String template) {
        return "{% if (value_json." + name + " | default(none)) is not none %}" + template + "{% endif %}";
    }

    /** A template for one of two words; while nothing is known it says so. */
    private String either(String active, String inactive) {
        String value = "(value_json." + property.name() + " | default(none))";
        return "{{ 'None' if " + value + " is none else '" + active + "' if " + value + " else '" + inactive + "' }}";
    }

    private String payload(JsonPrimitive value) {
        JsonObject set = new JsonObject();
        set.add(property.name(), value);
        return Json.bytes(set).utf8();
    }
}
