// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.readme;

import java.io.PrintStream;
import java.time.Duration;
import org.ravning.api.Advertisement;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectOptions;
import org.ravning.api.Ravning;
import org.ravning.api.ScanRequest;

/** Finds a device that measures its environment, and reads its temperature. */
final class ReadTemperature {
    private ReadTemperature() {}

    static void run(Ravning ble, PrintStream out) throws BleException, InterruptedException {
        // README begins
        ScanRequest sensors = ScanRequest.builder().service("181a").build(); // Environmental Sensing
        Advertisement found = ble.scanner()
                .findFirst(sensors, advertisement -> true, Duration.ofSeconds(10))
                .orElseThrow();
        try (BleConnection connection = ble.central().connect(found.device(), ConnectOptions.DEFAULT)) {
            Characteristic temperature =
                    connection.gatt().characteristic(BleUuid.parse("2a6e")).orElseThrow();
            out.println(found.localName() + ": " + connection.read(temperature).s16le(0) / 100.0 + " °C");
        }
        // README ends
    }
}
