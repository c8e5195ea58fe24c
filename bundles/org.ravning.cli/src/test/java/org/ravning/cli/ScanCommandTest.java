// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ravning.cli.Program.Outcome;
import org.ravning.testkit.Await;

@Timeout(30)
class ScanCommandTest {
    private static final String CLOSING = "\\d+ advertisements in \\d+\\.\\d{3} s \\(\\d+/s\\)";

    @Test
    void count_given_endsAfterThatMany() {
        Outcome outcome = Program.simulated("scan", "--count", "5");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).hasSize(5);
        assertThat(outcome.problem()).startsWith("5 advertisements in ").matches(CLOSING);
    }

    @Test
    void json_hasTheKeysOfTheManual() {
        Outcome outcome = Program.simulated("scan", "--count", "1", "--json", "--name", "Tester");

        JsonObject object = outcome.object();
        assertThat(object.keySet())
                .containsExactly(
                        "device",
                        "addressType",
                        "adapter",
                        "rssi",
                        "name",
                        "txPower",
                        "connectable",
                        "serviceUuids",
                        "manufacturerData",
                        "serviceData",
                        "time");
        assertThat(object.get("device").getAsString()).isEqualTo("C2:00:00:00:00:01");
        assertThat(object.get("addressType").getAsString()).isEqualTo("random");
        assertThat(object.get("adapter").getAsString()).isEqualTo("sim0");
        assertThat(object.get("rssi").getAsInt()).isEqualTo(-60);
        assertThat(object.get("txPower").getAsInt()).isEqualTo(4);
        assertThat(object.get("connectable").getAsBoolean()).isTrue();
        assertThat(object.get("serviceUuids").toString())
                .isEqualTo("[\"0000180f-0000-1000-8000-00805f9b34fb\",\"0000ffe0-0000-1000-8000-00805f9b34fb\"]");
        assertThat(Instant.parse(object.get("time").getAsString())).isAfter(Instant.EPOCH);
    }

    @Test
    void jsonData_isHexByCompanyAndByService() {
        JsonObject object = Program.simulated("scan", "--count", "1", "--json", "--service", "FCD2")
                .object();

        assertThat(object.get("manufacturerData").toString()).isEqualTo("{\"0x0499\":\"0506\"}");
        assertThat(object.get("serviceData").toString())
                .isEqualTo("{\"0000fcd2-0000-1000-8000-00805f9b34fb\":\"400164\"}");
        assertThat(object.get("txPower").isJsonNull()).isTrue();
    }

    @Test
    void hostileName_isPrintedHarmlessly() {
        Outcome text = Program.simulated("scan", "--count", "1", "--service", "fcd2");
        Outcome json = Program.simulated("scan", "--count", "1", "--service", "fcd2", "--json");

        assertThat(text.lines()).singleElement().asString().contains("An \ufffd[31mevil\ufffdname");
        assertThat(json.out()).doesNotContain("\u001b").hasLineCount(1);
        assertThat(json.object().get("name").getAsString()).isEqualTo("An \u001b[31mevil\nname");
    }

    @Test
    void severalServices_areAlternatives() {
        assertThat(Program.simulated("scan", "--count", "20", "--service", "180f", "--service=0000fcd2", "--json")
                        .objects())
                .extracting(object -> object.get("device").getAsString())
                .containsOnly("C2:00:00:00:00:01", "C2:00:00:00:00:02");
    }

    @Test
    void timeout_withoutCount_endsInSuccess() {
        Outcome outcome = Program.simulated("scan", "--timeout", "0.2");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.problem()).matches(CLOSING);
    }

    @Test
    void timeout_beforeCount_isAFailure() {
        Outcome outcome = Program.simulated("scan", "--timeout", "0.1", "--count", "5", "--name", "Nobody");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("ravning: heard 0 of 5 advertisements before the time was over");
    }

    @Test
    void quiet_printsTheClosingLineOnly() {
        Outcome outcome = Program.simulated("scan", "--quiet", "--count", "3");

        assertThat(outcome.lines()).singleElement().asString().matches(CLOSING);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void quietJson_isOneObjectWithFigures() {
        JsonObject object =
                Program.simulated("scan", "--quiet", "--json", "--count", "3").object();

        assertThat(object.get("count").getAsInt()).isEqualTo(3);
        assertThat(object.get("seconds").getAsDouble()).isPositive();
        assertThat(object.get("rate").getAsLong()).isPositive();
        assertThat(object.get("dropped").getAsLong()).isZero();
    }

    @Test
    void adapterThatIsOff_isAFailureInOneLine() {
        Outcome outcome = Program.simulated("scan", "--count", "1", "--adapter", "sim1");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).startsWith("ravning: ").contains("sim1");
    }

    @Test
    void noBluetooth_isAFailureInOneLine() {
        Outcome outcome = Program.run("scan", "--count", "1");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).startsWith("ravning: no Bluetooth");
    }

    @Test
    void interrupt_asByCtrlC_endsWithTheClosingLine() throws Exception {
        Program program = new Program();
        Await.Call<Outcome> run = Await.inThread(() -> program.start(Program.with("scan")));
        Await.until("something is heard", () -> !program.outSoFar().isEmpty());
        run.interrupt();

        Outcome outcome = Await.result(run);
        assertThat(outcome.status()).isEqualTo(130);
        assertThat(outcome.problem()).matches(CLOSING);
    }

    @Test
    void readerThatLeaves_endsTheScanInSilence() {
        StringWriter err = new StringWriter();
        PrintWriter out = new PrintWriter(new ClosedPipe(), true);

        int status = Main.run(out, new PrintWriter(err, true), Program.with("scan"));

        assertThat(status).isZero();
        assertThat(err.toString()).hasLineCount(1).contains("1 advertisements");
    }

    /** Standard output after its reader left. */
    private static final class ClosedPipe extends Writer {
        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
