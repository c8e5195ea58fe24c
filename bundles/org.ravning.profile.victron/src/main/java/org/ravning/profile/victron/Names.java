// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.victron;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What the numbers in the records mean, from the table {@code names.txt}. */
final class Names {
    static final String MODEL = "model";
    static final String STATE = "state";
    static final String ERROR = "error";
    static final String OFF_REASON = "off";
    static final String ALARM = "alarm";
    static final String METER = "meter";
    static final String BALANCER = "balancer";
    static final String INPUT = "input";
    static final String OUTPUT = "output";
    static final String AUX = "aux";

    private static final String TABLE = "names.txt";
    private static final Map<String, Map<Long, String>> BY_KIND = read();

    private Names() {}

    /** Returns the name of a number, or null if it has none. */
    static @Nullable String of(String kind, long number) {
        return BY_KIND.getOrDefault(kind, Map.of()).get(number);
    }

    /** Returns the names of the bits that are set, joined by commas; {@code none} if no bit is. */
    static String ofBits(String kind, long bits, String none) {
        if (bits == 0) {
            return none;
        }
        StringJoiner names = new StringJoiner(",");
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((bits >> bit & 1) != 0) {
                String name = of(kind, bit);
                names.add(name == null ? "bit_" + bit : name);
            }
        }
        return names.toString();
    }

    private static Map<String, Map<Long, String>> read() {
        Map<String, Map<Long, String>> names = new HashMap<>();
        try (InputStream table = Objects.requireNonNull(Names.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.charAt(0) != '#') {
                    String[] words = line.split(" ", 3);
                    names.computeIfAbsent(words[0], kind -> new HashMap<>()).put(Long.parseLong(words[1]), words[2]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
