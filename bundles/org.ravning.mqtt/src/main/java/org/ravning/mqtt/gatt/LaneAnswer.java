// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.command.Outcome;

/**
 * How a task ended.
 *
 * @param status as in responses, {@code ok} or what went wrong
 * @param failure what went wrong, unless all is well
 * @param result what there is to tell
 */
record LaneAnswer(
        String status,
        Outcome.@Nullable Failure failure,
        @Nullable JsonObject result) {
    static LaneAnswer ok(JsonObject result) {
        return new LaneAnswer("ok", null, result);
    }

    static LaneAnswer failed(String status, String code, String message) {
        return new LaneAnswer(status, new Outcome.Failure(code, message, null), null);
    }
}
