// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import java.time.Duration;
import java.util.Locale;
import org.ravning.api.AttError;
import org.ravning.backend.sim.air.Fault;

/** Reads how reads and writes misbehave. */
final class FaultReader {
    private FaultReader() {}

    static Fault read(Yaml yaml) {
        Fields fields = yaml.fields("error", "every", "delay", "stall");
        int error = fields.get("error").map(FaultReader::error).orElse(0);
        int every = fields.get("every").map(y -> y.integer(1, 1_000_000)).orElse(1);
        Duration delay = fields.get("delay").map(Yaml::durationOrZero).orElse(Duration.ZERO);
        boolean stall = fields.get("stall").map(Yaml::bool).orElse(false);
        return new Fault(error, every, delay, stall);
    }

    private static int error(Yaml yaml) {
        String text = yaml.text().toUpperCase(Locale.ROOT);
        for (AttError error : AttError.values()) {
            if (error.name().equals(text)) {
                return error.code();
            }
        }
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            throw yaml.expected("an ATT error: 0x01 to 0xff, or a name such as insufficient_authentication");
        }
        return yaml.integer(1, 0xFF);
    }
}
