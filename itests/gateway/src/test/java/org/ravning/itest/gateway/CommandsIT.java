// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.testkit.Await;

/** The commands as processes: what only a process shows, such as its output, its status and its signals. */
@Timeout(120)
class CommandsIT {
    private static final String STRAP = "C2:5A:10:00:00:05";

    @TempDir
    Path folder;

    @Test
    void scan_simulated_printsJsonAndNothingElse() throws Exception {
        Program.Outcome outcome = Program.shipped(folder).run("scan", "--simulate", "--count", "3", "--json");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).hasLineCount(3);
        assertThat(outcome.out().lines()).allMatch(line -> line.startsWith("{\"device\":") && line.endsWith("}"));
        assertThat(outcome.err()).hasLineCount(1).startsWith("3 advertisements in ");
    }

    @Test
    void scan_endedByCtrlC_printsTheClosingLine() throws Exception {
        try (Running scan = Program.shipped(folder).heedingInterrupts().start("scan", "--simulate")) {
            scan.line("dBm");
            Running.End end = scan.end("INT");

            assertThat(end.status()).isEqualTo(130);
            assertThat(end.took()).isLessThan(Await.slow(Duration.ofSeconds(2)));
            assertThat(end.err()).hasLineCount(1).contains(" advertisements in ");
        }
    }

    @Test
    void gattCommands_simulated_readAndNotify() throws Exception {
        Program program = Program.shipped(folder);

        assertThat(program.run("services", STRAP, "--simulate").out()).contains("180d", "2a37", "notify");
        assertThat(program.run("read", STRAP, "2a29", "--simulate").out()).isEqualTo("5261766e696e67  Ravning\n");
        Program.Outcome values = program.run("notify", STRAP, "2a37", "--count", "2", "--simulate");
        assertThat(values.status()).isZero();
        assertThat(values.out()).hasLineCount(2).contains("bpm");
        assertThat(values.err()).isEmpty();
        Program.Outcome refused = program.run("write", STRAP, "2a29", "00", "--simulate");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).hasLineCount(1).startsWith("ravning: ");
    }

    @Test
    void noBluetooth_isToldInOneLineWithWhatWasLookedFor() throws Exception {
        for (String command : new String[] {"adapters", "scan"}) {
            Program.Outcome outcome = Program.shipped(folder).run(command);

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).hasLineCount(1).startsWith("ravning: ").contains("no-bus");
        }
    }

    @Test
    void wrongUsage_endsWithTwo() throws Exception {
        Program.Outcome outcome = Program.shipped(folder).run("write", STRAP, "2a29", "0g", "--simulate");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("HEX is not hexadecimal");
    }
}
