// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.cli.Program.Outcome;

class ReplayTest {
    @TempDir
    private Path folder;

    @Test
    void simulatedAir_recordedAndReplayed_isTheSame() throws IOException {
        Path first = folder.resolve("first.jsonl");
        Path second = folder.resolve("second.jsonl");
        Program.simulated("scan", "--record", first.toString(), "--count", "200");

        Outcome outcome = Program.run(
                "scan", "--record", second.toString(), "--count", "200", "--simulate=" + first + ",speed=100000");

        assertThat(outcome.status()).isZero();
        assertThat(withoutTime(second)).hasSize(200).isEqualTo(withoutTime(first));
    }

    @Test
    void malformedLines_areToldWithTheirNumber() throws IOException {
        Path file = Files.write(
                folder.resolve("air.jsonl"), List.of("{}", "{\"address\":\"C2:00:00:00:00:01\"}", "nonsense"));

        Outcome outcome = Program.run("scan", "--count", "1", "--json", "--simulate=" + file);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.object().get("device").getAsString()).isEqualTo("C2:00:00:00:00:01");
    }

    @Test
    void speedThatIsNone_isAFailureInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("air.jsonl"), "{}");

        Outcome outcome = Program.run("scan", "--simulate=" + file + ",speed=fast");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).isEqualTo("ravning: speed: expected a number such as 10 or 0.5, found \"fast\"");
    }

    @Test
    void deviceOfACapture_cannotBeConnectedTo_saysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("air.jsonl"), "{\"address\":\"C2:00:00:00:00:01\"}");

        Outcome outcome = Program.run("services", "C2:00:00:00:00:01", "--simulate=" + file);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).contains("C2:00:00:00:00:01");
    }

    private static List<JsonObject> withoutTime(Path file) throws IOException {
        List<JsonObject> lines = Files.readAllLines(file).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .collect(Collectors.toList());
        lines.forEach(line -> line.remove("offset"));
        return lines;
    }
}
