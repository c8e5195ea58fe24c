// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BleAdapter;
import org.ravning.api.DeviceAddress;
import org.ravning.api.Ravning;
import org.ravning.api.Subscription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the adapters of this machine. */
@Command(name = "adapters", description = "List the Bluetooth adapters; where there is none, say what was looked for.")
final class AdaptersCommand extends BleCommand {
    @Option(
            names = "--watch",
            description = "Go on printing adapters as they come, change and leave, until Ctrl-C or --timeout.")
    private boolean watch;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            converter = Seconds.class,
            description = "With --watch: end after S seconds.")
    private @Nullable Duration timeout;

    @Override
    void check() {
        if (timeout != null && !watch) {
            throw usage("--timeout belongs to --watch");
        }
    }

    @Override
    int run(Ravning ravning) throws InterruptedException {
        return watch ? watch(ravning) : list(ravning);
    }

    private int list(Ravning ravning) {
        List<BleAdapter> adapters = ravning.adapters().all();
        if (adapters.isEmpty()) {
            throw new CommandFailure("no Bluetooth adapter: " + whyNone(ravning));
        }
        AdapterId wanted = adapter(ravning);
        adapters.stream().filter(a -> wanted == null || a.id().equals(wanted)).forEach(adapter -> {
            if (isJson()) {
                print(json(adapter));
            } else {
                print(text(adapter));
            }
        });
        return 0;
    }

    private int watch(Ravning ravning) throws InterruptedException {
        AdapterWatch watching = new AdapterWatch(this);
        try (Subscription subscription = ravning.adapters().listen(watching)) {
            watching.await(timeout);
            return 0;
        } catch (InterruptedException e) {
            return Interruption.STATUS;
        }
    }

    static String text(BleAdapter adapter) {
        DeviceAddress address = adapter.address();
        return String.format(
                Locale.ROOT,
                "%-14s %-17s  %-11s  %s",
                adapter.id(),
                address == null ? "-" : address.text(),
                state(adapter),
                adapter.label());
    }

    static JsonObject json(BleAdapter adapter) {
        DeviceAddress address = adapter.address();
        JsonObject object = new JsonObject();
        object.addProperty("adapter", adapter.id().name());
        object.addProperty("backend", adapter.backend());
        object.addProperty("address", address == null ? null : address.text());
        object.addProperty("label", adapter.label());
        object.addProperty("state", state(adapter));
        object.add("capabilities", Json.words(adapter.capabilities()));
        return object;
    }

    private static String state(BleAdapter adapter) {
        return adapter.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
