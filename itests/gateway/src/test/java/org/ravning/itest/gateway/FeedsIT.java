// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.testkit.Await;

/** Two gateways as processes: one has a (simulated) radio, the other hears what the first publishes. */
@Timeout(120)
class FeedsIT {
    @TempDir
    Path folder;

    private Program program;
    private Path first;
    private Path second;

    @BeforeEach
    void makeFolders() throws IOException {
        program = Program.shipped(folder);
        first = Files.createDirectory(folder.resolve("first"));
        second = Files.createDirectory(folder.resolve("second"));
        settings(first, "broker", "port = 0");
        settings(first, "mqtt", "clientId = first", "advertisements = true", "advertisementInterval = 0");
    }

    private static void settings(Path config, String part, String... lines) throws IOException {
        Files.write(config.resolve("org.ravning." + part + ".cfg"), List.of(lines));
    }

    private Running run(Path config, String... more) throws IOException {
        String[] arguments = new String[more.length + 5];
        Path data = folder.resolve(config.getFileName() + "-data");
        String[] begin = {"run", "--config", config.toString(), "--data", data.toString()};
        System.arraycopy(begin, 0, arguments, 0, begin.length);
        System.arraycopy(more, 0, arguments, begin.length, more.length);
        return program.start(arguments);
    }

    @Test
    void gatewayWithoutRadio_hasTheThingsOfAnother_andNothingGoesRound() throws Exception {
        try (Running hears = run(first, "--simulate")) {
            String url =
                    hears.line("mqtt +connected .*(tcp://127\\.0\\.0\\.1:\\d+)").group(1);
            settings(
                    second,
                    "mqtt",
                    "url = " + url,
                    "clientId = second",
                    "baseTopic = second",
                    "homeAssistant = false",
                    "gattAccess = all",
                    "advertisements = true",
                    "advertisementInterval = 0");
            settings(
                    second,
                    "backend.feed",
                    "sources = ravning ravning/advertisement/+, ravning second/advertisement/+");
            try (MqttReader reader = MqttReader.of(url);
                    Running listens = run(second)) {
                listens.line("adapter +feed/first .*powered on");
                assertThat(reader.payload("second/bthome-sensor-000001")).contains("\"temperature\":");
                assertThat(reader.payload("second/bthome-sensor-000001/availability"))
                        .isEqualTo("online");

                assertThat(reader.payload("ravning/advertisement/.*")).contains("\"gateway\":\"first\"");
                assertThat(reader.topics()).noneMatch(topic -> topic.startsWith("second/advertisement/"));

                reader.publish("second/bridge/request/services", "{\"device\":\"c25a10000005\",\"deadline_ms\":5000}");
                assertThat(reader.payload("second/bridge/response/services")).contains("\"code\":\"unsupported\"");

                reader.publish("second/advertisement/c25a10000099", advertisementOf("second"));
                reader.publish("ravning/advertisement/c25a10000099", "nonsense");
                Await.until("the counters", () -> {
                    reader.publish("second/bridge/request/health", "{}");
                    String health = reader.payload("second/bridge/response/health");
                    return health.contains("\"own\":1") && health.contains("\"malformed\":1");
                });
                assertThat(listens.end().err()).doesNotContain("\tat ");
            }
        }
    }

    private static String advertisementOf(String gateway) {
        return "{\"device\":\"C2:5A:10:00:00:99\",\"gateway\":\"" + gateway + "\",\"time\":\"" + java.time.Instant.now()
                + "\"}";
    }
}
