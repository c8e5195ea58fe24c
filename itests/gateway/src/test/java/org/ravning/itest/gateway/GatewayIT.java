// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.testkit.Await;

@Timeout(180)
class GatewayIT {
    private static final String THING = "thing +bthome-sensor-000001";
    private static final Duration PROMPT = Await.slow(Duration.ofSeconds(2));

    @TempDir
    Path folder;

    private Path config;
    private Path data;
    private Program program;

    @BeforeEach
    void makeFolders() throws IOException {
        config = Files.createDirectory(folder.resolve("config"));
        data = folder.resolve("data");
        program = Program.shipped(folder);
        settings("broker", "port = 0");
    }

    @Test
    void run_simulated_putsReadingsAndDiscoveryOnMqtt_andEndsInOrder() throws Exception {
        try (Running gateway = run("--simulate")) {
            gateway.line("Ravning .* on simulated devices; settings in .*config, data in .*data");
            gateway.line("adapter +sim/sim0 02:00:00:00:00:01 .*powered on");
            gateway.line(THING + " \\(BTHome.*\\): .*temperature [\\d.-]+ °C");
            String url = gateway.line("mqtt +connected .*(tcp://127\\.0\\.0\\.1:\\d+)")
                    .group(1);
            gateway.line("next +mosquitto_sub -p " + url.replaceAll(".*:", "") + " -t 'ravning/#' -v");
            try (MqttReader reader = MqttReader.of(url)) {
                assertThat(reader.payload("ravning/bridge/state")).contains("online");
                assertThat(reader.payload("ravning/bthome-sensor-000001")).contains("\"temperature\":");
                assertThat(reader.payload("ravning/bthome-sensor-000001/availability"))
                        .contains("online");
                assertThat(reader.payload("homeassistant/sensor/.*/config")).contains("\"stat_t\":\"ravning/");

                Running.End end = gateway.end();

                assertThat(end.status()).isEqualTo(143);
                assertThat(end.took()).isLessThan(PROMPT);
                assertThat(end.err()).isEmpty();
            }
        }
    }

    @Test
    void sigterm_endsItInOrder_andTheDataFolderIsFreeAgain() throws Exception {
        for (int round = 0; round < 2; round++) {
            try (Running gateway = run("--simulate")) {
                gateway.line("mqtt +connected");
                Running.End end = gateway.end();

                assertThat(end.status()).isEqualTo(143);
                assertThat(end.took()).isLessThan(PROMPT);
                assertThat(end.err()).isEmpty();
            }
        }
    }

    @Test
    void secondGateway_onTheSameData_isRefusedInOneLine() throws Exception {
        try (Running gateway = run("--simulate")) {
            gateway.line("adapter +sim/sim0");
            Program.Outcome second =
                    program.run("run", "--simulate", "--config", config.toString(), "--data", data.toString());

            assertThat(second.status()).isEqualTo(1);
            assertThat(second.err())
                    .hasLineCount(1)
                    .startsWith("ravning: another gateway uses the data folder " + data);
            assertThat(gateway.isAlive()).isTrue();
        }
    }

    @Test
    void noBluetooth_isToldInOneLine_andTheGatewayWaits() throws Exception {
        try (Running gateway = run()) {
            gateway.line("Ravning .* on this machine's Bluetooth");
            gateway.line("adapter +none: .*no-bus.*; waiting for one to appear");
            gateway.line("mqtt +connected");

            assertThat(gateway.lines()).noneMatch(line -> line.contains("thing "));
            assertThat(gateway.end().err()).isEmpty();
        }
    }

    @Test
    void simulatedAirWithAMistake_isToldWithItsPlace_andTheGatewayWaits() throws Exception {
        Path air = Files.writeString(folder.resolve("air.yaml"), "devices:\n  - {address: nonsense}\n");
        try (Running gateway = run("--simulate=" + air)) {
            gateway.line("adapter +none: .*air\\.yaml:2: .*address");

            assertThat(gateway.end().err()).doesNotContain("\tat ");
        }
    }

    @Test
    void portInUse_isToldInOneLine_andTheThingsAreThereAllTheSame() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings("broker", "port = " + taken.getLocalPort());
            try (Running gateway = run("--simulate")) {
                gateway.line(THING);
                gateway.line("mqtt +.*" + taken.getLocalPort());

                assertThat(gateway.end().err()).doesNotContain("\tat ");
            }
        }
    }

    @Test
    void brokerThatRefuses_isToldInOneLine_andTheThingsAreThereAllTheSame() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        settings("mqtt", "url = tcp://127.0.0.1:" + port);
        try (Running gateway = run("--simulate")) {
            gateway.line(THING);
            gateway.line("mqtt +.*127\\.0\\.0\\.1:" + port);

            assertThat(gateway.end().err()).doesNotContain("\tat ");
        }
    }

    @Test
    void folders_thatCannotBeUsed_areToldInOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertFailure(
                program.run("run", "--simulate", "--data", file.resolve("data").toString()),
                "cannot write to the data folder");
        assertFailure(program.run("run", "--simulate", "--config", file.toString()), "to read settings from");
        assertFailure(program.run("run", "--simulate=" + folder.resolve("no.yaml")), "no.yaml");
    }

    private static void assertFailure(Program.Outcome outcome, String told) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).hasLineCount(1).startsWith("ravning: ").contains(told);
    }

    private Running run(String... more) throws IOException {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(
                new String[] {"run", "--config", config.toString(), "--data", data.toString()}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return program.start(arguments);
    }

    private void settings(String part, String line) throws IOException {
        Files.writeString(config.resolve("org.ravning." + part + ".cfg"), line + "\n");
    }
}
