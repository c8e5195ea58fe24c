// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.mqtt.json.Json;
import org.ravning.profile.api.CommandResult;

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
