// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.bus.BusUse;
import org.ravning.testkit.ThreadLeakCheck;

/**
 * What is held.
 *
 * @param threads Ravning's threads in this process
 * @param descriptors open files and sockets of this process
 * @param connections connections to the system bus, of all processes
 * @param matchRules match rules on the system bus, of all processes
 */
record Footprint(int threads, long descriptors, long connections, long matchRules) {
    /** Idle threads of a pool end by themselves, and the JVM opens and closes a file now and then. */
    private static final int PLAY = 2;

    static Footprint take() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"));
                Bus bus = Bus.system()) {
            BusUse use = BusUse.of(bus);
            return new Footprint(ThreadLeakCheck.ours().size(), open.count(), use.connections(), use.matchRules());
        }
    }

    void assertNotMoreThan(Footprint before) {
        assertThat(threads).as("threads").isLessThanOrEqualTo(before.threads + PLAY);
        assertThat(descriptors).as("descriptors").isLessThanOrEqualTo(before.descriptors + PLAY);
        assertThat(connections).as("connections to the bus").isLessThanOrEqualTo(before.connections);
        assertThat(matchRules).as("match rules on the bus").isLessThanOrEqualTo(before.matchRules);
    }

    @Override
    public String toString() {
        return threads + " threads, " + descriptors + " descriptors, " + connections + " bus connections, " + matchRules
                + " match rules";
    }
}
