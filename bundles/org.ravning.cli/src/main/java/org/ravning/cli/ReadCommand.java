// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.time.Clock;
import java.util.List;
import org.ravning.api.Attribute;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import picocli.CommandLine.Command;

/** Reads a characteristic or descriptor. */
@Command(
        name = "read",
        customSynopsis = "ravning read [OPTIONS] (DEVICE | --name N) CHAR",
        description = "Read a value; CHAR is a UUID in any of the three lengths, or a handle #NN.")
final class ReadCommand extends AttributeCommand {
    @Override
    int run(BleConnection connection, List<String> rest) throws BleException, InterruptedException {
        Attribute attribute = word(rest).in(connection.gatt());
        printValue(
                connection,
                attribute,
                read(connection, attribute),
                Clock.systemUTC().instant());
        return 0;
    }

    private Bytes read(BleConnection connection, Attribute attribute) throws BleException, InterruptedException {
        try (StatusLine.Work reading = status().begin("reading", LONGEST_ANSWER)) {
            return connection.read(attribute);
        }
    }
}
