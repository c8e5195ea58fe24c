// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.ravning.backend.sim.signal.RandomWalk;
import org.ravning.backend.sim.signal.Signal;

/** Reads signals: a number, or one of walk, sine, sequence and counter. */
final class SignalReader {
    private static final Duration USUAL_STEP = Duration.ofSeconds(10);

    private final Function<String, Random> chances;

    /** Creates it; each signal gets chances of its own, named by where it stands in the file. */
    SignalReader(Function<String, Random> chances) {
        this.chances = chances;
    }

    Signal read(Yaml yaml) {
        if (yaml.isScalar()) {
            return Signal.constant(yaml.number());
        }
        Map<String, Yaml> entries =
                yaml.fields("walk", "sine", "sequence", "counter").entries();
        if (entries.size() != 1) {
            throw yaml.expected("a number or one of walk, sine, sequence, counter");
        }
        Map.Entry<String, Yaml> entry = entries.entrySet().iterator().next();
        return switch (entry.getKey()) {
            case "walk" -> walk(entry.getValue());
            case "sine" -> sine(entry.getValue());
            case "sequence" -> sequence(entry.getValue());
            default -> counter(entry.getValue());
        };
    }

    private Signal walk(Yaml yaml) {
        Fields fields = yaml.fields("start", "min", "max", "step", "every");
        double min = fields.require("min").number();
        double max = fields.require("max").number();
        double start = fields.get("start").map(Yaml::number).orElse((min + max) / 2);
        double step = fields.get("step").map(Yaml::number).orElse((max - min) / 20);
        Random chance = chances.apply(yaml.path());
        return yaml.checked(() -> new RandomWalk(start, min, max, step, every(fields), chance));
    }

    private static Signal sine(Yaml yaml) {
        Fields fields = yaml.fields("mean", "amplitude", "period", "phase");
        return Signal.sine(
                fields.require("mean").number(),
                fields.require("amplitude").number(),
                fields.require("period").duration(),
                fields.get("phase").map(Yaml::number).orElse(0.0));
    }

    private static Signal sequence(Yaml yaml) {
        Fields fields = yaml.fields("values", "every");
        Yaml values = fields.require("values");
        double[] numbers = values.items().stream().mapToDouble(Yaml::number).toArray();
        if (numbers.length == 0) {
            throw values.wrong("expected at least one value");
        }
        return Signal.sequence(numbers, every(fields));
    }

    private static Signal counter(Yaml yaml) {
        Fields fields = yaml.fields("start", "step", "every", "modulus");
        return Signal.counter(
                fields.get("start").map(y -> y.integer(0, Integer.MAX_VALUE)).orElse(0),
                fields.get("step").map(y -> y.integer(1, 1_000_000)).orElse(1),
                every(fields),
                fields.get("modulus").map(y -> y.integer(1, Integer.MAX_VALUE)).orElse(Integer.MAX_VALUE));
    }

    private static Duration every(Fields fields) {
        return fields.get("every").map(Yaml::duration).orElse(USUAL_STEP);
    }
}
