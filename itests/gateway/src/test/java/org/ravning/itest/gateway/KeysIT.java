// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are given while the gateway runs are kept, and never told again. */
@DisabledOnOs(OS.WINDOWS)
class KeysIT {
    private static final String KEY = "231d39c1d7cc1ab1aee224cd096db932";
    private static final String PASSKEY = "918273";
    private static final String AIR = """
            devices:
              - address: C2:5A:10:00:00:31
                name: Locked
                interval: 200ms
                advertise:
                  service_data: {fcd2: 41a47266c95f730011223378237214}
            """;

    @TempDir
    Path folder;

    @Test
    void keys_areKept_andNeverTold() throws Exception {
        Path config = Files.createDirectory(folder.resolve("config"));
        Path data = folder.resolve("data");
        Files.writeString(config.resolve("org.ravning.broker.cfg"), "port = 0\n");
        Path air = Files.writeString(folder.resolve("air.yaml"), AIR);
        try (Running gateway = Program.shipped(folder)
                .start("run", "--simulate=" + air, "--config", config.toString(), "--data", data.toString())) {
            String url = gateway.line("mqtt +connected .*(tcp://127\\.0\\.0\\.1:\\d+)")
                    .group(1);
            gateway.line("device +C2:5A:10:00:00:31 \\(BTHome\\) is no thing: it is encrypted and has no key here");
            try (MqttReader reader = MqttReader.of(url)) {
                assertThat(reader.payload("ravning/bridge/waiting", "key_missing"))
                        .contains("\"key\":\"missing\"");
                ask(reader, "1", "{\"device\":\"C2:5A:10:00:00:31\",\"key\":\"" + KEY + "\"");
                ask(reader, "2", "{\"device\":\"C2:5A:10:00:00:31\",\"kind\":\"passkey\",\"key\":\"" + PASSKEY + "\"");
                ask(reader, "3", "{\"device\":\"anna\",\"kind\":\"irk\",\"key\":\"" + KEY + "\"");
                ask(reader, "4", "{\"device\":\"" + KEY + "\",\"key\":\"C2:5A:10:00:00:31\"");
                ask(reader, "5", "{\"device\":\"C2:5A:10:00:00:31\",\"key\":\"" + KEY + "00\"");
                reader.payload("ravning/bridge/waiting", "key_wrong");
                reader.publish("ravning/bridge/request/backup", "");
                reader.payload("ravning/bridge/response/backup", "things");

                assertThat(reader.all("ravning/bridge/response/key")).hasSize(5);
                assertThat(reader.all("(?!ravning/bridge/request/).*"))
                        .hasSizeGreaterThan(10)
                        .noneMatch(KeysIT::tells);
            }
            assertThat(gateway.end().err())
                    .satisfies(text -> assertThat(tells(text)).isFalse());
            assertThat(gateway.lines()).noneMatch(KeysIT::tells);
        }
        Path keys = data.resolve("keys");
        assertThat(Files.readAllLines(keys)).contains("C2:5A:10:00:00:31 = " + KEY, "anna.irk = " + KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rw-------");
        assertThat(filesThatTell(data)).containsExactly(keys);
    }

    private static void ask(MqttReader reader, String transaction, String fields) throws Exception {
        reader.publish("ravning/bridge/request/key", fields + ",\"transaction\":\"" + transaction + "\"}");
        reader.payload("ravning/bridge/response/key", "\"transaction\":\"" + transaction + "\"");
    }

    private static boolean tells(String text) {
        return text.contains(KEY) || text.contains(PASSKEY);
    }

    private static List<Path> filesThatTell(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> tells(text(file)))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
