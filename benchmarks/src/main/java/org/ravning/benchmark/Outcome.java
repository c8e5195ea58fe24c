// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one receiver.
 *
 * @param figures what it printed
 * @param seconds from the start of its process to the end
 * @param processorSeconds user and system time of the whole process
 * @param memory the highest resident memory, in kB
 */
record Outcome(JsonObject figures, double seconds, double processorSeconds, long memory) {
    /** Returns the line of the table. */
    String line(String name, long packets, @Nullable Outcome baseline) {
        double warmCount = figure("warm_count", 0);
        return String.format(
                Locale.ROOT,
                "%-30s %8d %5d %6.0f %5.1f %9s %10s %8.1f %7d %6s %6s",
                name,
                heard(),
                Math.max(packets - heard(), (long) figure("dropped", 0)),
                rate(),
                processorSeconds / packets * 1e6,
                warmCount == 0
                        ? "-"
                        : String.format(Locale.ROOT, "%.1f", figure("warm_processor_seconds", 0) / warmCount * 1e6),
                warmCount == 0 ? "-" : String.format(Locale.ROOT, "%.0f", warmCount / figure("warm_seconds", 0)),
                seconds,
                memory / 1024,
                baseline == null ? "-" : String.format(Locale.ROOT, "%.2f", rate() / baseline.rate()),
                baseline == null
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", processorSeconds / baseline.processorSeconds));
    }

    private long heard() {
        return (long) figure("heard", figure("count", 0));
    }

    private double rate() {
        return heard() / figure("seconds", Double.NaN);
    }

    /** Returns the heap in use while it scanned, in bytes. */
    double heapBytes() {
        return figure("heap_bytes", Double.NaN);
    }

    private double figure(String name, double otherwise) {
        return figures.has(name) ? figures.get(name).getAsDouble() : otherwise;
    }
}
