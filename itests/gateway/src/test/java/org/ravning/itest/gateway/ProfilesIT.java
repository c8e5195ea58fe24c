// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ProfilesIT {
    private static final String MYSTERY = """
            profile: mystery
            title: Mystery meter
            match: {service_data: 7a5c0001-0b52-4a4f-9d3c-2f2f5b6d1e00}
            parts:
              - {match: {company: 0xffff}, fields: {tally: {at: 0, type: u32}}}
            """;

    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void makeFolders() throws IOException {
        config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(config.resolve("org.ravning.broker.cfg"), "port = 0\n");
        Files.createDirectory(config.resolve("profiles"));
    }

    @Test
    void profileFile_addedBrokenMendedRemoved_takesEffectWhileItRuns() throws Exception {
        String data = folder.resolve("data").toString();
        try (Running gateway =
                Program.shipped(folder).start("run", "--simulate", "--config", config.toString(), "--data", data)) {
            gateway.line("profiles +\\d+ shipped, 0 from files");
            String url = gateway.line("mqtt +connected .*(tcp://127\\.0\\.0\\.1:\\d+)")
                    .group(1);
            try (MqttReader reader = MqttReader.of(url)) {
                put(MYSTERY);
                gateway.line("profiles +\\d+ shipped, 1 from files");
                gateway.line("thing +mystery-meter-000008 .*: tally \\d+");
                assertThat(reader.payload("ravning/mystery-meter-000008")).contains("\"tally\":");

                put(MYSTERY.replace("at: 0", "at: here"));
                gateway.line(
                        "profiles +\\d+ shipped, 0 from files, 1 set aside: mystery.yaml:5: parts\\[0].fields.tally.at:"
                                + " expected a whole number.*found \"here\"");
                gateway.line("thing +mystery-meter-000008 left");
                assertThat(gateway.lines()).noneMatch(line -> line.contains("bthome-sensor-000001 left"));

                put(MYSTERY.replace("Mystery", "Mended"));
                gateway.line("thing +mended-meter-000008 .*: tally \\d+");
                assertThat(reader.payload("ravning/mended-meter-000008")).contains("\"tally\":");

                Files.delete(config.resolve("profiles/mystery.yaml"));
                gateway.line("thing +mended-meter-000008 left");
                assertThat(gateway.end().err()).isEmpty();
            }
        }
    }

    // In one step, so that no half of it is read.
    private void put(String text) throws IOException {
        Path written = Files.writeString(folder.resolve("written"), text);
        Files.move(written, config.resolve("profiles/mystery.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }
}
