// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.latency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.Specimen;

/**
 * Times reads and writes with response of the same characteristics of the specimen, by Ravning and, if a Python has it, by
 * Bleak: {@code LatencyBenchmark ROUNDS COUNT [PYTHON SCRIPT VERSION]}. Each client is a process of its own that stays; in
 * each round each connects in turn, reads and writes COUNT times, and disconnects. The first round warms up and does
 * not count, and who begins changes from round to round.
 */
public final class LatencyBenchmark {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LatencyBenchmark() {}

    /** A client, and what it has measured so far, in nanoseconds. */
    private record Client(String name, Process process, BufferedReader output, Map<String, List<Long>> measured) {
        static Client start(String name, List<String> command) throws IOException {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Client(name, process, process.inputReader(StandardCharsets.UTF_8), new LinkedHashMap<>());
        }

        void awaitReady() throws IOException {
            if (!"ready".equals(output.readLine())) {
                throw new IOException(name + " does not start");
            }
        }

        void round(int count, boolean counts) throws IOException {
            new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true).println(count);
            for (String kind : List.of("read", "write")) {
                String line = output.readLine();
                if (line == null || !line.startsWith(kind + " ")) {
                    throw new IOException(name + " ends, or says " + line);
                }
                List<Long> nanos =
                        Stream.of(line.split(" ")).skip(1).map(Long::valueOf).toList();
                if (counts) {
                    measured.computeIfAbsent(kind, key -> new ArrayList<>()).addAll(nanos);
                }
            }
            // Only then may another connect: bluetoothd would give it the link that is about to end.
            if (!"done".equals(output.readLine())) {
                throw new IOException(name + " does not disconnect");
            }
        }

        void end() throws IOException, InterruptedException {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** Runs it and prints a line for each kind and client. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        try (Peripheral specimen = Specimen.open("hci1")) {
            try (Bus bus = Bus.system()) {
                new Bluez(bus).power(PATIENCE, "/org/bluez/hci0", true);
            }
            List<String> targets = List.of(specimen.address(), Specimen.READ.toString(), Specimen.WRITE.toString());
            List<Client> clients = new ArrayList<>(List.of(Client.start("Ravning", ravning(targets))));
            if (arguments.length > 2) {
                List<String> command = new ArrayList<>(List.of(arguments[2], arguments[3]));
                command.addAll(targets);
                clients.add(0, Client.start("Bleak " + arguments[4], command));
            }
            for (Client client : clients) {
                client.awaitReady();
            }
            for (int round = 0; round <= rounds; round++) {
                for (int i = 0; i < clients.size(); i++) {
                    clients.get((i + round) % clients.size()).round(count, round > 0);
                }
            }
            print(clients);
            for (Client client : clients) {
                client.end();
            }
        }
        System.exit(0);
    }

    private static List<String> ravning(List<String> targets) {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(Arrays.asList(System.getProperty("latency.java", "").split(" ")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                LatencyClient.class.getName()));
        command.addAll(targets);
        return command;
    }

    private static void print(List<Client> clients) {
        System.out.println("GATT in the guest                  n  median ms   p90 ms   p99 ms   least ms");
        for (String kind : List.of("read", "write")) {
            for (Client client : clients) {
                long[] sorted = client.measured().getOrDefault(kind, List.of()).stream()
                        .mapToLong(Long::longValue)
                        .sorted()
                        .toArray();
                System.out.printf(
                        Locale.ROOT,
                        "%-6s %-24s %5d %10.2f %8.2f %8.2f %10.2f%n",
                        kind,
                        client.name(),
                        sorted.length,
                        quantile(sorted, 0.5),
                        quantile(sorted, 0.9),
                        quantile(sorted, 0.99),
                        sorted[0] / 1e6);
            }
        }
    }

    private static double quantile(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))] / 1e6;
    }
}
