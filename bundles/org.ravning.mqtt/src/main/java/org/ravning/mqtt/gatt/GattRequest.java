// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.Optional;
import org.ravning.api.Bytes;
import org.ravning.api.WriteMode;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.mqtt.json.StrictJson;

/** The payload of a raw command: bare, or in an envelope. */
final class GattRequest {
    /** What is to be done. */
    sealed interface Action {
        /** Read. */
        record Read() implements Action {}

        /**
         * Write.
         *
         * @param value what
         * @param mode how
         */
        record Write(Bytes value, WriteMode mode) implements Action {}

        /**
         * Subscribe, or no longer.
         *
         * @param enable which
         */
        record Subscribe(boolean enable) implements Action {}
    }

    private static final int LONGEST_VALUE = 512;

    private final GattVerb verb;
    private final String bare;
    private final JsonObject object;
    private final Fields fields;

    private GattRequest(GattVerb verb, String bare, JsonObject object) {
        this.verb = verb;
        this.bare = bare;
        this.object = object;
        fields = new Fields(object);
    }

    static GattRequest of(GattVerb verb, Bytes payload, StrictJson json) throws BadPayloadException {
        String text = json.text(payload).strip();
        if (!text.startsWith("{")) {
            return new GattRequest(verb, text, new JsonObject());
        }
        JsonElement element = json.parse(text);
        return new GattRequest(verb, "", element.getAsJsonObject());
    }

    Optional<JsonPrimitive> transaction() throws BadPayloadException {
        return fields.transaction();
    }

    Duration deadline(Duration usual) throws BadPayloadException {
        return fields.deadline(usual);
    }

    Action action() throws BadPayloadException {
        return switch (verb) {
            case GET -> {
                fields.only("transaction", "deadline_ms");
                yield new Action.Read();
            }
            case SET -> {
                fields.only("transaction", "deadline_ms", "value", "mode");
                yield new Action.Write(value(), mode(fields));
            }
            case SUBSCRIBE -> {
                fields.only("transaction", "deadline_ms", "enable");
                yield new Action.Subscribe(enable());
            }
        };
    }

    private Bytes value() throws BadPayloadException {
        String hex = object.size() > 0 ? fields.text("value") : bare.isEmpty() ? null : bare;
        if (hex == null) {
            throw new BadPayloadException("expected a value in hexadecimal: 01ff, or {\"value\":\"01ff\"}");
        }
        return value(hex);
    }

    /** Returns the bytes of a value as its sender wrote it. */
    static Bytes value(String hex) throws BadPayloadException {
        try {
            Bytes value = Bytes.ofHex(hex.startsWith("0x") ? hex.substring(2) : hex);
            if (value.length() > LONGEST_VALUE) {
                throw new BadPayloadException("value of " + value.length() + " bytes; at most " + LONGEST_VALUE);
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw new BadPayloadException("value: " + e.getMessage());
        }
    }

    /** Returns the mode of a write. */
    static WriteMode mode(Fields fields) throws BadPayloadException {
        String word = fields.text("mode");
        return switch (word == null ? "auto" : word) {
            case "auto" -> WriteMode.AUTO;
            case "with_response" -> WriteMode.WITH_RESPONSE;
            case "without_response" -> WriteMode.WITHOUT_RESPONSE;
            default -> throw new BadPayloadException("mode is auto, with_response or without_response");
        };
    }

    private boolean enable() throws BadPayloadException {
        if (object.size() > 0) {
            return fields.flag("enable");
        }
        if (bare.equals("true") || bare.equals("false")) {
            return Boolean.parseBoolean(bare);
        }
        throw new BadPayloadException("expected {\"enable\":true} or {\"enable\":false}");
    }
}
