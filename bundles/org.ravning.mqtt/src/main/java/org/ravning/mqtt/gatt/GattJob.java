// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.ResponseDesk;

/** One raw command from its arrival to its answer; used by one thread at a time. */
final class GattJob {
    final GattTarget target;
    final GattRequest.Action action;
    final ResponseDesk.Ticket ticket;
    final Instant deadline;
    private final Instant arrived;
    private Duration queued = Duration.ZERO;
    private Duration connecting = Duration.ZERO;
    private Duration working = Duration.ZERO;
    private int attempts;
    private @Nullable AdapterId adapter;

    GattJob(
            GattTarget target,
            GattRequest.Action action,
            ResponseDesk.Ticket ticket,
            Instant arrived,
            Duration allowed) {
        this.target = target;
        this.action = action;
        this.ticket = ticket;
        this.arrived = arrived;
        deadline = arrived.plus(allowed);
    }

    boolean isWrite() {
        return action instanceof GattRequest.Action.Write;
    }

    void begun(Instant now) {
        queued = Duration.between(arrived, now);
    }

    void attempted() {
        attempts++;
    }

    void connected(Duration took, AdapterId by) {
        connecting = connecting.plus(took);
        adapter = by;
    }

    void worked(Duration took) {
        working = working.plus(took);
    }

    void done(JsonObject result) {
        answer("ok", null, result);
    }

    void failed(String status, Outcome.Failure failure) {
        answer(status, failure, null);
    }

    private void answer(String status, Outcome.@Nullable Failure failure, @Nullable JsonObject result) {
        ticket.answer(new Outcome(status, failure, result, attempts, adapter, queued, connecting, working));
    }
}
