// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.testkit.Await;

/** What the gateway does with more than fits into its memory. */
@Timeout(180)
class MemoryIT {
    private static final int ADDRESSES = 20_000;
    private static final int A_SECOND = 2000;
    private static final int PLACES = 60;
    private static final String HEALTH = "ravning/bridge/response/health";
    private static final Duration PATIENCE = Await.slow(Duration.ofSeconds(60));
    private static final Pattern COUNTER = Pattern.compile("\"no_room\":(\\d+)");

    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void makeFolders() throws IOException {
        config = Files.createDirectory(folder.resolve("config"));
        settings("broker", "port = 0\nmaxRetained = " + 10 * PLACES);
        settings("things", "maximumThings = " + PLACES);
    }

    @Test
    void tooLittleMemory_endsTheProgramWithAnError_soThatASupervisorStartsItAgain() throws Exception {
        settings("things", "maximumThings = 100000");
        settings("broker", "port = 0\nmaxRetained = 1000000");
        try (Running gateway = run("-Xmx32m -Xmn10m")) {
            gateway.letRun(PATIENCE);

            assertThat(gateway.isAlive()).isFalse();
            assertThat(gateway.end("0").status()).isEqualTo(3);
        }
    }

    @Test
    void floodOfAddresses_isBounded_andKnownThingsKeepTheirReadings() throws Exception {
        try (Running gateway = run("-Xmx64m")) {
            String url = gateway.line("mqtt +connected .*(tcp://127\\.0\\.0\\.1:\\d+)")
                    .group(1);
            try (MqttReader reader = MqttReader.of(url)) {
                Await.until("half of the flood has come", PATIENCE, () -> noRoom(health(reader)) > ADDRESSES / 2);

                String first = reader.payload("ravning/bthome-sensor-000001");
                Await.until(
                        "the known thing tells on",
                        () -> !reader.payload("ravning/bthome-sensor-000001").equals(first));
                assertThat(health(reader)).contains("\"things\":" + PLACES).contains("\"retained_dropped\":0");
            }
            assertThat(gateway.end("TERM").status()).isEqualTo(143);
        }
    }

    private static String health(MqttReader reader) {
        int before = reader.all(HEALTH).size();
        reader.publish("ravning/bridge/request/health", "");
        Await.until("health", PATIENCE, () -> reader.all(HEALTH).size() > before);
        return reader.all(HEALTH).get(before);
    }

    private static long noRoom(String health) {
        Matcher counter = COUNTER.matcher(health);
        return counter.find() ? Long.parseLong(counter.group(1)) : 0;
    }

    private Running run(String options) throws IOException {
        return Program.shipped(folder)
                .with(Map.of("RAVNING_JAVA_OPTS", options))
                .start(
                        "run",
                        "--simulate=" + flood(),
                        "--config",
                        config.toString(),
                        "--data",
                        folder.resolve("data").toString());
    }

    /** One sensor that stays, and many that are heard once. */
    private Path flood() throws IOException {
        Random random = new Random(11);
        try (Writer frames = Files.newBufferedWriter(folder.resolve("flood.jsonl"))) {
            for (int i = 0; i < ADDRESSES; i++) {
                frames.write(String.format(
                        Locale.ROOT,
                        "{\"offset\":%.3f,\"address\":\"D0:00:00:%02X:%02X:00\",\"addressType\":\"random\",\"rssi\":-70,"
                                + "\"connectable\":false,\"ad\":\"0201060c16d2fc40015002%02x0803ea0b\"}%n",
                        i / (double) A_SECOND,
                        i >> 8,
                        i & 0xFF,
                        random.nextInt(0x100)));
            }
        }
        return Files.writeString(
                folder.resolve("air.yaml"),
                String.join(
                        "\n",
                        "adapters:",
                        "  - {name: sim0, address: 02:00:00:00:00:01}",
                        "devices:",
                        "  - address: C2:5A:10:00:00:01",
                        "    interval: 500ms",
                        "    advertise:",
                        "      flags: 0x06",
                        "      bthome: {packet_id: true, temperature: {counter: {start: 1, every: 1s, modulus: 40}}}",
                        "replay: {file: flood.jsonl, loop: true}",
                        ""));
    }

    private void settings(String part, String line) throws IOException {
        Files.writeString(config.resolve("org.ravning." + part + ".cfg"), line + "\n");
    }
}
