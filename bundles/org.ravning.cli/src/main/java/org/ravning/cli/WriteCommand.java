// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.util.List;
import org.ravning.api.Attribute;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.WriteMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a characteristic or descriptor. */
@Command(
        name = "write",
        customSynopsis = "ravning write [OPTIONS] (DEVICE | --name N) CHAR HEX",
        description =
                "Write a value given in hexadecimal; CHAR is a UUID in any of the three lengths, or a handle #NN.")
final class WriteCommand extends AttributeCommand {
    @Option(names = "--no-response", description = "Write without response: the device does not confirm.")
    private boolean noResponse;

    @Override
    List<String> wordNames() {
        return List.of(super.wordNames().get(0), "HEX (the value, two digits a byte)");
    }

    @Override
    void check(List<String> rest) {
        super.check(rest);
        value(rest);
    }

    @Override
    int run(BleConnection connection, List<String> rest) throws BleException, InterruptedException {
        Attribute attribute = word(rest).in(connection.gatt());
        Bytes value = value(rest);
        try (StatusLine.Work writing = status().begin("writing", LONGEST_ANSWER)) {
            connection.write(attribute, value, noResponse ? WriteMode.WITHOUT_RESPONSE : WriteMode.AUTO);
        }
        if (isJson()) {
            JsonObject object = describe(connection, attribute);
            object.addProperty("value", value.hex());
            object.addProperty("response", !noResponse);
            print(object);
        } else {
            note((noResponse ? "sent " : "wrote ") + value.length() + (value.length() == 1 ? " byte" : " bytes"));
        }
        return 0;
    }

    private Bytes value(List<String> rest) {
        try {
            return Bytes.ofHex(rest.get(1));
        } catch (IllegalArgumentException e) {
            throw usage("HEX is " + e.getMessage());
        }
    }
}
