// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.cli.Program.Outcome;

class AdaptersCommandTest {
    @Test
    void adapters_there_areListedALineEach() {
        Outcome outcome = Program.simulated("adapters");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).hasSize(2);
        assertThat(outcome.lines().get(0)).contains("sim0", "02:00:00:00:00:01", "powered-on", "First");
        assertThat(outcome.lines().get(1)).contains("sim1", "powered-off", "Second");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void adapters_asJson_areOneObjectALine() {
        Outcome outcome = Program.simulated("adapters", "--json");

        assertThat(outcome.objects()).hasSize(2);
        JsonObject first = outcome.object();
        assertThat(first.get("adapter").getAsString()).isEqualTo("sim0");
        assertThat(first.get("backend").getAsString()).isEqualTo("sim");
        assertThat(first.get("address").getAsString()).isEqualTo("02:00:00:00:00:01");
        assertThat(first.get("state").getAsString()).isEqualTo("powered-on");
        assertThat(outcome.objects().get(1).get("address").isJsonNull()).isTrue();
    }

    @Test
    void defaultAir_isThereWithoutAFile() {
        assertThat(Program.run("adapters", "--simulate").lines())
                .singleElement()
                .asString()
                .contains("sim0");
    }

    @Test
    void adapterNamed_isTheOnlyOneListed() {
        assertThat(Program.simulated("adapters", "--adapter", "SIM1").lines())
                .singleElement()
                .asString()
                .contains("sim1");
    }

    @Test
    void unknownAdapter_isToldWithThoseThereAre() {
        Outcome outcome = Program.simulated("adapters", "--adapter", "hci7");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).isEqualTo("ravning: no adapter hci7; there are: sim0, sim1");
    }

    @Test
    void noBackend_isAFailureInOneLine() {
        Outcome outcome = Program.run("adapters");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.problem()).startsWith("ravning: no Bluetooth adapter: ");
    }

    @Test
    void missingFile_isAFailureInOneLine() {
        Outcome outcome = Program.run("adapters", "--simulate=/no/such/file");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).contains("/no/such/file").doesNotContain("Exception");
    }

    @Test
    void badFile_isToldWithLineAndPlace(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("air.yaml"), "devices:\n  - {address: nonsense}\n");
        Outcome outcome = Program.run("adapters", "--simulate=" + file);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).contains("air.yaml:2").contains("address").doesNotContain("Exception");
    }
}
