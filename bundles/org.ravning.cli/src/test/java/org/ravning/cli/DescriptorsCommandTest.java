// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.cli.Program.Outcome;

class DescriptorsCommandTest {
    @TempDir
    private Path folder;

    private String air;

    @BeforeEach
    void writeAir() throws IOException {
        air = "--simulate=" + Files.writeString(folder.resolve("air.yaml"), """
                devices:
                  - address: C2:00:00:00:00:01
                    name: Lamp
                    interval: 20ms
                    connection: {mtu: 100}
                    gatt:
                      - uuid: ffe0
                        characteristics:
                          - {uuid: ffe1, properties: [read], value: "01"}
                          - uuid: ffe2
                            properties: [notify]
                            descriptors:
                              - {uuid: 2901, value: {text: "A\\u001b[31mlarm"}}
                              - {uuid: 2904, value: "04 00 ad 27 01 00 00"}
                """);
    }

    @Test
    void descriptors_areListedBelowTheirCharacteristicWithMeaning() {
        Outcome outcome = Program.run("descriptors", "C2:00:00:00:00:01", air);

        List<String> lines = outcome.lines();
        assertThat(outcome.status()).isZero();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches("#\\d+ +ffe2");
        assertThat(lines)
                .anyMatch(line -> line.matches("  #\\d+ +2902  Client Characteristic Configuration  0000  off"));
        assertThat(lines).anyMatch(line -> line.contains("2901") && line.endsWith("A\ufffd[31mlarm"));
        assertThat(lines).anyMatch(line -> line.matches("  #\\d+ +2904  .*  0400ad27010000"));
    }

    @Test
    void json_asked_isOneObjectADescriptor() {
        List<JsonObject> objects =
                Program.run("descriptors", "--name", "Lamp", "--json", air).objects();

        assertThat(objects)
                .hasSize(3)
                .allMatch(object -> object.get("characteristic").getAsString().startsWith("0000ffe2-"));
        assertThat(objects).anyMatch(object -> "off".equals(text(object, "decoded")));
        assertThat(objects).allMatch(object -> object.get("error").isJsonNull());
    }

    @Test
    void services_tellMtuAndRssiOfTheLink() {
        assertThat(Program.run("services", "C2:00:00:00:00:01", air).lines().get(0))
                .matches("MTU 100, RSSI -\\d+ dBm");
        JsonObject service =
                Program.run("services", "C2:00:00:00:00:01", "--json", air).object();
        assertThat(service.get("mtu").getAsInt()).isEqualTo(100);
        assertThat(service.get("rssi").getAsInt()).isBetween(-127, 20);
        assertThat(service.get("device").getAsString()).isEqualTo("C2:00:00:00:00:01");
    }

    private static String text(JsonObject object, String field) {
        return object.get(field).isJsonNull() ? "" : object.get(field).getAsString();
    }
}
