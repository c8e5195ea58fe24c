// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ravning.cli.Program.Outcome;
import org.ravning.testkit.Await;

class AdapterWatchTest {
    @Test
    void watch_printsWhatIsThere_untilTheTimeIsOver() {
        Outcome outcome = Program.simulated("adapters", "--watch", "--timeout", "0.3");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).hasSize(2).allMatch(line -> line.startsWith("added    sim/sim"));
        assertThat(outcome.problem()).contains("a simulated air with");
    }

    @Test
    void watch_asJson_hasAnEventALine() {
        List<JsonObject> events = Program.simulated(
                        "adapters", "--watch", "--timeout", "0.3", "--json", "--adapter", "sim1")
                .objects();

        assertThat(events)
                .extracting(event -> event.get("event").getAsString())
                .containsExactlyInAnyOrder("added", "backend");
        assertThat(events)
                .filteredOn(event -> event.has("adapter"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.get("adapter").getAsString()).isEqualTo("sim1");
                    assertThat(event.get("state").getAsString()).isEqualTo("powered-off");
                    assertThat(event.get("time").getAsString()).contains("T");
                });
    }

    @Test
    void watch_interrupted_endsWithTheStatusOfCtrlC() throws Exception {
        Program program = new Program();
        Await.Call<Outcome> run = Await.inThread(() -> program.start(Program.with("adapters", "--watch")));
        Await.until("something is told", () -> !program.outSoFar().isEmpty());
        run.interrupt();

        assertThat(Await.result(run).status()).isEqualTo(130);
    }

    @Test
    void watch_withoutBluetooth_waitsAndSaysWhy() {
        Outcome outcome = Program.run("adapters", "--watch", "--timeout", "0.2");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void timeout_withoutWatch_isWrongUsage() {
        assertThat(Program.run("adapters", "--timeout", "1").status()).isEqualTo(2);
    }
}
