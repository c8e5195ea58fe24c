// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;

class AdvertisingDataParserTest {
    private static final UUID UUID_128 = UUID.fromString("6e400001-b5a3-f393-e0a9-e50e24dcca9e");

    @Test
    void sensorWithNameAndServiceData_parsed_allTold() {
        AdvertisingData data = wellFormed("0201060b094449592d73656e736f720a16d2fc4002c40903bf13");

        assertThat(data.flags()).isEqualTo(6);
        assertThat(data.localName()).isEqualTo("DIY-sensor");
        assertThat(data.serviceData()).containsOnlyKeys(BleUuid.of(0xFCD2));
        assertThat(data.serviceData().get(BleUuid.of(0xFCD2))).isEqualTo(Bytes.ofHex("4002c40903bf13"));
        assertThat(data.raw()).isEqualTo(Bytes.ofHex("0201060b094449592d73656e736f720a16d2fc4002c40903bf13"));
    }

    @Test
    void everyLengthOfUuid_parsed_inOrderWithoutRepeats() {
        AdvertisingData data = wellFormed(
                "05030f180a18" + "0302" + "0f18" + "0504" + "78563412" + "1107" + "9ecadc240ee5a9e093f3a3b50100406e");

        assertThat(data.serviceUuids())
                .containsExactly(BleUuid.of(0x180F), BleUuid.of(0x180A), BleUuid.of(0x12345678), UUID_128);
    }

    @Test
    void everyLengthOfServiceData_parsed_keyedBy128Bits() {
        AdvertisingData data = wellFormed(
                "04160f1864" + "0620" + "78563412" + "01" + "1321" + "9ecadc240ee5a9e093f3a3b50100406e" + "0203");

        assertThat(data.serviceData())
                .containsEntry(BleUuid.of(0x180F), Bytes.ofHex("64"))
                .containsEntry(BleUuid.of(0x12345678), Bytes.ofHex("01"))
                .containsEntry(UUID_128, Bytes.ofHex("0203"))
                .hasSize(3);
    }

    @Test
    void powerAppearanceAndCompanies_parsed_allTold() {
        AdvertisingData data = wellFormed("020af4" + "0319c003" + "05ff99040501" + "03ff4c00");

        assertThat(data.txPower()).isEqualTo(-12);
        assertThat(data.appearance()).isEqualTo(0x03C0);
        assertThat(data.manufacturerData())
                .containsEntry(0x0499, Bytes.ofHex("0501"))
                .containsEntry(0x004C, Bytes.EMPTY);
    }

    @Test
    void shortenedNameAfterCompleteOne_parsed_completeNameKept() {
        assertThat(wellFormed("04094162630308" + "4162").localName()).isEqualTo("Abc");
        assertThat(wellFormed("0308416204094162" + "63").localName()).isEqualTo("Abc");
    }

    @Test
    void nameThatIsNotUtf8_parsed_replacementCharacters() {
        assertThat(wellFormed("0309ff41").localName()).isEqualTo("\uFFFDA");
    }

    @Test
    void companyRepeated_parsed_lastCounts() {
        assertThat(wellFormed("04ff990401" + "04ff990402").manufacturerData())
                .containsEntry(0x0499, Bytes.ofHex("02"))
                .hasSize(1);
    }

    @Test
    void unknownTypesAndPadding_parsed_skipped() {
        assertThat(wellFormed("0302" + "0f18" + "023c55" + "0000000000").serviceUuids())
                .containsExactly(BleUuid.of(0x180F));
    }

    @Test
    void noBytes_parsed_emptyAndWellFormed() {
        AdvertisingData data = wellFormed("");

        assertThat(data.serviceUuids()).isEmpty();
        assertThat(data.localName()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0201060aff4c00, structure at byte 3 says 10 bytes",
        "02010605, structure at byte 3 says 5 bytes",
        "0201060001, data after the end mark at byte 3",
        "020106040301020f, list of 16-bit UUIDs has 3 bytes",
        "020106050702030405, list of 128-bit UUIDs has 4 bytes",
        "02010602160f, service data has 1 bytes",
        "02010602ff4c, manufacturer data has 1 bytes",
        "020106010a, tx power has 0 bytes",
        "0201060219c0, appearance has 1 bytes",
    })
    void malformedStructure_parsed_reasonToldAndRestKept(String hex, String reason) {
        ParsedAdvertisingData parsed = AdvertisingDataParser.parse(Bytes.ofHex(hex));

        assertThat(parsed.isMalformed()).isTrue();
        assertThat(parsed.defect()).startsWith(reason).doesNotContain("\n");
        assertThat(parsed.data().flags()).isEqualTo(6);
    }

    @Test
    void structureAfterMalformedOne_parsed_kept() {
        ParsedAdvertisingData parsed = AdvertisingDataParser.parse(Bytes.ofHex("0403010203" + "03030f18"));

        assertThat(parsed.isMalformed()).isTrue();
        assertThat(parsed.data().serviceUuids()).containsExactly(BleUuid.of(0x180F));
    }

    @Test
    void moreBytesThanAnAdvertisementHas_parsed_refused() {
        ParsedAdvertisingData parsed = AdvertisingDataParser.parse(Bytes.of(new byte[1651]));

        assertThat(parsed.defect()).isEqualTo("more than 1650 bytes: 1651");
    }

    @Test
    void capturedNoise_parsed_everyPacketWellFormed() throws IOException {
        List<String> packets = capture();

        assertThat(packets).hasSize(814);
        assertThat(packets)
                .allSatisfy(hex -> assertThat(
                                AdvertisingDataParser.parse(Bytes.ofHex(hex)).defect())
                        .isNull());
        assertThat(packets.stream()
                        .filter(hex -> wellFormed(hex).manufacturerData().containsKey(0x0499)))
                .hasSizeGreaterThan(10);
    }

    @Test
    void randomBytes_parsed_neverThrows() throws IOException {
        Random random = new Random(20261121);
        List<String> packets = capture();
        int malformed = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes =
                    Bytes.ofHex(packets.get(random.nextInt(packets.size()))).toArray();
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Bytes mutated = Bytes.of(bytes, 0, random.nextInt(bytes.length + 1));
            if (AdvertisingDataParser.parse(mutated).isMalformed()) {
                malformed++;
            }
        }
        assertThat(malformed).isBetween(50_000, 199_999);
    }

    private static AdvertisingData wellFormed(String hex) {
        ParsedAdvertisingData parsed = AdvertisingDataParser.parse(Bytes.ofHex(hex));
        assertThat(parsed.defect()).isNull();
        return parsed.data();
    }

    private static List<String> capture() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                AdvertisingDataParserTest.class.getResourceAsStream("noise.jsonl"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> JsonParser.parseString(line)
                            .getAsJsonObject()
                            .get("ad")
                            .getAsString())
                    .toList();
        }
    }
}
