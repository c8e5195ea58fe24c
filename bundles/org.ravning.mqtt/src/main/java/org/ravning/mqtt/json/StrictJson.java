// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.ravning.api.Bytes;

/**
 * Reads JSON from strangers: RFC 8259 to the letter, UTF-8, of limited size and depth, each key once, numbers of a
 * sensible length.
 *
 * @param size the most bytes
 * @param depth the most arrays and objects within each other
 */
public record StrictJson(int size, int depth) {
    private static final int NUMBER_LENGTH = 64;
    private static final int NUMBER_SCALE = 100;

    /** Returns the payload as text. */
    public String text(Bytes payload) throws BadPayloadException {
        if (payload.length() > size) {
            throw new BadPayloadException("payload of " + payload.length() + " bytes; at most " + size);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(payload.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadPayloadException("payload is not UTF-8");
        }
    }

    /** Returns what the payload holds. */
    public JsonElement parse(Bytes payload) throws BadPayloadException {
        return parse(text(payload));
    }

    /** Returns what the text holds. */
    public JsonElement parse(String text) throws BadPayloadException {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(depth);
            JsonElement element = read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new BadPayloadException("payload goes on after its JSON");
            }
            return element;
        } catch (MalformedJsonException e) {
            boolean deep = String.valueOf(e.getMessage()).contains("Nesting limit");
            throw new BadPayloadException(
                    deep ? "JSON is nested deeper than " + depth : "payload is not JSON: " + where(e));
        } catch (EOFException e) {
            throw new BadPayloadException(text.isBlank() ? "payload is empty" : "JSON ends too early");
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new BadPayloadException("payload is not JSON");
        }
    }

    private static JsonElement read(JsonReader reader) throws IOException, BadPayloadException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(reader);
            case BEGIN_ARRAY -> array(reader);
            case STRING -> new JsonPrimitive(reader.nextString());
            case NUMBER -> new JsonPrimitive(number(reader.nextString()));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            default -> throw new BadPayloadException("payload is not JSON");
        };
    }

    private static JsonObject object(JsonReader reader) throws IOException, BadPayloadException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String key = reader.nextName();
            JsonElement value = read(reader);
            if (object.has(key)) {
                throw new BadPayloadException("a key stands twice");
            }
            object.add(key, value);
        }
        reader.endObject();
        return object;
    }

    private static JsonArray array(JsonReader reader) throws IOException, BadPayloadException {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(read(reader));
        }
        reader.endArray();
        return array;
    }

    private static BigDecimal number(String text) throws BadPayloadException {
        if (text.length() > NUMBER_LENGTH) {
            throw new BadPayloadException("a number is longer than " + NUMBER_LENGTH + " characters");
        }
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > NUMBER_SCALE) {
            throw new BadPayloadException("a number's exponent is beyond " + NUMBER_SCALE);
        }
        return number;
    }

    private static String where(MalformedJsonException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf(" at line ");
        int path = message.indexOf(" path ");
        return at < 0
                ? "malformed"
                : "malformed"
                        + message.substring(at, path < 0 ? message.length() : path)
                                .strip()
                                .transform(position -> " " + position);
    }
}
