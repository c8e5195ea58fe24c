// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A program that hears advertisements, and prints what it counted as one line of JSON.
 *
 * @param name what to call it
 * @param command makes the command of the address of the bus
 */
record Receiver(String name, Function<String, List<String>> command) {
    private static final long SAMPLE_MILLIS = 50;
    private static final double TICKS_PER_SECOND = 100;

    /** A program of this module. */
    static Receiver ofClass(String name, Class<?> main, String packets) {
        return new Receiver(name, address -> ChildProcess.javaCommand(main, address, packets));
    }

    /** Returns the versions of Bleak and of what it reads D-Bus with. */
    static String versions(String python) throws IOException, InterruptedException {
        String script = "import importlib.metadata as m;"
                + "print('Bleak', m.version('bleak') + ', dbus-fast', m.version('dbus-fast'))";
        Process process = new ProcessBuilder(python, "-c", script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String versions = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(python + " has no Bleak");
        }
        return versions;
    }

    /** Runs it to its end. */
    Outcome run(String address) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command.apply(address)));
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", address);
        double processorBefore = processorSecondsOfChildren();
        long begin = System.nanoTime();
        try (ChildProcess child = ChildProcess.of(builder)) {
            long memory = 0;
            while (!child.process().waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
                memory = Math.max(memory, peakMemory(child.process().pid()));
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            String line = child.line("{");
            JsonObject figures = line == null
                    ? new JsonObject()
                    : JsonParser.parseString(line).getAsJsonObject();
            return new Outcome(figures, seconds, processorSecondsOfChildren() - processorBefore, memory);
        }
    }

    /** Returns the user and system time of all processes that this one started and that have ended. */
    private static double processorSecondsOfChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        // cutime and cstime, the 16th and 17th field of proc(5); the first two were cut off
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }

    /** Returns the highest resident memory so far, in kB; 0 if the process has ended. */
    private static long peakMemory(long process) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
