// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;

class CharacteristicCodecTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void vector_decoded_fieldsAsExpected(JsonObject vector) {
        DecodedValue decoded = decode(vector);

        for (Map.Entry<String, JsonElement> entry :
                vector.getAsJsonObject("expected").entrySet()) {
            assertField(
                    decoded.field(entry.getKey()).orElseThrow(),
                    entry.getValue().getAsJsonObject());
        }
    }

    @Test
    void allVectors_counted_noneMissing() {
        assertThat(vectors()).hasSize(152);
    }

    @ParameterizedTest
    @CsvSource({
        "2a6e, ca09, 25.06 °C",
        "2a19, 64, 100 %",
        "2a06, 02, high_alert",
        "2a6e, 0080, -",
        "2a08, e7070d0f0e1e00, -",
        "2a08, 00000c0f0e1e00, -",
        "2a37, 1050000800, 'heart_rate 80 bpm, sensor_contact -, rr_interval_1 2 s'",
        "2a56, 27, 'digital_1 unknown, digital_2 active, digital_3 tri_state, digital_4 inactive'",
        "2a2a, 0a0b, 0a0b",
        "2a04, 0600280000002a00, 'min_interval 7.5 ms, max_interval 50 ms, latency 0, supervision_timeout 420 ms'",
    })
    void value_asText_asPeopleReadIt(String characteristic, String hex, String text) {
        assertThat(CharacteristicCodec.decode(BleUuid.parse(characteristic), Bytes.ofHex(hex)))
                .map(DecodedValue::text)
                .contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2a6e, 25.06, ca09",
        "2a6e, -40, 60f0",
        "2a6e, 1000, ff7f",
        "2a6e, -1000, 0080",
        "2a19, 50.4, 32",
        "2a19, -1, 00",
        "2aae, -90, 00175bca",
        "2a6d, 429496729.5, ffffffff",
    })
    void number_encoded_nearestThatFits(String characteristic, BigDecimal number, String hex) {
        assertThat(CharacteristicCodec.number(BleUuid.parse(characteristic)))
                .map(form -> form.encode(number).hex())
                .contains(hex);
    }

    @Test
    void characteristics_asked_whetherTheyAreOneNumberOrText() {
        assertThat(CharacteristicCodec.number(BleUuid.of(0x2A37))).isEmpty();
        assertThat(CharacteristicCodec.text(BleUuid.of(0x2A37))).isEmpty();
        assertThat(CharacteristicCodec.text(BleUuid.of(0x2A29))).contains("manufacturer_name");
    }

    @Test
    void sameShortPartOnAnotherBase_decoded_nothing() {
        assertThat(CharacteristicCodec.decode(
                        UUID.fromString("00002a19-0000-1000-8000-00805f9b34fc"), Bytes.ofHex("64")))
                .isEmpty();
    }

    @Test
    void valueTooShort_decoded_nothing() {
        assertThat(CharacteristicCodec.decode(BleUuid.of(0x2A6E), Bytes.ofHex("01")))
                .isEmpty();
        assertThat(CharacteristicCodec.decode(BleUuid.of(0x2A37), Bytes.EMPTY)).isEmpty();
    }

    @Test
    void randomValues_decoded_neverThrows() {
        Random random = new Random(20261121);
        List<UUID> known = vectors()
                .map(v -> v.getPayload().get("characteristic").getAsString())
                .filter(c -> !c.startsWith("medfloat"))
                .distinct()
                .map(BleUuid::parse)
                .toList();
        int decoded = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] value = new byte[random.nextInt(24)];
            random.nextBytes(value);
            UUID characteristic = known.get(random.nextInt(known.size()));
            if (CharacteristicCodec.decode(characteristic, Bytes.of(value))
                    .filter(v -> !v.text().isEmpty())
                    .isPresent()) {
                decoded++;
            }
        }
        assertThat(decoded).isGreaterThan(50_000);
    }

    private static DecodedValue decode(JsonObject vector) {
        String characteristic = vector.get("characteristic").getAsString();
        Bytes value = Bytes.ofHex(vector.get("hex").getAsString());
        FieldReader reader = new FieldReader(value);
        switch (characteristic) {
            case "medfloat16" -> reader.addSfloat("value", null);
            case "medfloat32" -> reader.addFloat("value", null);
            default -> {
                return CharacteristicCodec.decode(BleUuid.parse(characteristic), value)
                        .orElseThrow();
            }
        }
        return new DecodedValue(reader.fields());
    }

    private static void assertField(DecodedField field, JsonObject expected) {
        JsonElement value = expected.get("value");
        if (value.isJsonNull()) {
            assertThat(field.value()).isNull();
        } else if (value.getAsJsonPrimitive().isBoolean()) {
            assertThat(field.value()).isEqualTo(value.getAsBoolean());
        } else if (value.getAsJsonPrimitive().isString()) {
            assertThat(field.value()).isEqualTo(value.getAsString());
        } else {
            BigDecimal difference = field.number()
                    .orElseThrow()
                    .subtract(value.getAsBigDecimal())
                    .abs();
            assertThat(difference).isLessThanOrEqualTo(expected.get("tolerance").getAsBigDecimal());
            assertThat(field.unit())
                    .isEqualTo(
                            expected.get("unit").isJsonNull()
                                    ? null
                                    : expected.get("unit").getAsString());
        }
    }

    private static Stream<Named<JsonObject>> vectors() {
        try (Reader reader = new InputStreamReader(
                CharacteristicCodecTest.class.getResourceAsStream("gatt.json"), StandardCharsets.UTF_8)) {
            JsonArray array = JsonParser.parseReader(reader).getAsJsonArray();
            return StreamSupport.stream(array.spliterator(), false)
                    .map(JsonElement::getAsJsonObject)
                    .map(v -> Named.of(v.get("id").getAsString(), v));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
