// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds settings that can be used when those that are written cannot: the last good ones of this run; at the start the
 * default of a number that is bad. It never falls back to the embedded broker, which anybody on the machine may use, where
 * another broker was configured: a file remembers that over a restart.
 */
final class SettingsChoice {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsChoice.class);

    private final @Nullable Path memory;
    private final AtomicReference<@Nullable MqttSettings> lastGood;

    /**
     * What is to be used.
     *
     * @param settings the settings, or null if there are none that can be used
     * @param fault what is wrong with those that are written; empty if nothing is
     */
    record Chosen(@Nullable MqttSettings settings, String fault) {}

    /**
     * Chooses with a memory.
     *
     * @param memory the file that remembers the broker, or null if nothing does
     * @param lastGood the settings that were used last
     */
    SettingsChoice(@Nullable Path memory, AtomicReference<@Nullable MqttSettings> lastGood) {
        this.memory = memory;
        this.lastGood = lastGood;
    }

    Chosen choose(WrittenSettings written, Overrides overrides) {
        MqttSettings before = lastGood.get();
        List<String> faults = new ArrayList<>();
        MqttSettings read = read(written, overrides, faults, before == null);
        if (read != null && read.broker() == null && !written.areThere()) {
            String broker = before == null ? remembered() : address(before);
            if (!broker.isEmpty()) {
                faults.add(MqttComponent.PID + ".cfg is missing, empty or cannot be read, and the broker was " + broker
                        + ": the embedded broker is not opened in its place");
                read = null;
            }
        }
        if (faults.isEmpty() && read != null) {
            lastGood.set(read);
            remember(address(read), written.areThere());
            return new Chosen(read, "");
        }
        return new Chosen(before != null ? before : read, String.join("; ", faults));
    }

    private static @Nullable MqttSettings read(
            WrittenSettings written, Overrides overrides, List<String> faults, boolean mayGuess) {
        WrittenSettings left = written;
        Overrides over = overrides;
        Set<String> bad = new HashSet<>();
        while (true) {
            try {
                return MqttSettings.of(left.config(), over);
            } catch (BadValueException e) {
                faults.add(e.getMessage());
                if (!mayGuess || !bad.add(e.key())) {
                    return null;
                }
                left = left.without(e.key());
                over = over.without(e.key());
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
                return null;
            }
        }
    }

    private static String address(MqttSettings settings) {
        return settings.broker() == null ? "" : settings.broker().toString();
    }

    private String remembered() {
        try {
            return memory != null && Files.exists(memory)
                    ? Files.readString(memory, StandardCharsets.UTF_8).strip()
                    : "";
        } catch (IOException e) {
            return "another, as " + memory + " says, which cannot be read";
        }
    }

    private void remember(String broker, boolean written) {
        if (memory == null || broker.equals(remembered())) {
            return;
        }
        try {
            if (!broker.isEmpty()) {
                Files.createDirectories(memory.toAbsolutePath().getParent());
                Files.writeString(memory, broker + "\n", StandardCharsets.UTF_8);
            } else if (written) {
                Files.deleteIfExists(memory);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written ({}): which broker was configured is not remembered", memory, e.toString());
        }
    }
}
