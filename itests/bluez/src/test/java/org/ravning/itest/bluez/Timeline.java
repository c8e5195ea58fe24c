// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import org.ravning.testkit.Await;

/**
 * The log of outages: a line for each event, with the time of day, on the console and in {@code recovery.txt} of the
 * folder of the logs. Keeps how long each kind of recovery took, and refuses what took longer than five seconds, times
 * the slowness of the machine.
 */
final class Timeline {
    private static final Duration LONGEST = Await.slow(Duration.ofSeconds(5));

    private final Map<String, LongSummaryStatistics> recoveries = new TreeMap<>();

    /** Notes an event. */
    void note(String event) {
        String line = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS) + "  " + event;
        System.out.println("  " + line);
        try {
            Files.writeString(
                    Path.of(System.getenv("RIG_OUT"), "recovery.txt"),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes that something works again, and how long it took. */
    void recovered(String what, long sinceNanos) {
        long millis = (System.nanoTime() - sinceNanos) / 1_000_000;
        note(what + " after " + millis + " ms");
        recoveries.computeIfAbsent(what, name -> new LongSummaryStatistics()).accept(millis);
        assertThat(Duration.ofMillis(millis)).as(what).isLessThanOrEqualTo(LONGEST);
    }

    /** Notes a line for each kind of recovery: how often, and how long. */
    void summary() {
        recoveries.forEach((what, took) -> note(String.format(
                "%s: %d times, after %d to %d ms, %.0f on average",
                what, took.getCount(), took.getMin(), took.getMax(), took.getAverage())));
        recoveries.clear();
    }
}
