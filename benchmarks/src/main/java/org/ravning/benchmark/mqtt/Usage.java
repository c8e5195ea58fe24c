// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a process has used so far, as Linux tells it in {@code /proc}.
 *
 * @param nanos the time it was taken, by {@link System#nanoTime}
 * @param processorSeconds user and system time of all threads
 * @param threads the same of each thread that is there, by name
 */
record Usage(long nanos, double processorSeconds, Map<String, Double> threads) {
    private static final double TICKS = 100; // USER_HZ, the same on every Linux
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    static Usage of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Map<String, Double> threads = new LinkedHashMap<>();
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
            for (Path task : tasks.toList()) {
                threads.merge(
                        Files.readString(task.resolve("comm")).strip(), seconds(task.resolve("stat")), Double::sum);
            }
        }
        return new Usage(System.nanoTime(), seconds(process.resolve("stat")), threads);
    }

    /** Returns the highest resident memory of a process so far, in MB. */
    static long highestMemory(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        return 0;
    }

    private static double seconds(Path stat) throws IOException {
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS;
    }

    /** Returns how many processors were in use on average since then. */
    double processorsSince(Usage before) {
        return (processorSeconds - before.processorSeconds) / ((nanos - before.nanos) / 1e9);
    }

    /** Returns the busiest threads since then, each with its part of one processor. */
    String busiestSince(Usage before, int most) {
        double time = (nanos - before.nanos) / 1e9;
        List<Map.Entry<String, Double>> all = new ArrayList<>();
        threads.forEach((name, used) ->
                all.add(Map.entry(name, (used - before.threads.getOrDefault(name, 0.0)) / time)));
        all.sort(Map.Entry.<String, Double>comparingByValue().reversed());
        StringBuilder text = new StringBuilder();
        all.stream()
                .limit(most)
                .forEach(entry -> text.append(String.format(
                        java.util.Locale.ROOT,
                        "%s%s %.2f",
                        text.length() == 0 ? "" : ", ",
                        entry.getKey(),
                        entry.getValue())));
        return text.toString();
    }
}
