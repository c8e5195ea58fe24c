// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeCommandTest {
    private static final String TAG =
            "{\"manufacturerData\":{\"0x0499\":" + "\"0512fc5394c37c0004fffc040cac364200cdcbb8334c884f\"}}";

    @TempDir
    private Path folder;

    @Test
    void frame_decoded_readingsWithUnitsPrinted() throws IOException {
        JsonObject result = decode(TAG).object();

        assertThat(result.get("profile").getAsString()).isEqualTo("ruuvi");
        assertThat(result.get("model").getAsString()).isEqualTo("RuuviTag");
        assertThat(result.getAsJsonObject("readings").get("temperature"))
                .hasToString("{\"value\":24.3,\"unit\":\"°C\"}");
        assertThat(result.getAsJsonArray("events")).isEmpty();
        assertThat(result.has("reject")).isFalse();
    }

    @Test
    void everyLine_goodOrNot_givesOneLineInOrder() throws IOException {
        Program.Outcome outcome = decode(TAG, "{\"name\":", "", "{}", TAG + TAG, "x".repeat(70_000), TAG);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.objects())
                .extracting(o -> o.has("reject") ? o.get("reject").getAsString() : "decoded")
                .containsExactly("decoded", "bad_line", "bad_line", "unknown", "bad_line", "bad_line", "decoded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]|not a JSON object",
                "{\"rssi\":\"loud\"}|rssi: not a whole number",
                "{\"rssi\":300}|rssi: -127 to 127 dBm, not 300",
                "{\"address\":\"A4:C1\"}|address: an address has six bytes, not 2",
                "{\"ad\":\"02zz\"}|ad: not hexadecimal, two digits per byte, at position 3",
                "{\"key\":true}|key: a text is expected",
                "{\"serviceUuids\":{}}|serviceUuids: a list is expected",
                "{\"serviceData\":[]}|serviceData: an object is expected",
                "{\"manufacturerData\":{\"0499\":\"05\"}}|"
                        + "manufacturerData: a company is written 0x0499, not \"0499\"",
                "{\"manufacturerData\":{\"0x10000\":\"05\"}}|manufacturerData: a company has 16 bits, not 0x10000",
                "{\"manufacturerData\":{\"0xzz\":\"05\"}}|manufacturerData: not a whole number",
                "{\"serviceData\":{\"fcd2\":7.5}}|"
                        + "serviceData: not hexadecimal, two digits per byte, at position 1",
            })
    void lineThatIsNoFrame_rejected_saysWhichField(String line, String why) throws IOException {
        JsonObject result = decode(line).object();

        assertThat(result.get("reject").getAsString()).isEqualTo("bad_line");
        assertThat(result.get("why").getAsString()).isEqualTo(why);
        assertThat(result.getAsJsonObject("readings").size()).isZero();
    }

    @Test
    void deeplyNestedLine_rejected_programGoesOn() throws IOException {
        assertThat(decode("[".repeat(60_000), TAG).objects())
                .extracting(o -> o.has("reject"))
                .containsExactly(true, false);
    }

    @Test
    void advertisingData_withOtherFields_bothCount() throws IOException {
        String encrypted = "{\"address\":\"54:48:E6:8F:80:A5\",\"key\":\"231d39c1d7cc1ab1aee224cd096db932\","
                + "\"ad\":\"0201061216d2fc41a47266c95f730011223378237214\",\"unknown\":[1]}";

        assertThat(decode(encrypted).object().getAsJsonObject("readings").keySet())
                .containsExactly("temperature", "humidity");
    }

    @Test
    void advertisingDataCutOff_decoded_saidToBeInvalid() throws IOException {
        JsonObject result = decode("{\"ad\":\"1bff9904\"}").object();

        assertThat(result.get("reject").getAsString()).isEqualTo("invalid");
        assertThat(result.get("why").getAsString()).contains("27 bytes");
    }

    @Test
    void severalButtons_decoded_countedFromOne() throws IOException {
        JsonObject result =
                decode("{\"serviceData\":{\"fcd2\":\"403a003a013c0203\"}}").object();

        assertThat(result.getAsJsonArray("events").toString())
                .isEqualTo("[{\"type\":\"button\",\"index\":2,\"value\":\"press\"},"
                        + "{\"type\":\"dimmer\",\"value\":\"rotate_right\",\"steps\":3}]");
    }

    @Test
    void firmwareAndPacketNumber_decoded_areReadingsToo() throws IOException {
        JsonObject readings = decode("{\"serviceData\":{\"fcd2\":\"400007f2010203\"}}")
                .object()
                .getAsJsonObject("readings");

        assertThat(readings.getAsJsonObject("packet_id").get("value").getAsInt())
                .isEqualTo(7);
        assertThat(readings.getAsJsonObject("firmware_version").get("value").getAsString())
                .isEqualTo("3.2.1");
    }

    @Test
    void wrongKey_rejected_withoutTheKey() throws IOException {
        Program.Outcome outcome =
                decode("{\"address\":\"54:48:E6:8F:80:A5\",\"key\":\"00112233445566778899aabbccddeeff\","
                        + "\"serviceData\":{\"fcd2\":\"41a47266c95f730011223378237214\"}}");

        assertThat(outcome.object().get("reject").getAsString()).isEqualTo("wrong_key");
        assertThat(outcome.out()).doesNotContain("00112233");
    }

    @Test
    void explain_decoded_eachByteHasItsReading() throws IOException {
        List<String> lines = Program.run("decode", "--explain", file(TAG)).lines();

        assertThat(lines.get(0)).startsWith("{");
        assertThat(lines.subList(1, lines.size()))
                .startsWith(
                        "  manufacturerData 0x0499",
                        "     0  05                    (layout)",
                        "     1  12fc                  temperature",
                        "     3  5394                  humidity")
                .contains("    14  36                    tx_power, voltage")
                .endsWith("    18  cbb8334c884f          -");
    }

    @Test
    void explain_encrypted_cipherTextIsOneWhole() throws IOException {
        List<String> lines = Program.run(
                        "decode",
                        "--explain",
                        file("{\"address\":\"54:48:E6:8F:80:A5\",\"key\":\"231d39c1d7cc1ab1aee224cd096db932\","
                                + "\"serviceData\":{\"fcd2\":\"41a47266c95f730011223378237214\"}}"))
                .lines();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).isEqualTo("     0  41a47266c95f730011223378237214  (layout)");
    }

    @Test
    void characteristic_decoded_fieldsPrinted() {
        Program.Outcome outcome = Program.run("decode", "--characteristic", "2a37", "105a00080010");

        assertThat(outcome.object().getAsJsonObject("readings").get("heart_rate"))
                .hasToString("{\"value\":90,\"unit\":\"bpm\"}");
    }

    @ParameterizedTest
    @CsvSource({"2a37, 00, invalid", "2aff, 00, unknown"})
    void characteristicThatCannotBeRead_rejected_reasonTold(String uuid, String hex, String reason) {
        JsonObject result = Program.run("decode", "--characteristic", uuid, hex).object();

        assertThat(result.get("reject").getAsString()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a37", "2a37 zz", "zz 00"})
    void characteristic_wrongWords_areWrongUsage(String words) {
        Program.Outcome outcome = Program.run(("decode --characteristic " + words).split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).doesNotContain("Exception");
    }

    @Test
    void fileThatIsNotThere_fails_inOneLine() {
        Program.Outcome outcome =
                Program.run("decode", folder.resolve("none.jsonl").toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).contains("cannot read").contains("none.jsonl");
    }

    private Program.Outcome decode(String... lines) throws IOException {
        return Program.run("decode", file(lines));
    }

    private String file(String... lines) throws IOException {
        return Files.write(folder.resolve("frames.jsonl"), List.of(lines)).toString();
    }
}
