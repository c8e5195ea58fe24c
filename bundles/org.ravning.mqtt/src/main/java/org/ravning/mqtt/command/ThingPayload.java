// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.profile.api.Value;

/**
 * The payload of a command for a thing: bare ({@code {"brightness":120}}), or in an envelope
 * ({@code {"transaction":"c1-42","deadline_ms":8000,"values":{"brightness":120}}}).
 */
final class ThingPayload {
    private static final String VALUES = "values";
    private static final String TRANSACTION = "transaction";
    private static final String DEADLINE = "deadline_ms";

    private final JsonElement content;
    private final Fields envelope;
    private final boolean enveloped;

    ThingPayload(JsonElement json) throws BadPayloadException {
        JsonObject object = json instanceof JsonObject given ? given : new JsonObject();
        enveloped = object.has(VALUES) || object.has(TRANSACTION) || object.has(DEADLINE);
        envelope = new Fields(enveloped ? object : new JsonObject());
        content = enveloped ? object.has(VALUES) ? object.get(VALUES) : new JsonObject() : json;
    }

    Optional<JsonPrimitive> transaction() throws BadPayloadException {
        return envelope.transaction();
    }

    /** Returns the deadline, once the envelope was checked. */
    Duration deadline(Duration usual) throws BadPayloadException {
        if (enveloped) {
            envelope.only(TRANSACTION, DEADLINE, VALUES);
        }
        return envelope.deadline(usual);
    }

    /** Returns the values to set, at least one. */
    Map<String, Value> values() throws BadPayloadException {
        if (!(content instanceof JsonObject object) || object.size() == 0) {
            throw new BadPayloadException(
                    enveloped
                            ? "values is an object such as {\"brightness\":120}"
                            : "expected an object such as {\"brightness\":120}");
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            values.put(entry.getKey(), value(entry.getKey(), entry.getValue()));
        }
        return values;
    }

    /** Returns the names of the properties to read; none means all. */
    Set<String> names() throws BadPayloadException {
        if (content instanceof JsonObject object) {
            return object.keySet();
        }
        if (!(content instanceof JsonArray array)) {
            throw new BadPayloadException("expected names such as [\"battery\"], or nothing");
        }
        Set<String> names = new LinkedHashSet<>();
        for (JsonElement element : array) {
            if (!(element instanceof JsonPrimitive name) || !name.isString()) {
                throw new BadPayloadException("expected names such as [\"battery\"], or nothing");
            }
            names.add(name.getAsString());
        }
        return names;
    }

    private static Value value(String name, JsonElement json) throws BadPayloadException {
        if (json instanceof JsonPrimitive primitive) {
            if (primitive.isBoolean()) {
                return Value.of(primitive.getAsBoolean());
            }
            return primitive.isNumber() ? Value.of(primitive.getAsBigDecimal()) : Value.of(primitive.getAsString());
        }
        throw new BadPayloadException(Fields.shown(name) + ": a number, true, false or a text is expected");
    }
}
