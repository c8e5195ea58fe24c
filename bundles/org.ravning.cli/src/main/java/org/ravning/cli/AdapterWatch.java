// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterListener;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleException;

/** Prints adapters as they come, change and leave, and what happens to the backends. */
final class AdapterWatch implements AdapterListener {
    private final BleCommand command;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<AdapterId, String> printed = new HashMap<>(); // calls are serial

    AdapterWatch(BleCommand command) {
        this.command = command;
    }

    /** Waits until the time is over, or nobody reads the output any more. */
    void await(@Nullable Duration time) throws InterruptedException {
        end.await(time == null ? Long.MAX_VALUE : time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void onAdapterAdded(BleAdapter adapter) {
        tell("added", adapter, null);
    }

    @Override
    public void onAdapterChanged(BleAdapter adapter) {
        if (!AdaptersCommand.text(adapter).equals(printed.get(adapter.id()))) {
            tell("changed", adapter, null);
        }
    }

    @Override
    public void onAdapterRemoved(BleAdapter adapter, BleException cause) {
        tell("removed", adapter, cause);
        printed.remove(adapter.id());
    }

    @Override
    public void onBackendStatus(BackendStatus status) {
        if (!command.isJson()) {
            command.note(status.message() + (status.hint().isEmpty() ? "" : "; " + status.hint()));
            return;
        }
        JsonObject object = event("backend");
        object.addProperty("backend", status.backend());
        object.addProperty("ok", status.isOk());
        object.addProperty("message", status.message());
        object.addProperty("hint", status.hint());
        print(object);
    }

    private void tell(String what, BleAdapter adapter, @Nullable BleException cause) {
        if (!command.isWanted(adapter.id())) {
            return;
        }
        String text = AdaptersCommand.text(adapter);
        printed.put(adapter.id(), text);
        if (command.isJson()) {
            JsonObject object = event(what);
            AdaptersCommand.json(adapter).entrySet().forEach(entry -> object.add(entry.getKey(), entry.getValue()));
            object.addProperty("cause", cause == null ? null : cause.getMessage());
            print(object);
        } else {
            command.print(String.format(
                    Locale.ROOT, "%-8s %s%s", what, text, cause == null ? "" : "  (" + cause.getMessage() + ")"));
            endIfClosed();
        }
    }

    private static JsonObject event(String what) {
        JsonObject object = new JsonObject();
        object.addProperty("event", what);
        object.addProperty(
                "time",
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS).toString());
        return object;
    }

    private void print(JsonObject object) {
        command.print(object);
        endIfClosed();
    }

    private void endIfClosed() {
        if (command.isOutputClosed()) {
            end.countDown();
        }
    }
}
