// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.testkit.ThreadLeakCheck;

/**
 * What this process holds.
 *
 * @param threads Ravning's threads
 * @param descriptors open files and sockets
 * @param connections connections to the system bus, of all processes
 */
record Footprint(int threads, long descriptors, long connections) {
    /** Pools and the JVM open and close some by themselves. */
    private static final int PLAY = 4;

    static Footprint take() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"));
                Bus bus = Bus.system()) {
            List<Object> answer = bus.call(
                    "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames", null);
            Object names = answer.get(0);
            List<?> all = names instanceof Object[] array ? List.of(array) : (List<?>) names;
            return new Footprint(
                    ThreadLeakCheck.ours().size(),
                    open.count(),
                    all.stream().filter(name -> name.toString().startsWith(":")).count());
        }
    }

    void assertNotMoreThan(Footprint before) {
        assertThat(threads).as("threads").isLessThanOrEqualTo(before.threads + PLAY);
        assertThat(descriptors).as("descriptors").isLessThanOrEqualTo(before.descriptors + PLAY);
        assertThat(connections).as("connections to the bus").isLessThanOrEqualTo(before.connections);
    }
}
