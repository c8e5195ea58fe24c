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
import java.util.Optional;
import java.util.UUID;
import org.ravning.api.BleUuid;

/** The names that the Bluetooth SIG gives to UUIDs of services, characteristics and descriptors. */
public final class UuidNames {
    private static final String TABLE = "uuid-names.txt";

    private UuidNames() {}

    /** Returns the name of the UUID, such as {@code Battery Level}; all 128 bits count. */
    public static Optional<String> name(UUID uuid) {
        return Optional.ofNullable(Names.BY_UUID.get(uuid));
    }

    // Read at the first question.
    private static final class Names {
        static final Map<UUID, String> BY_UUID = read();

        private static Map<UUID, String> read() {
            Map<UUID, String> names = new HashMap<>();
            try (InputStream table = Objects.requireNonNull(UuidNames.class.getResourceAsStream(TABLE), TABLE);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int blank = line.indexOf(' ');
                    if (blank > 0 && line.charAt(0) != '#') {
                        names.put(BleUuid.parse(line.substring(0, blank)), line.substring(blank + 1));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return names;
        }
    }
}
