// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.thing;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.ravning.mqtt.json.Json;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Quality;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingState;

/** States and events as they are published. */
final class StateJson {
    private static final String QUALITY = "quality";

    private StateJson() {}

    /** Returns these values, then {@code rssi} and {@code last_seen}. */
    static JsonObject state(JsonObject values, ThingState state) {
        JsonObject json = new JsonObject();
        values.entrySet().forEach(each -> json.add(each.getKey(), each.getValue()));
        if (state.rssi() != null && !json.has("rssi")) {
            json.addProperty("rssi", state.rssi());
        }
        if (state.lastSeen() != null && !json.has("last_seen")) {
            json.addProperty("last_seen", time(state.lastSeen()));
        }
        return json;
    }

    /** Returns every published property by name, null where nothing is known; and which are not good, if any are not. */
    static JsonObject values(Thing thing, ThingState state) {
        JsonObject json = new JsonObject();
        JsonObject qualities = new JsonObject();
        for (Property property : thing.properties()) {
            if (!property.isEvent() && property.access().contains(Access.PUBLISHED)) {
                ThingState.TimedValue told = state.values().get(property.name());
                json.add(property.name(), Json.of(told == null ? null : told.value()));
                Quality quality = state.quality(property.name());
                if (told != null && quality != Quality.GOOD) {
                    qualities.addProperty(property.name(), quality.name().toLowerCase(Locale.ROOT));
                }
            }
        }
        if (qualities.size() > 0 && !json.has(QUALITY)) {
            json.add(QUALITY, qualities);
        }
        return json;
    }

    static JsonObject event(Event event, Instant at) {
        JsonObject json = new JsonObject();
        json.addProperty("event_type", event.type());
        json.addProperty("property", event.property().name());
        event.attributes().forEach((name, value) -> {
            if (!json.has(name)) {
                json.add(name, Json.of(value));
            }
        });
        if (!json.has("time")) {
            json.add("time", new JsonPrimitive(time(at)));
        }
        return json;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
