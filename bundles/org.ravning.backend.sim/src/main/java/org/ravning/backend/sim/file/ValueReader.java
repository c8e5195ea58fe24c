// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ravning.api.Bytes;
import org.ravning.backend.sim.air.Payload;
import org.ravning.backend.sim.signal.NumberFormat;
import org.ravning.backend.sim.signal.Signal;

/** Reads values: hexadecimal bytes, a text, a number in some format, so many bytes, or a list of these put together. */
final class ValueReader {
    private static final String EXPECTED = "hexadecimal bytes, or one of hex, text, fill, uint8, sint16, ...";

    private final SignalReader signals;

    ValueReader(SignalReader signals) {
        this.signals = signals;
    }

    Payload read(Yaml yaml) {
        if (!yaml.isList()) {
            return part(yaml);
        }
        List<Payload> parts = new ArrayList<>();
        yaml.items().forEach(item -> parts.add(part(item)));
        return moment -> {
            Bytes whole = Bytes.EMPTY;
            for (Payload part : parts) {
                whole = whole.concat(part.at(moment));
            }
            return whole;
        };
    }

    private Payload part(Yaml yaml) {
        if (yaml.isScalar()) {
            return Payload.of(yaml.hex());
        }
        for (String key : yaml.entries().keySet()) {
            Optional<NumberFormat> format = NumberFormat.named(key);
            if (format.isPresent()) {
                return number(yaml.fields(key, "scale"), key, format.get());
            }
        }
        Fields fields = yaml.fields("hex", "text", "fill");
        if (fields.entries().size() != 1) {
            throw yaml.expected(EXPECTED);
        }
        return Payload.of(fields.get("hex")
                .map(Yaml::hex)
                .or(() -> fields.get("text").map(text -> Bytes.ofUtf8(text.text())))
                .orElseGet(() -> fill(fields.require("fill").integer(0, 512))));
    }

    private Payload number(Fields fields, String key, NumberFormat format) {
        Signal signal = signals.read(fields.require(key));
        double scale = fields.get("scale").map(Yaml::number).orElse(1.0);
        if (scale <= 0) {
            throw fields.require("scale").expected("a number above zero");
        }
        return moment -> format.write(signal.at(moment.elapsed()), scale);
    }

    /** Returns so many bytes, counting up from 00. */
    private static Bytes fill(int length) {
        int[] bytes = new int[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = i & 0xFF;
        }
        return Bytes.ofInts(bytes);
    }
}
