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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.cli.Program.Outcome;
import org.ravning.testkit.Await;

class RecordTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("air.jsonl");
    }

    @Test
    void advertisements_recorded_areLinesWithTheFieldsOfDecode() throws IOException {
        Outcome outcome = record("--count", "3", "--service", "180f");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines())
                .singleElement()
                .asString()
                .startsWith("3 advertisements in ")
                .endsWith(" in " + file);
        assertThat(lines()).hasSize(3);
        JsonObject first = lines().get(0);
        assertThat(first.get("offset").getAsString()).isEqualTo("0.000000");
        assertThat(first.get("adapter").getAsString()).isEqualTo("sim0");
        assertThat(first.get("address").getAsString()).isEqualTo("C2:00:00:00:00:01");
        assertThat(first.get("addressType").getAsString()).isEqualTo("random");
        assertThat(first.get("rssi").getAsInt()).isBetween(-127, 20);
        assertThat(first.get("connectable").getAsBoolean()).isTrue();
        assertThat(first.get("serviceUuids").toString()).isEqualTo("[\"180f\",\"ffe0\"]");
        assertThat(first.get("ad").getAsString()).contains("0f18e0ff");
        assertThat(lines().get(2).get("offset").getAsDouble())
                .isGreaterThan(lines().get(1).get("offset").getAsDouble());
    }

    @Test
    void recordedLines_areReadByDecode() {
        record("--count", "1", "--service", "fcd2");

        assertThat(Program.run("decode", file.toString())
                        .object()
                        .get("profile")
                        .getAsString())
                .isEqualTo("bthome");
    }

    @Test
    void json_asked_figuresAreOneObject() {
        JsonObject object = record("--count", "2", "--json").object();

        assertThat(object.get("count").getAsInt()).isEqualTo(2);
        assertThat(object.get("file").getAsString()).isEqualTo(file.toString());
    }

    @Test
    void pseudonymise_replacesAddressesConsistentlyAndOtherwiseInTheNextCapture() throws IOException {
        record("--count", "4", "--service", "180f", "--pseudonymise");
        List<String> first = addresses();
        record("--count", "4", "--service", "180f", "--pseudonymise", "--force");

        assertThat(first).hasSize(4).containsOnly(first.get(0)).doesNotContain("C2:00:00:00:00:01");
        assertThat(first.get(0)).as("still a static address").matches("[C-F].*");
        assertThat(addresses()).doesNotContain(first.get(0));
    }

    @Test
    void fileThatIsThere_isKeptUnlessForced() throws IOException {
        Files.writeString(file, "precious");

        Outcome refused = record("--count", "1");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.problem()).contains("is there already; --force replaces it");
        assertThat(file).hasContent("precious");

        assertThat(record("--count", "1", "--force").status()).isZero();
        assertThat(lines()).hasSize(1);
    }

    @Test
    void folderThatIsNotThere_isAFailureInOneLine() {
        file = folder.resolve("none/air.jsonl");

        Outcome outcome = record("--count", "1");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).contains("cannot write", "no such folder");
    }

    @Test
    void folderInPlaceOfAFile_isAFailureInOneLine() {
        file = folder;

        Outcome outcome = record("--count", "1", "--force");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).contains("cannot write");
    }

    @Test
    @EnabledIf("hasFullDevice")
    void fullDisk_isAFailureInOneLine() {
        file = Path.of("/dev/full");

        Outcome outcome = record("--force");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).contains("cannot write /dev/full: No space left on device");
    }

    static boolean hasFullDevice() {
        return Files.exists(Path.of("/dev/full"));
    }

    @Test
    void adapterThatIsOff_leavesNoFile() {
        Outcome outcome = record("--count", "1", "--adapter", "sim1");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void interrupt_asByCtrlC_leavesAllThatWasHeard() throws Exception {
        Program program = new Program();
        Await.Call<Outcome> run =
                Await.inThread(() -> program.start(Program.with("scan", "--record", file.toString())));
        Await.until(
                "whole lines are in the file before the end",
                () -> Files.exists(file) && file.toFile().length() > 0);
        run.interrupt();

        Outcome outcome = Await.result(run);
        assertThat(outcome.status()).isEqualTo(130);
        assertThat(outcome.lines().get(0)).startsWith(lines().size() + " advertisements");
    }

    @Test
    void optionsOfRecord_withoutIt_areWrongUsage() {
        assertThat(Program.run("scan", "--force").err()).contains("--force belongs to --record FILE");
        assertThat(Program.run("scan", "--pseudonymise").status()).isEqualTo(2);
    }

    private Outcome record(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "scan";
        all[1] = "--record";
        all[2] = file.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Program.simulated(all);
    }

    private List<JsonObject> lines() throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .collect(Collectors.toList());
    }

    private List<String> addresses() throws IOException {
        return lines().stream().map(line -> line.get("address").getAsString()).collect(Collectors.toList());
    }
}
