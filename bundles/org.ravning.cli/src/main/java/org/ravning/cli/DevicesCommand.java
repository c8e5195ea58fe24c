// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.ravning.api.AdapterId;
import org.ravning.api.BleException;
import org.ravning.api.KnownDevice;
import org.ravning.api.Ravning;
import picocli.CommandLine.Command;

/** Lists the devices that the system remembers. */
@Command(
        name = "devices",
        description =
                "List the devices that the system remembers (paired, trusted) or is connected to, without scanning.")
final class DevicesCommand extends BleCommand {
    @Override
    int run(Ravning ravning) throws BleException, InterruptedException {
        AdapterId wanted = adapter(ravning);
        for (KnownDevice device : ravning.central().knownDevices()) {
            if (wanted == null || wanted.equals(device.adapter())) {
                if (isJson()) {
                    print(json(device));
                } else {
                    print(text(device));
                }
            }
        }
        return 0;
    }

    private static String text(KnownDevice device) {
        String name = device.name() == null ? "" : device.name();
        return String.format(
                        Locale.ROOT,
                        "%-17s  %-8s  %-10s  %-9s  %s",
                        device.device(),
                        device.adapter().name(),
                        device.paired() ? "paired" : "not-paired",
                        device.connected() ? "connected" : "-",
                        name)
                .stripTrailing();
    }

    private static JsonObject json(KnownDevice device) {
        JsonObject object = new JsonObject();
        object.addProperty("device", device.device().text());
        object.addProperty("adapter", device.adapter().name());
        object.addProperty("name", device.name());
        object.addProperty("paired", device.paired());
        object.addProperty("connected", device.connected());
        return object;
    }
}
