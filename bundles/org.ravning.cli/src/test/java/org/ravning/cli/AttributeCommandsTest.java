// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.cli.Program.Outcome;
import org.ravning.testkit.Await;

@Timeout(60)
class AttributeCommandsTest {
    private static final String TESTER = "C2:00:00:00:00:01";

    @Test
    void services_areListedWithHandlesNamesAndProperties() {
        Outcome outcome = Program.simulated("services", TESTER);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines().get(0)).startsWith("MTU ");
        assertThat(outcome.lines().get(1)).matches("#\\d+ +180f  Battery.*");
        assertThat(outcome.lines().get(2)).matches("  #\\d+ +2a19  Battery Level  \\[read, notify]");
        assertThat(outcome.lines()).anyMatch(line -> line.matches("    #\\d+ +2901 .*"));
        assertThat(outcome.lines().subList(1, outcome.lines().size()))
                .isSortedAccordingTo((a, b) -> Integer.compare(handle(a), handle(b)));
    }

    @Test
    void servicesAsJson_areOneObjectEach() {
        Outcome outcome = Program.simulated("services", "--json", "--name", "Tester");

        assertThat(outcome.objects()).hasSize(2);
        JsonObject battery = outcome.object();
        assertThat(battery.get("uuid").getAsString()).isEqualTo("0000180f-0000-1000-8000-00805f9b34fb");
        assertThat(battery.get("primary").getAsBoolean()).isTrue();
        JsonObject level = battery.getAsJsonArray("characteristics").get(0).getAsJsonObject();
        assertThat(level.get("uuid").getAsString()).startsWith("00002a19-");
        assertThat(level.get("properties").toString()).isEqualTo("[\"read\",\"notify\"]");
        assertThat(level.get("handle").getAsInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a19", "0x2A19", "00002a19", "00002a19-0000-1000-8000-00805f9b34fb"})
    void read_withAnyLengthOfUuid_printsHexAndMeaning(String uuid) {
        Outcome outcome = Program.simulated("read", TESTER, uuid);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.lines()).containsExactly("50  80 %");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void read_asJson_hasTheMeaningToo() {
        JsonObject object = Program.simulated("read", TESTER, "2a19", "--json").object();

        assertThat(object.get("device").getAsString()).isEqualTo(TESTER);
        assertThat(object.get("characteristic").getAsString()).startsWith("00002a19-");
        assertThat(object.get("service").getAsString()).startsWith("0000180f-");
        assertThat(object.get("value").getAsString()).isEqualTo("50");
        assertThat(object.getAsJsonObject("decoded").entrySet()).singleElement().satisfies(entry -> {
            assertThat(entry.getValue().getAsJsonObject().get("value").getAsInt())
                    .isEqualTo(80);
            assertThat(entry.getValue().getAsJsonObject().get("unit").getAsString())
                    .isEqualTo("%");
        });
        assertThat(Instant.parse(object.get("time").getAsString())).isAfter(Instant.EPOCH);
    }

    @Test
    void read_byNameInsteadOfAddress_findsTheDevice() {
        assertThat(Program.simulated("read", "--name", "Tester", "2a19").lines())
                .containsExactly("50  80 %");
    }

    @Test
    void read_ofAmbiguousUuid_listsTheHandles_andAHandleDecides() {
        Outcome outcome = Program.simulated("read", TESTER, "ffe1");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem())
                .matches("ravning: the device has 2 characteristics ffe1; say which by its handle: #\\d+, #\\d+");
        String second = outcome.problem().replaceAll(".*, ", "");
        assertThat(Program.simulated("read", TESTER, second).lines()).containsExactly("03");
    }

    @Test
    void read_ofADescriptorByHandle_isPossible() {
        String handle = Program.simulated("services", TESTER).lines().stream()
                .filter(line -> line.contains(" 2901 "))
                .findFirst()
                .orElseThrow()
                .trim()
                .split(" ")[0];

        assertThat(Program.simulated("read", TESTER, handle).lines())
                .singleElement()
                .asString()
                .startsWith("4669727374");
        assertThat(Program.simulated("notify", TESTER, handle).problem()).contains("is a descriptor");
    }

    @Test
    void read_ofWhatIsNotThere_isAFailureInOneLine() {
        assertFailure(Program.simulated("read", TESTER, "2a00"), "no characteristic 2a00", "ravning services");
        assertFailure(Program.simulated("read", TESTER, "#999"), "no attribute with handle #999");
    }

    @Test
    void read_refusedByTheDevice_isAFailureInOneLine() {
        assertFailure(Program.simulated("read", TESTER, "ffe2"), "uthentication");
    }

    @Test
    void device_thatRefuses_isAFailureInOneLine() {
        assertFailure(Program.simulated("services", "C2:00:00:00:00:03"), "refused the connection");
    }

    @Test
    void device_thatIsNotThere_isAFailureInTime() {
        assertFailure(
                Program.simulated("services", "C2:00:00:00:00:99", "--connect-timeout", "0.5"), "C2:00:00:00:00:99");
        assertFailure(Program.simulated("services", "--name", "Nobody", "--connect-timeout", "0.5"), "\"Nobody\"");
    }

    @Test
    void write_confirmed_saysHowMuch() {
        String handle = Program.simulated("read", TESTER, "ffe1").problem().replaceAll(".*: (#\\d+),.*", "$1");
        Outcome text = Program.simulated("write", TESTER, handle, "0a0b");
        Outcome json = Program.simulated("write", TESTER, handle, "0a 0B", "--json");

        assertThat(text.status()).isZero();
        assertThat(text.out()).isEmpty();
        assertThat(text.problem()).isEqualTo("wrote 2 bytes");
        assertThat(json.object().get("value").getAsString()).isEqualTo("0a0b");
        assertThat(json.object().get("response").getAsBoolean()).isTrue();
        assertThat(json.err()).isEmpty();
    }

    @Test
    void write_withoutResponse_isSentOrRefusedByWhatTheCharacteristicCan() {
        String handles = Program.simulated("read", TESTER, "ffe1").problem();
        String second = handles.replaceAll(".*, ", "");

        assertThat(Program.simulated("write", TESTER, second, "01", "--no-response")
                        .problem())
                .isEqualTo("sent 1 byte");
        assertFailure(Program.simulated("write", TESTER, "2a19", "01", "--no-response"), "write");
    }

    @Test
    void write_longerThanTheLimit_isRefused() {
        assertFailure(Program.simulated("write", TESTER, "ffe4", "00".repeat(600)), "600");
    }

    @Test
    void notify_withCount_endsAfterThatMany() {
        Outcome outcome = Program.simulated("notify", TESTER, "2a19", "--count", "3");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).containsExactly("50  80 %", "50  80 %", "50  80 %");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void notify_asJson_isOneObjectAValue() {
        assertThat(Program.simulated("notify", TESTER, "2a19", "--count", "2", "--json")
                        .objects())
                .hasSize(2)
                .allSatisfy(
                        object -> assertThat(object.get("value").getAsString()).isEqualTo("50"));
    }

    @Test
    void notify_ofWhatIsSilent_endsWithTheTime() {
        assertThat(Program.simulated("notify", TESTER, "ffe3", "--timeout", "0.3")
                        .status())
                .isZero();
        assertFailure(
                Program.simulated("notify", TESTER, "ffe3", "--timeout", "0.3", "--count", "1"),
                "got 0 of 1 values before the time was over");
    }

    @Test
    void notify_ofWhatCannot_isAFailureInOneLine() {
        assertFailure(Program.simulated("notify", TESTER, "ffe2"), "ffe2");
    }

    @Test
    void notify_whenTheLinkIsLost_saysSo() {
        Outcome outcome = Program.simulated("notify", "C2:00:00:00:00:04", "2a19");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).startsWith("ravning: ").contains("C2:00:00:00:00:04");
    }

    @Test
    void notify_interruptedAsByCtrlC_endsInSilence() throws Exception {
        Program program = new Program();
        Await.Call<Outcome> run = Await.inThread(() -> program.start(Program.with("notify", TESTER, "2a19")));
        Await.until("a value came", () -> !program.outSoFar().isEmpty());
        run.interrupt();

        Outcome outcome = Await.result(run);
        assertThat(outcome.status()).isEqualTo(130);
        assertThat(outcome.err()).isEmpty();
    }

    private static void assertFailure(Outcome outcome, String... told) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.problem()).startsWith("ravning: ").contains(told).doesNotContain("Exception");
    }

    private static int handle(String line) {
        return Integer.parseInt(line.trim().replaceAll("#(\\d+).*", "$1"));
    }
}
