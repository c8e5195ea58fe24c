// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ravning.benchmark.ChildProcess;

/** The gateway as it is shipped, with an air of many sensors that tell another value each time, and one switch. */
record Gateway(ChildProcess process) implements AutoCloseable {
    /** The thing that can be switched. */
    static final String SWITCH = "switch-0f0f0f";

    /** Up to so much is added to each interval. */
    private static final int JITTER_MILLIS = 20;

    static Gateway start(String program, Path folder, String url, int devices, int intervalMillis) throws IOException {
        Path air = Files.write(folder.resolve("air-" + intervalMillis + ".yaml"), air(devices, intervalMillis));
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.write(config.resolve("org.ravning.mqtt.cfg"), List.of("url = " + url, "clientId = benchmark-gateway"));
        Files.write(config.resolve("org.ravning.things.cfg"), List.of("maximumThings = " + 2 * devices));
        ProcessBuilder builder = new ProcessBuilder(
                program,
                "run",
                "--simulate=" + air,
                "--config",
                config.toString(),
                "--data",
                folder.resolve("data-" + intervalMillis).toString());
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + folder.resolve("no-bus"));
        Gateway gateway = new Gateway(ChildProcess.of(builder));
        gateway.process.awaitLine("  mqtt     connected");
        Thread reader = new Thread(gateway::readOn, "reader-of-gateway");
        reader.setDaemon(true);
        reader.start();
        return gateway;
    }

    /** A pipe that nobody reads would stop it. */
    private void readOn() {
        try {
            process.line("\0");
        } catch (IOException e) {
            // it has ended
        }
    }

    private static List<String> air(int devices, int intervalMillis) {
        List<String> lines = new ArrayList<>(List.of(
                "seed: 1",
                "adapters:",
                "  - {name: sim0, address: 02:00:00:00:00:01}",
                "devices:",
                "  - address: C2:5A:11:0F:0F:0F",
                "    name: Switch",
                "    interval: 1s",
                "    advertise: {flags: 0x06, services: [\"1815\"]}",
                "    gatt:",
                "      - uuid: \"1815\"",
                "        characteristics:",
                "          - uuid: 2a56",
                "            properties: [read, write, notify]",
                "            value: \"00\"",
                "            notify: {on_change: true, at_once: true}",
                "            descriptors: [{uuid: \"2909\", value: \"01\"}]"));
        for (int i = 0; i < devices; i++) {
            lines.add(String.format(
                    Locale.ROOT, "  - address: C2:5A:10:%02X:%02X:%02X", i >> 16 & 0xFF, i >> 8 & 0xFF, i & 0xFF));
            lines.add("    interval: " + (intervalMillis - JITTER_MILLIS / 2) + "ms");
            lines.add("    jitter: " + JITTER_MILLIS + "ms");
            lines.add("    rssi: -60");
            lines.add("    advertise:");
            lines.add("      flags: 0x06");
            lines.add("      bthome:");
            lines.add("        packet_id: true");
            lines.add("        battery: 87");
            lines.add("        count_2: 1");
            lines.add("        humidity: 45");
            lines.add("        temperature: {counter: {start: " + i % 40 + ", every: "
                    + Math.max(10, intervalMillis / 4) + "ms, modulus: 40}}");
        }
        return lines;
    }

    long pid() {
        return process.process().pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
