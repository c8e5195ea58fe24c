// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import org.ravning.api.BleException;
import org.ravning.api.Ravning;
import picocli.CommandLine.Command;

/** Has the system forget a device. */
@Command(name = "unpair", description = "Have the system forget a device: its keys, its services and its link.")
final class UnpairCommand extends AddressCommand {
    @Override
    int run(Ravning ravning) throws BleException, InterruptedException {
        if (!ravning.central().forget(device())) {
            throw new CommandFailure(device() + " is not known; see: ravning devices");
        }
        if (isJson()) {
            JsonObject object = new JsonObject();
            object.addProperty("device", device().text());
            object.addProperty("forgotten", true);
            print(object);
        } else {
            print(device() + " is forgotten");
        }
        return 0;
    }
}
