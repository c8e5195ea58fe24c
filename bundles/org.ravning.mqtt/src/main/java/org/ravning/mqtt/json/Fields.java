// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Takes fields out of a stranger's object, each checked. */
public final class Fields {
    private static final int TRANSACTION_LENGTH = 128;
    private static final BigDecimal LONGEST_DEADLINE_MS = BigDecimal.valueOf(600_000);

    private final JsonObject object;

    /** Reads from that object. */
    public Fields(JsonObject object) {
        this.object = object;
    }

    /** Refuses fields that are not among these. */
    public void only(String... known) throws BadPayloadException {
        for (String key : object.keySet()) {
            if (!List.of(known).contains(key)) {
                throw new BadPayloadException(
                        "unknown field \"" + shown(key) + "\"; known are " + String.join(", ", known));
            }
        }
    }

    /** Returns the transaction, a text or a number, as it was sent. */
    public Optional<JsonPrimitive> transaction() throws BadPayloadException {
        JsonElement element = object.get("transaction");
        if (element == null || element.isJsonNull()) {
            return Optional.empty();
        }
        boolean usable = element instanceof JsonPrimitive primitive
                && !primitive.isBoolean()
                && !primitive.getAsString().isEmpty()
                && primitive.getAsString().length() <= TRANSACTION_LENGTH;
        if (!usable) {
            throw new BadPayloadException("transaction is a text of 1 to " + TRANSACTION_LENGTH + " characters");
        }
        return Optional.of(element.getAsJsonPrimitive());
    }

    /** Returns the deadline, or that one if none is given. */
    public Duration deadline(Duration usual) throws BadPayloadException {
        JsonElement element = object.get("deadline_ms");
        if (element == null || element.isJsonNull()) {
            return usual;
        }
        if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
            BigDecimal ms = primitive.getAsBigDecimal();
            if (ms.compareTo(BigDecimal.ONE) >= 0 && ms.compareTo(LONGEST_DEADLINE_MS) <= 0) {
                return Duration.ofMillis(ms.longValue());
            }
        }
        throw new BadPayloadException("deadline_ms is a number, 1 to " + LONGEST_DEADLINE_MS);
    }

    /** Returns the text of that name, or null if it is not there. */
    public @Nullable String text(String name) throws BadPayloadException {
        JsonElement element = object.get(name);
        if (element == null || element.isJsonNull()) {
            return null;
        }
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw new BadPayloadException(name + " is a text");
    }

    /** Returns the text of that name, which must be there. */
    public String needText(String name) throws BadPayloadException {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            throw new BadPayloadException(name + " is missing; it is a text");
        }
        return text;
    }

    /** Returns the whole number of that name, or the usual one if it is not there. */
    public int number(String name, int least, int most, int usual) throws BadPayloadException {
        JsonElement element = object.get(name);
        if (element == null || element.isJsonNull()) {
            return usual;
        }
        if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
            BigDecimal number = primitive.getAsBigDecimal();
            boolean within =
                    number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
            if (within && number.stripTrailingZeros().scale() <= 0) {
                return number.intValue();
            }
        }
        throw new BadPayloadException(name + " is a whole number, " + least + " to " + most);
    }

    /**
     * Returns the number up to that one which is meant by a number or by its digits in a text, or nothing if it is not
     * there. What was sent is in no message: it may be a secret.
     */
    public OptionalInt digits(String name, int most) throws BadPayloadException {
        JsonElement element = object.get(name);
        if (element == null || element.isJsonNull()) {
            return OptionalInt.empty();
        }
        int longest = Integer.toString(most).length();
        if (element instanceof JsonPrimitive primitive && !primitive.isBoolean()) {
            String text = primitive.getAsString();
            if (text.matches("[0-9]{1," + longest + "}") && Integer.parseInt(text) <= most) {
                return OptionalInt.of(Integer.parseInt(text));
            }
        }
        throw new BadPayloadException(name + " is a number of " + longest + " digits at most, or these as a text");
    }

    /** Returns the objects in the array of that name, of which there must be so many. */
    public List<Fields> objects(String name, int least, int most) throws BadPayloadException {
        String expected = name + " is an array of " + least + " to " + most + " objects";
        if (!(object.get(name) instanceof JsonArray array) || array.size() < least || array.size() > most) {
            throw new BadPayloadException(expected);
        }
        List<Fields> all = new ArrayList<>();
        for (JsonElement element : array) {
            if (!(element instanceof JsonObject each)) {
                throw new BadPayloadException(expected);
            }
            all.add(new Fields(each));
        }
        return all;
    }

    /** Says whether there is a field of that name. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** Returns the numbers in the object of that name, none if it is not there. */
    public Map<String, BigDecimal> numbers(String name) throws BadPayloadException {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        JsonElement element = object.get(name);
        if (element == null || element.isJsonNull()) {
            return numbers;
        }
        BadPayloadException other = new BadPayloadException(name + " is an object of numbers");
        if (!(element instanceof JsonObject all)) {
            throw other;
        }
        for (Map.Entry<String, JsonElement> entry : all.entrySet()) {
            if (!(entry.getValue() instanceof JsonPrimitive number) || !number.isNumber()) {
                throw other;
            }
            numbers.put(entry.getKey(), number.getAsBigDecimal());
        }
        return numbers;
    }

    /** Returns the truth value of that name, or the usual one if it is not there. */
    public boolean flag(String name, boolean usual) throws BadPayloadException {
        return has(name) && !object.get(name).isJsonNull() ? flag(name) : usual;
    }

    /** Returns the truth value of that name. */
    public boolean flag(String name) throws BadPayloadException {
        if (object.get(name) instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        throw new BadPayloadException(name + " is true or false");
    }

    /** Returns a stranger's text fit for a message: short, without control characters. */
    public static String shown(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(64).forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c));
        return clean.toString();
    }
}
