// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.ravning.api.AdapterId;
import org.ravning.api.BleAdapter;
import org.ravning.api.DeviceAddress;
import org.ravning.api.Ravning;
import picocli.CommandLine.Command;

/** Lists the adapters of this machine. */
@Command(name = "adapters", description = "List the Bluetooth adapters; where there is none, say what was looked for.")
final class AdaptersCommand extends BleCommand {
    @Override
    int run(Ravning ravning) {
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

    private static String text(BleAdapter adapter) {
        DeviceAddress address = adapter.address();
        return String.format(
                Locale.ROOT,
                "%-14s %-17s  %-11s  %s",
                adapter.id(),
                address == null ? "-" : address.text(),
                state(adapter),
                adapter.label());
    }

    private static JsonObject json(BleAdapter adapter) {
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
