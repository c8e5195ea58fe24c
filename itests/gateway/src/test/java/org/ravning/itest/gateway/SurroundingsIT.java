// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.testkit.Await;

/** What the process that starts a gateway hands down to it: signals, the character set, the file mask. */
@Timeout(180)
class SurroundingsIT {
    private static final Duration PROMPT = Await.slow(Duration.ofSeconds(2));
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

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
        Files.writeString(config.resolve("org.ravning.broker.cfg"), "port = 0\n");
    }

    private Running run(Program started) throws IOException {
        return started.start("run", "--simulate", "--config", config.toString(), "--data", data.toString());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void signalThatIsHeeded_endsTheGatewayInOrder(String signal, int status) throws Exception {
        try (Running gateway = run(program.heedingInterrupts())) {
            gateway.line("mqtt +connected");

            assertEnd(gateway.end(signal), status);
        }
    }

    @Test
    void gateway_startedInTheBackground_ignoresInterrupts_andEndsInOrderOnTerm() throws Exception {
        try (Running gateway = run(program.by("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"))) {
            gateway.line("mqtt +connected");
            gateway.signal("INT");
            gateway.signal("HUP");
            gateway.line("thing +bthome-sensor-000001");
            assertThat(gateway.isAlive()).isTrue();

            assertEnd(gateway.end(), 143);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 500, 1000})
    void interrupt_whileTheGatewayStarts_endsItAtOnce(int millis) throws Exception {
        try (Running gateway = run(program.heedingInterrupts())) {
            gateway.line("Ravning ");
            gateway.letRun(Duration.ofMillis(millis));
            Running.End end = gateway.end("INT");

            assertThat(end.status()).isEqualTo(130);
            assertThat(end.took()).isLessThan(PROMPT);
            assertThat(end.err()).doesNotContain("\tat ").doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX"})
    void characterSetOfTheSystem_doesNotMatter(String locale) throws Exception {
        Program elsewhere = program.with(Map.of("LC_ALL", locale, "LANG", locale));
        Files.writeString(config.resolve("org.ravning.things.cfg"), "t\u00e5rn = 1\n");
        try (Running gateway = run(elsewhere)) {
            gateway.line("thing +bthome-sensor-000001 .*temperature [\\d.-]+ \u00b0C");

            assertThat(gateway.end().err()).contains("there is no setting t\u00e5rn");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022", "077"})
    void fileMask_doesNotMatter_onlyTheOwnerMayLookIntoTheDataFolder(String mask) throws Exception {
        try (Running gateway = run(program.by("sh", "-c", "umask " + mask + "; exec \"$@\"", "sh"))) {
            gateway.line("thing +bthome-sensor-000001");
            String url = gateway.line("mqtt +connected .*(tcp://127\\.0\\.0\\.1:\\d+)")
                    .group(1);
            try (MqttReader client = MqttReader.of(url)) {
                client.publish(
                        "ravning/bridge/request/rename",
                        "{\"transaction\":1,\"thing\":\"bthome-sensor-000001\",\"to\":\"hall\"}");
                assertThat(client.payload("ravning/bridge/response/rename")).contains("\"ok\"");
            }
            gateway.end();
        }

        assertThat(data.resolve("things.properties")).exists();
        try (Stream<Path> all = Files.walk(data)) {
            assertThat(all)
                    .allSatisfy(path -> assertThat(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))
                            .as("%s", path)
                            .doesNotContainAnyElementsOf(OTHERS));
        }
    }

    private static void assertEnd(Running.End end, int status) {
        assertThat(end.status()).isEqualTo(status);
        assertThat(end.took()).isLessThan(PROMPT);
        assertThat(end.err()).isEmpty();
    }

    @Test
    void pipeAmongTheSettings_isRefusedInOneLine() throws Exception {
        Path pipe = config.resolve("org.ravning.things.cfg");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        Program.Outcome outcome =
                program.run("run", "--simulate", "--config", config.toString(), "--data", data.toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).hasLineCount(1).startsWith("ravning: " + pipe + " is no regular file");
    }

    @Test
    void settingThatIsNone_isNamed_atTheStartAndWhenItIsWritten() throws Exception {
        Path things = config.resolve("org.ravning.things.cfg");
        Files.writeString(config.resolve("org.ravning.broker.cfg"), "port = 0\nhots = 127.0.0.1\n");
        try (Running gateway = run(program)) {
            gateway.line("mqtt +connected");
            gateway.awaitErr("there is no setting hots; did you mean host?");

            Files.writeString(things, "adpot = ask\n");

            gateway.awaitErr("ravning: " + things + ": there is no setting adpot; did you mean adopt?");
            gateway.end();
        }
    }
}
