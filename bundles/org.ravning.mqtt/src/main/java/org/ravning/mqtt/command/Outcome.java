// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.CommandResult.Code;

/**
 * What became of a command, as it is answered.
 *
 * @param status {@code ok}, {@code error}, {@code timeout}, {@code expired}, {@code superseded} or {@code busy}
 * @param error what went wrong, unless all is well
 * @param result what was read or set
 * @param attempts how often it was tried on air
 * @param adapter the adapter used, if it came to that
 * @param queued time spent waiting for its turn
 * @param connecting time spent connecting
 * @param working time spent reading and writing
 */
public record Outcome(
        String status,
        @Nullable Failure error,
        @Nullable JsonObject result,
        int attempts,
        @Nullable AdapterId adapter,
        Duration queued,
        Duration connecting,
        Duration working) {
    private static final Set<String> PASSING =
            Set.of(word(Code.SHUTTING_DOWN), word(Code.UNKNOWN_DEVICE), word(Code.BUSY));
    private static final StrictJson RESPONSE = new StrictJson(1 << 20, 32);

    /**
     * What went wrong.
     *
     * @param code as a word
     * @param message in one line
     * @param attError the ATT error code, if the device sent one
     */
    public record Failure(
            String code, String message, @Nullable Integer attError) {}

    /** Returns the outcome of a command that never reached a device. */
    public static Outcome refused(String status, String code, String message) {
        Failure failure = new Failure(code, message, null);
        return new Outcome(status, failure, null, 0, null, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** Returns the outcome of what was done without a device. */
    public static Outcome done(JsonObject result) {
        return new Outcome("ok", null, result, 0, null, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** Returns the outcome of a payload that cannot be used. */
    public static Outcome badPayload(String message) {
        return refused("error", "invalid_payload", message);
    }

    /** Returns the outcome as a thing tells it. */
    static Outcome of(CommandResult told) {
        CommandResult.Failure error = told.error();
        JsonObject result = new JsonObject();
        told.values().forEach((name, value) -> result.add(name, Json.of(value)));
        boolean ok = told.status() == CommandResult.Status.OK;
        return new Outcome(
                word(told.status()),
                error == null ? null : new Failure(word(error.code()), error.message(), error.attError()),
                ok || result.size() > 0 ? result : null,
                told.attempts(),
                told.adapter(),
                told.queued(),
                told.connecting(),
                told.working());
    }

    /** Says whether nothing was tried for a reason that passes, so that the same may be asked again and be done then. */
    boolean isPassing() {
        return error != null && attempts == 0 && PASSING.contains(error.code());
    }

    /** Says so of the response to a command as it was published. */
    static boolean isPassing(Bytes response) {
        try {
            return RESPONSE.parse(response) instanceof JsonObject json
                    && json.get("error") instanceof JsonObject failure
                    && failure.get("code") instanceof JsonPrimitive code
                    && PASSING.contains(code.getAsString())
                    && json.get("attempts") instanceof JsonPrimitive tried
                    && tried.isNumber()
                    && tried.getAsBigDecimal().signum() == 0;
        } catch (BadPayloadException e) {
            return false;
        }
    }

    boolean isOk() {
        return status.equals("ok");
    }

    /** Returns the response to a transaction. */
    JsonObject response(JsonElement transaction) {
        JsonObject json = new JsonObject();
        json.add("transaction", transaction);
        json.addProperty("status", status);
        if (error != null) {
            JsonObject what = new JsonObject();
            what.addProperty("code", error.code());
            what.addProperty("message", error.message());
            if (error.attError() != null) {
                what.addProperty("att_error", error.attError());
            }
            json.add("error", what);
        }
        if (result != null) {
            json.add("result", result);
        }
        json.addProperty("attempts", attempts);
        json.add("adapter", Json.text(adapter == null ? null : adapter.toString()));
        json.addProperty("queued_ms", queued.toMillis());
        json.addProperty("connect_ms", connecting.toMillis());
        json.addProperty("gatt_ms", working.toMillis());
        return json;
    }

    /** Returns the constant as programs read it. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
