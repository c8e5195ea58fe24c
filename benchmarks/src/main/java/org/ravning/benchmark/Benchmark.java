// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the whole path: a private D-Bus daemon, a {@link StandIn} as its bluetoothd, and one receiver after the other,
 * each in a process of its own. Prints a line for each.
 */
public final class Benchmark {
    private static final int FEW_DEVICES = 10;
    private static final int MANY_DEVICES = 10_010;
    private static final long MEMORY_PACKETS = 50_000;
    private static final int BUSY_LOOPS = 2;
    private static final long COUNTED_PACKETS = 200_000;

    private final int devices;
    private final long packets;
    private final int batch;
    private final int rounds;
    private final String only;

    private Benchmark(int devices, long packets, int batch, int rounds, String only) {
        this.devices = devices;
        this.packets = packets;
        this.batch = batch;
        this.rounds = rounds;
        this.only = only;
    }

    /**
     * Runs it: {@code [--devices N] [--packets N] [--batch N] [--rounds N] [--only WORD] [--ravning PROGRAM]
     * [--python PROGRAM] [--bleak FILE]}.
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int devices = 500;
        long packets = 300_000;
        int batch = 128;
        int rounds = 3;
        String only = "";
        String python = "";
        String program = "";
        String bleak = "";
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--devices" -> devices = Integer.parseInt(value);
                case "--packets" -> packets = Long.parseLong(value);
                case "--batch" -> batch = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--python" -> python = value;
                case "--only" -> only = value;
                case "--ravning" -> program = value;
                case "--bleak" -> bleak = value;
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        new Benchmark(devices, packets, batch, rounds, only).run(program, python, bleak);
    }

    private void run(String program, String python, String bleak) throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%d packets of %d devices, %d at once; %d processors, Java %s%n",
                packets,
                devices,
                batch,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
        List<Receiver> receivers = receivers(program, python, bleak, packets);
        receivers.removeIf(receiver -> !receiver.name().contains(only));
        compare(receivers, 0);
        compare(receivers, BUSY_LOOPS);
        if (Syscalls.canBeCounted()) {
            List<Receiver> few = receivers(program, python, bleak, COUNTED_PACKETS);
            few.removeIf(receiver -> !receiver.name().contains(only));
            countSyscalls(few);
        } else {
            System.out.println("\nSystem calls are not counted: there is no strace (Debian package strace).");
        }
        if ("Ravning, memory".contains(only)) {
            measureMemory();
        }
    }

    /** Runs all in turn, several times; each is compared with the first of the same round. */
    private void compare(List<Receiver> receivers, int busyLoops) throws IOException, InterruptedException {
        System.out.printf("%n%s%n", busyLoops == 0 ? "nothing beside" : busyLoops + " busy loops beside");
        System.out.println("receiver                          heard  lost   rate   CPU  CPU warm  rate warm  process"
                + "  memory   rate    CPU");
        System.out.println("                                               adv/s    µs        µs      adv/s        s"
                + "      MB  to the first's");
        try (BusyLoops beside = BusyLoops.start(busyLoops)) {
            for (int round = 0; round < rounds; round++) {
                Outcome first = null;
                for (Receiver receiver : receivers) {
                    Outcome outcome = measure(receiver, devices, packets);
                    System.out.println(outcome.line(receiver.name(), packets, first));
                    first = first == null ? outcome : first;
                }
            }
        }
    }

    private void countSyscalls(List<Receiver> receivers) throws IOException, InterruptedException {
        System.out.printf("%nsystem calls for each of %d packets, start included%n", COUNTED_PACKETS);
        System.out.println("receiver                          futex    reads");
        Path table = Files.createTempFile("rav", ".strace");
        try {
            for (Receiver receiver : receivers) {
                measure(Syscalls.counted(receiver, table), devices, COUNTED_PACKETS);
                System.out.println(Syscalls.line(receiver.name(), table, COUNTED_PACKETS));
            }
        } finally {
            Files.delete(table);
        }
    }

    private static List<Receiver> receivers(String program, String python, String bleak, long packets)
            throws IOException, InterruptedException {
        String count = Long.toString(packets);
        List<Receiver> all = new ArrayList<>();
        if (!python.isEmpty()) {
            all.add(new Receiver(Receiver.versions(python), address -> List.of(python, bleak, count)));
        }
        all.add(Receiver.ofClass("the bus alone, all thrown away", RawReceiver.class, count));
        all.add(Receiver.ofClass("dbus-java, generic handler", GenericReceiver.class, count));
        all.add(Receiver.ofClass("Ravning, a listener", RavningReceiver.class, count));
        if (!program.isEmpty()) {
            all.add(new Receiver(
                    "ravning scan --count --quiet",
                    address -> List.of(program, "scan", "--count", count, "--quiet", "--json", "--timeout", "120")));
        }
        return all;
    }

    /** Compares the heap with many known devices, all of them heard, with the heap with few, and after a while with a longer one. */
    private void measureMemory() throws IOException, InterruptedException {
        double few = heap(FEW_DEVICES, MEMORY_PACKETS);
        double many = heap(MANY_DEVICES, MEMORY_PACKETS);
        System.out.printf(
                Locale.ROOT,
                "%nheap with %d devices %.1f MB, with %d devices %.1f MB: %.0f bytes each%n",
                FEW_DEVICES,
                few / (1 << 20),
                MANY_DEVICES,
                many / (1 << 20),
                (many - few) / (MANY_DEVICES - FEW_DEVICES));
        long longer = 10 * MEMORY_PACKETS;
        System.out.printf(
                Locale.ROOT,
                "heap with %d devices after %d packets %.1f MB, after %d packets %.1f MB%n",
                devices,
                MEMORY_PACKETS,
                heap(devices, MEMORY_PACKETS) / (1 << 20),
                longer,
                heap(devices, longer) / (1 << 20));
    }

    private double heap(int deviceCount, long packetCount) throws IOException, InterruptedException {
        Receiver receiver = Receiver.ofClass("Ravning", RavningReceiver.class, Long.toString(packetCount));
        return measure(receiver, deviceCount, packetCount).heapBytes();
    }

    private Outcome measure(Receiver receiver, int deviceCount, long packetCount)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rav");
        try (PrivateBus bus = PrivateBus.start(folder);
                ChildProcess standIn = ChildProcess.ofClass(
                        StandIn.class,
                        bus.address(),
                        Integer.toString(deviceCount),
                        Long.toString(packetCount),
                        Integer.toString(batch))) {
            standIn.awaitLine("ready");
            return receiver.run(bus.address());
        } finally {
            Files.deleteIfExists(folder.resolve("bus"));
            Files.deleteIfExists(folder.resolve("bus.conf"));
            Files.deleteIfExists(folder);
        }
    }
}
