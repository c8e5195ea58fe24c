// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.request;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleException;
import org.ravning.api.Capability;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.gatt.GattFailures;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.profile.api.CommandResult.Code;

/** Takes requests that concern an adapter; one at a time. */
public final class AdapterRequests {
    private final Supplier<@Nullable BleAdapters> adapters;
    private final Clock clock;
    private final ExecutorService workers;
    private final Semaphore turn = new Semaphore(1);

    /** @param workers waits for adapters */
    public AdapterRequests(Supplier<@Nullable BleAdapters> adapters, Clock clock, ExecutorService workers) {
        this.adapters = adapters;
        this.clock = clock;
        this.workers = workers;
    }

    /** Switches an adapter off and on again: the one that is named, or the first that can be. */
    public void restart(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "adapter");
        String named = request.text("adapter");
        Instant end = clock.instant().plus(deadline);
        if (!turn.tryAcquire()) {
            ticket.answer(Outcome.refused("busy", Outcome.word(Code.BUSY), "an adapter is being restarted"));
            return;
        }
        try {
            workers.execute(() -> {
                try {
                    ticket.answer(restart(named, end));
                } finally {
                    turn.release();
                }
            });
        } catch (RejectedExecutionException e) {
            turn.release();
            ticket.answer(Outcome.refused("busy", Outcome.word(Code.BUSY), "too much is under way"));
        }
    }

    private Outcome restart(@Nullable String named, Instant end) {
        BleAdapters all = adapters.get();
        Optional<BleAdapter> adapter = all == null ? Optional.empty() : find(all, named);
        if (adapter.isEmpty()) {
            String which = named == null ? "no adapter" : "no adapter \"" + Fields.shown(named) + "\"";
            return Outcome.refused("error", "unknown_adapter", "there is " + which);
        }
        Duration left = Duration.between(clock.instant(), end);
        if (left.isNegative() || left.isZero()) {
            String message = "its deadline passed in the queue; the adapter was not touched";
            return Outcome.refused("expired", Outcome.word(Code.TIMEOUT), message);
        }
        try {
            adapter.get().restart(left);
            JsonObject result = new JsonObject();
            result.addProperty("adapter", adapter.get().id().toString());
            return Outcome.done(result);
        } catch (BleException e) {
            GattFailures.Named failed = GattFailures.name(e, false);
            return Outcome.refused(
                    failed.status(), failed.failure().code(), failed.failure().message());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.refused("error", Outcome.word(Code.SHUTTING_DOWN), "the gateway shuts down");
        }
    }

    /** An adapter that is switched off may be meant too: it is switched on. */
    private static Optional<BleAdapter> find(BleAdapters all, @Nullable String named) {
        return all.all().stream()
                .filter(adapter -> named == null
                        ? adapter.capabilities().contains(Capability.RESTART)
                        : adapter.id().matches(named))
                .findFirst();
    }
}
