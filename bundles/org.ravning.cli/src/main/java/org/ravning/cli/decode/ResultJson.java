// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.decode;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ravning.codec.capture.BadLineException;
import org.ravning.codec.gatt.DecodedValue;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;

/** Results as JSON. */
public final class ResultJson {
    private static final String UNKNOWN = "unknown";
    private static final String IGNORED = "ignored";
    private static final String BAD_LINE = "bad_line";
    private static final String EVENT = "_event";
    private static final Pattern NUMBERED = Pattern.compile("(.*)_([0-9]+)");

    private ResultJson() {}

    /** Returns the fields of a characteristic's value. */
    public static JsonObject of(DecodedValue value) {
        JsonObject readings = new JsonObject();
        value.fields().forEach(field -> readings.add(field.name(), reading(element(field.value()), field.unit())));
        return readings;
    }

    /** Returns the result for a line that is no frame. */
    public static JsonObject of(BadLineException problem) {
        return rejected(null, BAD_LINE, String.valueOf(problem.getMessage()));
    }

    static JsonObject of(Frame frame, Outcome outcome) {
        String profile =
                outcome.profile() == null ? null : outcome.profile().info().id();
        if (outcome.decoded() instanceof Decoded.Readings readings) {
            return decoded(profile, readings);
        }
        if (outcome.decoded() instanceof Decoded.Malformed malformed) {
            return rejected(profile, malformed.reason().name().toLowerCase(Locale.ROOT), malformed.why());
        }
        if (outcome.decoded() instanceof Decoded.Ignored ignored) {
            return rejected(profile, IGNORED, ignored.what());
        }
        return frame.defect() == null
                ? rejected(profile, UNKNOWN, "no profile recognises it")
                : rejected(profile, "invalid", frame.defect());
    }

    private static JsonObject decoded(@Nullable String profile, Decoded.Readings decoded) {
        JsonObject readings = new JsonObject();
        for (Reading reading : decoded.readings()) {
            Unit unit = reading.property().unit();
            readings.add(
                    reading.property().name(), reading(element(reading.value()), unit == null ? null : unit.symbol()));
        }
        if (decoded.packetId() != null) {
            readings.add("packet_id", reading(new JsonPrimitive(decoded.packetId()), null));
        }
        if (decoded.model().firmware() != null) {
            readings.add(
                    "firmware_version",
                    reading(new JsonPrimitive(decoded.model().firmware()), null));
        }
        JsonArray events = new JsonArray();
        decoded.events().forEach(event -> events.add(event(event)));
        return result(profile, decoded.model().model(), readings, events);
    }

    private static JsonObject rejected(@Nullable String profile, String reason, String why) {
        JsonObject result = result(profile, null, new JsonObject(), new JsonArray());
        result.addProperty("reject", reason);
        result.addProperty("why", why);
        return result;
    }

    private static JsonObject result(
            @Nullable String profile, @Nullable String model, JsonObject readings, JsonArray events) {
        JsonObject result = new JsonObject();
        result.addProperty("profile", profile);
        result.addProperty("model", model);
        result.add("readings", readings);
        result.add("events", events);
        return result;
    }

    private static JsonObject reading(JsonElement value, @Nullable String unit) {
        JsonObject reading = new JsonObject();
        reading.add("value", value);
        reading.addProperty("unit", unit);
        return reading;
    }

    // button_2 is the event "button" with the index 2; lock_event is called so beside the property "lock".
    private static JsonObject event(Event event) {
        JsonObject object = new JsonObject();
        String name = event.property().name();
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches()) {
            object.addProperty("type", numbered.group(1));
            object.addProperty("index", Integer.parseInt(numbered.group(2)));
        } else {
            object.addProperty("type", name.endsWith(EVENT) ? name.substring(0, name.length() - EVENT.length()) : name);
        }
        object.addProperty("value", event.type());
        event.attributes().forEach((attribute, value) -> object.add(attribute, element(value)));
        return object;
    }

    private static JsonElement element(@Nullable Value value) {
        if (value instanceof Value.Numeric number) {
            return element(number.value());
        }
        if (value instanceof Value.Bool truth) {
            return element(truth.value());
        }
        return element(value == null ? null : value.toString());
    }

    // A number is written plainly: 1000, not 1E+3.
    private static JsonElement element(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return new JsonPrimitive(number.scale() < 0 ? number.setScale(0) : number);
        }
        if (value instanceof Boolean truth) {
            return new JsonPrimitive(truth);
        }
        return value == null ? JsonNull.INSTANCE : new JsonPrimitive(value.toString());
    }
}
