// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A table of this bundle's: on each line a key, a blank, and its name; lines that begin with # are for people. */
final class NameTable {
    private NameTable() {}

    static <K> Map<K, String> read(String resource, Function<String, K> key) {
        Map<K, String> names = new HashMap<>();
        try (InputStream table = Objects.requireNonNull(NameTable.class.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int blank = line.indexOf(' ');
                if (blank > 0 && line.charAt(0) != '#') {
                    names.put(key.apply(line.substring(0, blank)), line.substring(blank + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
