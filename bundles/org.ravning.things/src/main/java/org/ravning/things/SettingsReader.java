// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.things.hearing.SilenceRule;
import org.ravning.things.key.KeyVault;
import org.ravning.things.setting.DeviceRules;
import org.ravning.things.setting.ThingSettings;

/** Makes settings of a configuration; a mistake in it is told and the default stands. */
final class SettingsReader {
    private static final String KEYS_FILE = "keys";

    private final @Nullable Path data;
    private final Consumer<String> problems;

    /** @param data where the keys are kept if no other place is set; null keeps none */
    SettingsReader(@Nullable Path data, Consumer<String> problems) {
        this.data = data;
        this.problems = problems;
    }

    ThingSettings read(ThingsConfig config) {
        int seconds = inRange("leastSilenceSeconds", config.leastSilenceSeconds(), 86_400, 30);
        return ThingSettings.DEFAULT
                .withMaximumThings(inRange("maximumThings", config.maximumThings(), 100_000, 1000))
                .withCommandQueue(inRange("commandQueue", config.commandQueue(), 1000, 16))
                .withSilence(SilenceRule.DEFAULT.withLeast(Duration.ofSeconds(seconds)))
                .withRules(rules(config))
                .withKeys(keys(config.keysFile().trim()));
    }

    private DeviceRules rules(ThingsConfig config) {
        DeviceRules rules = DeviceRules.parse(entries(config.allow()), entries(config.deny()), problems)
                .withBeacons(entries(config.beacons()), problems);
        String adopt = config.adopt().trim();
        if (!adopt.equals("all") && !adopt.equals("ask")) {
            problems.accept("adopt is all or ask, not \"" + adopt + "\"; ask is used");
        }
        return adopt.equals("all") ? rules : rules.asking();
    }

    private int inRange(String name, int value, int most, int otherwise) {
        if (value >= 1 && value <= most) {
            return value;
        }
        problems.accept(name + " is 1 to " + most + ", not " + value + "; " + otherwise + " is used");
        return otherwise;
    }

    /** Returns the entries; a configuration file gives them as one text. */
    private static List<String> entries(String[] values) {
        List<String> entries = new ArrayList<>();
        for (String value : values) {
            for (String entry : value.split("[,\\s]+", -1)) {
                if (!entry.isEmpty()) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    private KeyVault keys(String setting) {
        try {
            if (!setting.isEmpty()) {
                return KeyVault.in(Paths.get(setting), true, problems);
            }
        } catch (InvalidPathException e) {
            problems.accept("keysFile is no path: " + e.getMessage());
        }
        return data == null ? KeyVault.NONE : KeyVault.in(data.resolve(KEYS_FILE), false, problems);
    }
}
