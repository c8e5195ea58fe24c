// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.api.Bytes;
import org.ravning.cli.Program.Outcome;

class ImportCommandTest {
    private static final String HEAD = "6274736e6f6f7000 00000001 000003ea";
    private static final String TIME = "00e03ab44a676000";
    /** ADV_IND of C2:00:00:00:00:01 with BTHome data, at -60 dBm. */
    private static final String ADVERTISEMENT =
            "00000018 00000018 00000001 00000000" + TIME + "04 3e15 02 01 00 01 0100000000c2 09 0816d2fc40026409 01 c4";

    private static final String MALFORMED = "00000004 00000004 00000001 00000000" + TIME + "04 3e01 02";

    @TempDir
    private Path folder;

    @Test
    void btsnoop_imported_isACapture() throws IOException {
        Outcome outcome = Program.run("import", file(HEAD, ADVERTISEMENT));

        JsonObject line = outcome.object();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(line.get("address").getAsString()).isEqualTo("C2:00:00:00:00:01");
        assertThat(line.get("part").getAsString()).isEqualTo("advertisement");
        assertThat(line.getAsJsonObject("serviceData").toString()).isEqualTo("{\"fcd2\":\"4002640901\"}");
    }

    @Test
    void output_asked_isAFileThatIsNotReplaced() throws IOException {
        String snoop = file(HEAD, ADVERTISEMENT, ADVERTISEMENT);
        String target = folder.resolve("air.jsonl").toString();

        assertThat(Program.run("import", snoop, "-o", target).lines()).containsExactly("2 advertisements in " + target);
        Outcome again = Program.run("import", snoop, "-o", target, "--pseudonymise");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.problem()).contains("--force replaces it");
        assertThat(Program.run("import", snoop, "-o", target, "--pseudonymise", "--force")
                        .status())
                .isZero();
        assertThat(Path.of(target)).content().doesNotContain("C2:00:00:00:00:01");
    }

    @Test
    void importedCapture_isReplayed_soIsTheFileItself() throws IOException {
        String snoop = file(HEAD, ADVERTISEMENT);

        assertThat(Program.run("scan", "--count", "1", "--json", "--simulate=" + snoop)
                        .object()
                        .get("device")
                        .getAsString())
                .isEqualTo("C2:00:00:00:00:01");
    }

    @Test
    void manyMalformedRecords_areCountedAndAFewTold() throws IOException {
        Outcome outcome = Program.run("import", file(HEAD, MALFORMED, MALFORMED, MALFORMED, MALFORMED, ADVERTISEMENT));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).hasSize(1);
        assertThat(outcome.err().lines()).hasSize(4).first().asString().contains("record 1: an advertising event");
        assertThat(outcome.err()).contains("4 records in all could not be understood");
    }

    @Test
    void btsnoop_decoded_isSentToImport() throws IOException {
        String snoop = file(HEAD, ADVERTISEMENT);

        assertThat(Program.run("decode", snoop).problem()).endsWith("make a capture of it: ravning import " + snoop);
    }

    @Test
    void otherFile_isAFailureInOneLine() throws IOException {
        Outcome outcome = Program.run("import", file("504b0304504b0304504b0304504b0304"));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).endsWith("not a btsnoop file");
        assertThat(Program.run("import", "none").problem()).contains("cannot read none");
        assertThat(Program.run("import", "none", "--force").status()).isEqualTo(2);
    }

    private String file(String... hex) throws IOException {
        Path file = folder.resolve("btsnoop_hci.log");
        return Files.write(file, Bytes.ofHex(String.join("", hex)).toArray()).toString();
    }
}
