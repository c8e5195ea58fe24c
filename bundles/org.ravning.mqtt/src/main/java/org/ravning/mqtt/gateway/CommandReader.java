// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.transport.Message;

/** Reads for whom a command is, as far as gateways must know; who carries it out reads it properly. */
final class CommandReader {
    private static final int THING_LEVELS = 2;
    private static final int REQUEST_LEVELS = 3;
    private static final int GATT_LEVELS = 5;
    private static final int KEY_BYTES = 8;

    private final String base;
    private final StrictJson json;
    private final Duration usualDeadline;
    private final Function<String, @Nullable String> thingOf;

    /** @param thingOf returns the id of the thing that a name, an id or a device is known by, or null */
    CommandReader(String base, StrictJson json, Duration usualDeadline, Function<String, @Nullable String> thingOf) {
        this.base = base + "/";
        this.json = json;
        this.usualDeadline = usualDeadline;
        this.thingOf = thingOf;
    }

    /** A command with what was read of it. */
    record Read(SharedCommand command, String verb, JsonObject fields) {
        /** Returns the gateway that is to carry it out, or null if none is named. */
        @Nullable
        String gateway() {
            return !verb.isEmpty() && fields.get("gateway") instanceof JsonPrimitive text ? text.getAsString() : null;
        }
    }

    /** Reads a message; nothing if it is no command. */
    Optional<Read> read(Message message, long now) {
        if (!message.topic().startsWith(base)) {
            return Optional.empty();
        }
        String[] levels = message.topic().substring(base.length()).split("/", -1);
        JsonObject fields = fields(message.payload());
        String last = levels[levels.length - 1];
        boolean isRequest =
                levels.length == REQUEST_LEVELS && levels[0].equals("bridge") && levels[1].equals("request");
        boolean isGatt = levels.length == GATT_LEVELS && levels[0].equals("gatt");
        boolean isThing = levels.length == THING_LEVELS;
        if (!isRequest
                && (!(isGatt || isThing) || !(last.equals("set") || last.equals("get") || last.equals("subscribe")))) {
            return Optional.empty();
        }
        String response = isRequest
                ? base + "bridge/response/" + last
                : message.topic().substring(0, message.topic().lastIndexOf('/')) + "/response";
        String thing = isRequest ? target(fields) : thingOf.apply(isGatt ? levels[1] : levels[0]);
        long deadline = now + deadline(fields).toNanos();
        return Optional.of(new Read(
                new SharedCommand(key(response, fields), thing, message, response, now, deadline),
                isRequest ? last : "",
                fields));
    }

    private @Nullable String target(JsonObject fields) {
        JsonElement named = fields.has("thing") ? fields.get("thing") : fields.get("device");
        return named instanceof JsonPrimitive text ? thingOf.apply(text.getAsString()) : null;
    }

    private JsonObject fields(Bytes payload) {
        try {
            return !payload.isEmpty() && json.parse(payload) instanceof JsonObject object ? object : new JsonObject();
        } catch (BadPayloadException e) {
            return new JsonObject(); // who carries it out says so
        }
    }

    private Duration deadline(JsonObject fields) {
        try {
            return new Fields(fields).deadline(usualDeadline);
        } catch (BadPayloadException e) {
            return usualDeadline;
        }
    }

    private static @Nullable String key(String response, JsonObject fields) {
        return transaction(fields).map(given -> key(response, given)).orElse(null);
    }

    static Optional<JsonPrimitive> transaction(JsonObject fields) {
        try {
            return new Fields(fields).transaction();
        } catch (BadPayloadException e) {
            return Optional.empty();
        }
    }

    /** Returns the key of what is answered on a topic with a transaction. */
    static String key(String response, JsonPrimitive transaction) {
        try {
            byte[] text = (response + "\n" + transaction).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return Bytes.of(hash).slice(0, KEY_BYTES).hex();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns the answer's transaction, if the payload is an answer. */
    Optional<JsonPrimitive> answered(Bytes payload) {
        return transaction(fields(payload));
    }

    /** Returns the message for who carries it out now: with the time that is left, and without the gateway. */
    static Message forward(Read read, long now) {
        SharedCommand command = read.command();
        JsonObject fields = read.fields().deepCopy();
        if (!read.verb().isEmpty()) {
            fields.remove("gateway");
        }
        if (now != command.arrived() && fields.has("transaction")) {
            long left = Duration.ofNanos(command.deadline() - now).toMillis();
            fields.addProperty("deadline_ms", Math.max(1, left));
        }
        Message message = command.message();
        return fields.equals(read.fields())
                ? message
                : new Message(message.topic(), Json.bytes(fields), message.qos(), message.retained(), message.reply());
    }

    /** Returns an address as the ids of things have it. */
    static String compact(String device) {
        try {
            return DeviceId.parse(device).compact();
        } catch (IllegalArgumentException e) {
            return device;
        }
    }

    static @Nullable String device(JsonObject fields) {
        return fields.get("device") instanceof JsonPrimitive text ? text.getAsString() : null;
    }
}
