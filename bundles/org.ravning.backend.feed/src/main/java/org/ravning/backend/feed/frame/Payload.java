// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.frame;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;

/** An object in JSON from a stranger: of limited size and depth, each field checked when it is taken. */
final class Payload {
    /** The most bytes: an extended advertisement in hexadecimal, and what stands around it. */
    static final int LONGEST = 8192;

    private static final int DEPTH = 4;
    private static final int LONGEST_NAME = 248;
    private static final int WEAKEST = -127;
    private static final int STRONGEST = 20;

    private final JsonObject json;

    private Payload(JsonObject json) {
        this.json = json;
    }

    static Payload parse(Bytes payload) throws BadFrameException {
        if (payload.length() > LONGEST) {
            throw new BadFrameException("payload of more than " + LONGEST + " bytes");
        }
        try (JsonReader reader = new JsonReader(new StringReader(text(payload)))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEPTH);
            JsonElement element = JsonParser.parseReader(reader);
            if (reader.peek() == JsonToken.END_DOCUMENT && element instanceof JsonObject object) {
                return new Payload(object);
            }
            throw new BadFrameException("no JSON object");
        } catch (JsonParseException | IOException | IllegalStateException | NumberFormatException e) {
            throw new BadFrameException("no JSON");
        }
    }

    private static String text(Bytes payload) throws BadFrameException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadFrameException("no UTF-8");
        }
    }

    boolean has(String name) {
        return json.has(name) && !json.get(name).isJsonNull();
    }

    @Nullable
    String text(String name) throws BadFrameException {
        if (!has(name)) {
            return null;
        }
        if (json.get(name) instanceof JsonPrimitive value && value.isString()) {
            return value.getAsString();
        }
        throw wrong(name);
    }

    /** Returns a device's name, shortened if it is longer than one can be. */
    @Nullable
    String localName(String name) throws BadFrameException {
        String text = text(name);
        return text == null || text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }

    String needText(String name) throws BadFrameException {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            throw wrong(name);
        }
        return text;
    }

    /** Returns a whole number; some write it as a text. */
    @Nullable
    Long number(String name, long least, long most) throws BadFrameException {
        if (!has(name)) {
            return null;
        }
        try {
            if (json.get(name) instanceof JsonPrimitive value && !value.isBoolean()) {
                String text = value.getAsString();
                long number = text.length() > 20 ? Long.MAX_VALUE : new java.math.BigDecimal(text).longValueExact();
                if (number >= least && number <= most) {
                    return number;
                }
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(name);
        }
        throw wrong(name);
    }

    int rssi() throws BadFrameException {
        Long rssi = number("rssi", WEAKEST, STRONGEST);
        return rssi == null ? Advertisement.RSSI_UNAVAILABLE : rssi.intValue();
    }

    @Nullable
    Integer power(String name) throws BadFrameException {
        Long power = number(name, -127, 127);
        return power == null ? null : power.intValue();
    }

    Bytes bytes(String name) throws BadFrameException {
        return bytes(name, needText(name));
    }

    /** Returns an object of hexadecimal texts. */
    Map<String, Bytes> allBytes(String name) throws BadFrameException {
        Map<String, Bytes> all = new LinkedHashMap<>();
        if (!has(name)) {
            return all;
        }
        if (!(json.get(name) instanceof JsonObject object)) {
            throw wrong(name);
        }
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            if (!(entry.getValue() instanceof JsonPrimitive value) || !value.isString()) {
                throw wrong(name);
            }
            all.put(entry.getKey(), bytes(name, value.getAsString()));
        }
        return all;
    }

    Iterable<JsonElement> array(String name) throws BadFrameException {
        if (!has(name)) {
            return java.util.List.of();
        }
        if (json.get(name) instanceof com.google.gson.JsonArray array) {
            return array;
        }
        throw wrong(name);
    }

    static DeviceAddress address(String text, AddressType type) throws BadFrameException {
        try {
            return DeviceAddress.of(text, type);
        } catch (IllegalArgumentException e) {
            throw new BadFrameException("no device address");
        }
    }

    static UUID uuid(String text) throws BadFrameException {
        try {
            return BleUuid.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadFrameException("no UUID");
        }
    }

    private static Bytes bytes(String name, String hex) throws BadFrameException {
        try {
            return Bytes.ofHex(hex);
        } catch (IllegalArgumentException e) {
            throw wrong(name);
        }
    }

    private static BadFrameException wrong(String field) {
        return new BadFrameException(field + " is missing, or not as it should be");
    }
}
