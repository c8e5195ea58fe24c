// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.bridge;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.json.Json;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.KeyState;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Value;

/** Things with their properties, as told on {@code bridge/devices}. */
public final class DeviceJson {
    /** About how long the list may get before properties are left out. */
    private static final int ENOUGH = 900_000;

    private DeviceJson() {}

    static JsonArray of(List<Thing> things) {
        JsonArray all = new JsonArray();
        int size = 0;
        for (Thing thing : things) {
            JsonObject json = head(thing);
            JsonArray properties = new JsonArray();
            thing.properties().forEach(property -> properties.add(property(property)));
            int more = properties.toString().length();
            if (size + more < ENOUGH) {
                json.add("properties", properties);
                size += more;
            }
            all.add(json);
        }
        return all;
    }

    /** Returns those who are no things, and why, as told on {@code bridge/waiting}. */
    static JsonArray waiting(List<Candidate> candidates) {
        JsonArray all = new JsonArray();
        for (Candidate candidate : candidates) {
            JsonObject json = new JsonObject();
            json.addProperty("id", candidate.id().value());
            json.addProperty("device", candidate.device().text());
            json.addProperty("profile", candidate.profile());
            json.addProperty("model", candidate.model());
            json.addProperty("reason", word(candidate.reason()));
            String key = key(candidate.reason());
            if (key != null) {
                json.addProperty("key", key);
            }
            json.addProperty("advice", candidate.reason().advice());
            json.addProperty(
                    "since", candidate.since().truncatedTo(ChronoUnit.SECONDS).toString());
            all.add(json);
        }
        return all;
    }

    private static @Nullable String key(Candidate.Reason reason) {
        return switch (reason) {
            case KEY_MISSING -> word(KeyState.MISSING);
            case KEY_WRONG -> word(KeyState.WRONG);
            case KEY_UNUSED -> word(KeyState.UNUSED);
            case PERMIT, BEACON -> null;
        };
    }

    /** Returns what permits one of those who wait: its address, or the identity of a beacon, whose address may change. */
    public static String place(Candidate candidate) {
        return candidate.isKnownByAddress()
                ? candidate.device().text()
                : candidate.id().value();
    }

    private static JsonObject head(Thing thing) {
        JsonObject json = new JsonObject();
        json.addProperty("id", thing.id().value());
        json.addProperty("name", thing.name());
        json.addProperty("device", thing.device().text());
        json.add("manufacturer", Json.text(thing.model().manufacturer()));
        json.addProperty("model", thing.model().model());
        json.add("firmware", Json.text(thing.model().firmware()));
        json.add("profiles", Json.strings(thing.profiles()));
        if (thing.key() != null) {
            json.addProperty("key", word(thing.key()));
        }
        return json;
    }

    private static JsonObject property(Property property) {
        JsonObject json = new JsonObject();
        json.addProperty("name", property.name());
        json.addProperty("label", property.label());
        json.addProperty("type", type(property.type()));
        if (property.unit() != null) {
            json.addProperty("unit", property.unit().symbol());
        }
        json.add(
                "access",
                Json.strings(property.access().stream().map(DeviceJson::word).toList()));
        if (property.deviceClass() != null) {
            json.addProperty("device_class", property.deviceClass());
        }
        json.addProperty("category", word(property.category()));
        limits(json, property.type());
        return json;
    }

    private static void limits(JsonObject json, PropertyType type) {
        if (type instanceof PropertyType.NumberType number) {
            limit(json, "min", number.min());
            limit(json, "max", number.max());
            limit(json, "step", number.step());
        } else if (type instanceof PropertyType.EnumType words) {
            json.add("values", Json.strings(words.words()));
        } else if (type instanceof PropertyType.TextType text) {
            json.addProperty("max_length", text.maxLength());
        } else if (type instanceof PropertyType.EventType event) {
            json.add("event_types", Json.strings(event.types()));
        }
    }

    private static void limit(JsonObject json, String name, @Nullable BigDecimal value) {
        if (value != null) {
            JsonElement number = Json.of(Value.of(value));
            json.add(name, number);
        }
    }

    private static String type(PropertyType type) {
        if (type instanceof PropertyType.NumberType) {
            return "number";
        }
        if (type instanceof PropertyType.BooleanType) {
            return "boolean";
        }
        if (type instanceof PropertyType.EnumType) {
            return "enum";
        }
        return type instanceof PropertyType.TextType ? "text" : "event";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
