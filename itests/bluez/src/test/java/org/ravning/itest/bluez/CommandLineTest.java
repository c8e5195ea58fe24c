// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ravning.api.Bytes;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.Specimen;

/** The command line as a user starts it, on a real bluetoothd. Each command is a JVM of its own, so there are few. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private Peripheral specimen;
    private int commands;

    @BeforeAll
    void start() throws IOException {
        specimen = Specimen.open("hci1");
        try (Bus bus = Bus.system()) {
            new Bluez(bus).power(PATIENCE, "/org/bluez/hci0", true);
        }
    }

    @AfterAll
    void end() throws IOException {
        specimen.close();
    }

    @BeforeEach
    void forget() throws IOException {
        specimen.reset();
    }

    @Test
    void adapters_listsBoth() throws IOException, InterruptedException {
        List<JsonObject> adapters = ravning("adapters", "--json");

        assertThat(adapters).hasSize(2);
        assertThat(adapters.toString())
                .containsIgnoringCase("00:AA:01:00:00:00")
                .containsIgnoringCase("00:AA:01:01:00:01");
    }

    @Test
    void scan_hearsThermometer() throws IOException, InterruptedException {
        List<JsonObject> heard =
                ravning("scan", "--json", "--count", "1", "--timeout", "60", "--service", "fcd2", "--adapter", "hci0");

        assertThat(heard).hasSize(1);
        JsonObject serviceData = heard.get(0).getAsJsonObject("serviceData");
        assertThat(serviceData.get(Specimen.BTHOME.toString()).getAsString()).isEqualTo(Specimen.BTHOME_READING.hex());
    }

    @Test
    void write_reachesPeripheral() throws IOException, InterruptedException {
        ravning("write", "--json", specimen.address(), Specimen.WRITE.toString(), "c0ffee");

        assertThat(specimen.characteristic(Specimen.WRITE).writes()).containsExactly(Bytes.ofHex("c0ffee"));
    }

    private List<JsonObject> ravning(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("rig.gateway") + "/bin/ravning"));
        command.addAll(Arrays.asList(arguments));
        try (GuestProcess process = GuestProcess.start("ravning-" + commands++, command)) {
            int status = process.awaitEnd(PATIENCE);
            assertThat(status).as("status of %s: %s", command, process.output()).isZero();
            return process.output().stream()
                    .filter(line -> line.startsWith("{"))
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .toList();
        }
    }
}
