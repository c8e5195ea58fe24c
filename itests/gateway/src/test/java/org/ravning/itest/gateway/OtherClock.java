// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Another time of day for a process, by libfaketime; its monotonic clock and its files are as they are. */
final class OtherClock {
    private OtherClock() {}

    /** Returns where the library is, if it is; Debian has it in the package faketime. */
    static Optional<Path> library() {
        return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu", ".")
                .map(machine -> Path.of("/usr/lib", machine, "faketime", "libfaketimeMT.so.1"))
                .filter(Files::exists)
                .map(Path::normalize)
                .findFirst();
    }

    /** Returns the environment of a process whose clock is that much ahead. */
    static Map<String, String> ahead(Duration by) {
        return by.isZero()
                ? Map.of()
                : Map.of(
                        "LD_PRELOAD", library().orElseThrow().toString(),
                        "FAKETIME", (by.isNegative() ? "-" : "+") + by.abs().toSeconds() + "s",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0", // else timed waits of Java end at once
                        "NO_FAKE_STAT", "1");
    }
}
