// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.cli.Program.Outcome;

class UsageTest {
    @ParameterizedTest
    @ValueSource(strings = {"adapters", "scan", "services", "read", "write", "notify", "run"})
    void help_ofACommand_namesItsOptionsAndSucceeds(String command) {
        Outcome outcome = Program.run(command, "--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("Usage: ravning " + command).contains("--simulate", "--help", "--debug");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void help_ofTheProgram_namesTheCommandsAndTheStatuses() {
        assertThat(Program.run("--help").out())
                .contains(
                        "adapters",
                        "scan",
                        "services",
                        "descriptors",
                        "read",
                        "write",
                        "notify",
                        "devices",
                        "pair",
                        "unpair",
                        "decode",
                        "import",
                        "run",
                        "wrong usage");
    }

    @Test
    void version_asked_isOneLine() {
        Outcome outcome = Program.run("--version");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).singleElement().asString().startsWith("ravning ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                          | Missing command
            nonsense                                    | nonsense
            scan --nonsense                             | --nonsense
            scan nonsense                               | nonsense
            scan --count 0                              | --count is at least 1, not 0
            scan --count x                              | --count
            scan --count                                | --count
            scan --timeout 0                            | more than 0
            scan --timeout -3                           | more than 0
            scan --timeout soon                         | a number such as 10 or 0.5
            scan --timeout 1e999999999                  | --timeout
            scan --timeout 99999999999999999999         | --timeout
            scan --service 18                           | not a UUID: "18"
            scan --service 0000180f-0000-1000-8000      | not a UUID
            services                                    | DEVICE
            services AA:BB                              | not a device: "AA:BB"
            services AA:BB:CC:DD:EE:FF more             | "more"
            services --name                             | --name
            read AA:BB:CC:DD:EE:FF                      | CHAR
            read --name Tester                          | CHAR
            read AA:BB:CC:DD:EE:FF 2a                   | not a UUID: "2a"
            read AA:BB:CC:DD:EE:FF #0                   | #1 to #65535
            read AA:BB:CC:DD:EE:FF #65536               | #1 to #65535
            read AA:BB:CC:DD:EE:FF #x                   | not a handle: "#x"
            read AA:BB:CC:DD:EE:FF 2a19 --connect-timeout 0 | more than 0
            write AA:BB:CC:DD:EE:FF 2a19                | HEX
            write AA:BB:CC:DD:EE:FF 2a19 0g             | HEX is not hexadecimal, two digits per byte, at position 1
            write AA:BB:CC:DD:EE:FF 2a19 012            | HEX is not hexadecimal
            notify AA:BB:CC:DD:EE:FF 2a19 --count 0     | --count is at least 1
            notify AA:BB:CC:DD:EE:FF 2a19 --timeout x   | a number
            run nonsense                                | nonsense
            """)
    void wrongUsage_isToldInALineAndEndsWithTwo(String line, String told) {
        Outcome outcome = Program.run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines().findFirst().orElse(""))
                .startsWith("ravning: ")
                .contains(told);
        assertThat(outcome.err())
                .hasLineCount(2)
                .containsAnyOf("Try: ravning", "Did you mean")
                .doesNotContain("\tat ");
    }

    @Test
    void hostileArgument_isToldHarmlessly() {
        assertThat(Program.run("read", "\u001b[2J\nx", "2a19").err()).doesNotContain("\u001b");
    }

    @Test
    void debug_afterOrBeforeTheCommand_showsWhereAnErrorComesFrom() {
        assertThat(Program.run("--debug", "adapters", "--simulate=/no/such/file")
                        .err())
                .contains("\tat ");
        assertThat(Program.run("adapters", "--debug", "--simulate=/no/such/file")
                        .err())
                .contains("\tat ");
    }

    @Test
    void deviceAfterSimulate_isNotTakenForItsFile() {
        Outcome outcome = Program.run("read", "--simulate", "C2:5A:10:00:00:07", "2a6g");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("not a UUID: \"2a6g\"");
    }
}
