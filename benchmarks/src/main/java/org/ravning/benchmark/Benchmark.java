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

    private final int devices;
    private final long packets;
    private final int batch;
    private final String only;

    private Benchmark(int devices, long packets, int batch, String only) {
        this.devices = devices;
        this.packets = packets;
        this.batch = batch;
        this.only = only;
    }

    /** Runs it: {@code [--devices N] [--packets N] [--batch N] [--only WORD] [--ravning PROGRAM] [--bleak FILE]}. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int devices = 500;
        long packets = 300_000;
        int batch = 128;
        String only = "";
        String program = "";
        String bleak = "";
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--devices" -> devices = Integer.parseInt(value);
                case "--packets" -> packets = Long.parseLong(value);
                case "--batch" -> batch = Integer.parseInt(value);
                case "--only" -> only = value;
                case "--ravning" -> program = value;
                case "--bleak" -> bleak = value;
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        new Benchmark(devices, packets, batch, only).run(program, bleak);
    }

    private void run(String program, String bleak) throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%d packets of %d devices, %d at once; %d processors, Java %s%n%n",
                packets,
                devices,
                batch,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
        System.out.println(
                "receiver                          heard  lost   rate   CPU  CPU warm  rate warm  process  memory");
        System.out.println(
                "                                               adv/s    µs        µs      adv/s        s      MB");
        for (Receiver receiver : receivers(program, bleak)) {
            if (receiver.name().contains(only)) {
                System.out.println(measure(receiver, devices, packets).line(receiver.name(), packets));
            }
        }
        if ("Ravning, memory".contains(only)) {
            measureMemory();
        }
    }

    private List<Receiver> receivers(String program, String bleak) throws IOException, InterruptedException {
        String count = Long.toString(packets);
        List<Receiver> all = new ArrayList<>();
        String python = bleak.isEmpty() ? "" : Receiver.pythonWithBleak();
        if (!python.isEmpty()) {
            all.add(new Receiver("Bleak " + Receiver.bleakVersion(python), address -> List.of(python, bleak, count)));
        }
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
