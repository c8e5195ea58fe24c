// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ravning.profile.api.Value;

/**
 * Turns values into payloads and payloads into what stands in a command.
 *
 * @param to returns the payload of a value, or nothing if there is none
 * @param from returns what a payload is in a command, or nothing if it is not valid
 */
record HomiePayloads(Function<Value, Optional<String>> to, Function<String, Optional<JsonPrimitive>> from) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(?:\\.[0-9]{1,40})?(?:[eE]-?[0-9]{1,2})?");
    private static final Pattern HEX_COLOUR = Pattern.compile("#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})");
    private static final Pattern CHANNELS = Pattern.compile(
            "([0-9]{1,3}(?:\\.[0-9]{1,20})?),([0-9]{1,3}(?:\\.[0-9]{1,20})?),([0-9]{1,3}(?:\\.[0-9]{1,20})?)");
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int MOST_ZEROS = 40;
    private static final int FULL = 255;
    /** How Homie 5 writes the empty text, which MQTT cannot retain. */
    private static final String NOTHING = "\u0000";

    Optional<String> payload(Value value) {
        return to.apply(value);
    }

    Optional<JsonPrimitive> command(String payload) {
        return from.apply(payload);
    }

    static HomiePayloads integer() {
        return new HomiePayloads(
                value -> numeric(value)
                        .filter(number -> number.abs().compareTo(LONGEST) < 0)
                        .map(number -> number.setScale(0, RoundingMode.HALF_UP).toPlainString()),
                HomiePayloads::number);
    }

    static HomiePayloads real() {
        return new HomiePayloads(
                value -> numeric(value)
                        .filter(number -> Double.isFinite(number.doubleValue()))
                        .map(HomiePayloads::written),
                HomiePayloads::number);
    }

    static HomiePayloads flag() {
        return new HomiePayloads(
                value -> value instanceof Value.Bool flag
                        ? Optional.of(Boolean.toString(flag.value()))
                        : Optional.empty(),
                payload -> payload.equals("true") || payload.equals("false")
                        ? Optional.of(new JsonPrimitive(payload.equals("true")))
                        : Optional.empty());
    }

    static HomiePayloads words(HomieWords words) {
        return new HomiePayloads(
                value -> word(value).flatMap(words::payload),
                payload -> words.word(payload).map(JsonPrimitive::new));
    }

    /** @param escaped whether the empty text is written as a null character; else it cannot be said */
    static HomiePayloads text(boolean escaped) {
        return new HomiePayloads(
                value -> word(value)
                        .map(text -> text.isEmpty() && escaped ? NOTHING : text)
                        .filter(text -> !text.isEmpty()),
                payload -> Optional.of(new JsonPrimitive(escaped && payload.equals(NOTHING) ? "" : payload)));
    }

    /** @param prefix the kind of colour, where payloads say that */
    static HomiePayloads colour(String prefix) {
        return new HomiePayloads(
                value -> word(value).flatMap(text -> channels(text).map(prefix::concat)),
                payload -> payload.startsWith(prefix) ? hex(payload.substring(prefix.length())) : Optional.empty());
    }

    /** A time with an offset becomes the time of this place, which is what devices keep. */
    static HomiePayloads time() {
        return new HomiePayloads(HomiePayloads::word, payload -> {
            try {
                LocalDateTime here = OffsetDateTime.parse(payload)
                        .atZoneSameInstant(ZoneId.systemDefault())
                        .toLocalDateTime();
                return Optional.of(new JsonPrimitive(here.toString()));
            } catch (DateTimeException e) {
                return Optional.of(new JsonPrimitive(payload));
            }
        });
    }

    private static Optional<BigDecimal> numeric(Value value) {
        return value instanceof Value.Numeric number ? Optional.of(number.value()) : Optional.empty();
    }

    private static Optional<String> word(Value value) {
        return value instanceof Value.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    private static String written(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_ZEROS
                ? number.toString().replace("+", "")
                : number.toPlainString();
    }

    private static Optional<JsonPrimitive> number(String payload) {
        return NUMBER.matcher(payload).matches()
                ? Optional.of(new JsonPrimitive(new BigDecimal(payload)))
                : Optional.empty();
    }

    private static Optional<String> channels(String hex) {
        Matcher colour = HEX_COLOUR.matcher(hex);
        return colour.matches()
                ? Optional.of(
                        channel(colour.group(1)) + "," + channel(colour.group(2)) + "," + channel(colour.group(3)))
                : Optional.empty();
    }

    private static int channel(String hex) {
        return Integer.parseInt(hex, 16);
    }

    private static Optional<JsonPrimitive> hex(String payload) {
        Matcher channels = CHANNELS.matcher(payload);
        if (!channels.matches()) {
            return Optional.empty();
        }
        StringBuilder hex = new StringBuilder("#");
        for (int i = 1; i <= 3; i++) {
            long channel = Math.round(Double.parseDouble(channels.group(i)));
            if (channel > FULL) {
                return Optional.empty();
            }
            hex.append(String.format(java.util.Locale.ROOT, "%02x", channel));
        }
        return Optional.of(new JsonPrimitive(hex.toString()));
    }
}
