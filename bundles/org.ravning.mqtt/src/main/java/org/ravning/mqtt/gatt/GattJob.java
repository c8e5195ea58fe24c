// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.DeviceId;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.ResponseDesk;

/** One raw command from its arrival to its answer; used by one thread at a time. */
final class GattJob {
    final DeviceId device;
    final LaneTask task;
    final Instant deadline;
    private final ResponseDesk.Ticket ticket;
    private final Instant arrived;
    private Duration queued = Duration.ZERO;
    private Duration connecting = Duration.ZERO;
    private Duration working = Duration.ZERO;
    private int attempts;
    private @Nullable AdapterId adapter;

    GattJob(DeviceId device, LaneTask task, ResponseDesk.Ticket ticket, Instant arrived, Duration allowed) {
        this.device = device;
        this.task = task;
        this.ticket = ticket;
        this.arrived = arrived;
        deadline = arrived.plus(allowed);
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

    /** Counts time in which the task was busy, connecting included. */
    void ended(Instant now) {
        Duration all = Duration.between(arrived, now).minus(queued).minus(connecting);
        working = all.isNegative() ? Duration.ZERO : all;
    }

    void answer(LaneAnswer answer) {
        ticket.answer(new Outcome(
                answer.status(), answer.failure(), answer.result(), attempts, adapter, queued, connecting, working));
    }
}
