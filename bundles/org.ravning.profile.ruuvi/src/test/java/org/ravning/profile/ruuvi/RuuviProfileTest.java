// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.ruuvi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.RejectReason;
import org.ravning.testkit.vector.AdvertisementVector;
import org.ravning.testkit.vector.VectorAssertions;

class RuuviProfileTest {
    private static final int RUUVI = 0x0499;

    private static final String ENCRYPTED = "0843825b56324fe019c4bd4d6d3cecac6e";
    private static final String KEY = "526457452d36091a5275757669546167";

    private final RuuviProfile profile = new RuuviProfile();

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void vector_decoded_asExpected(AdvertisementVector vector) {
        VectorAssertions.assertDecodes(profile, vector);
    }

    @Test
    void allVectors_counted_noneMissing() {
        assertThat(vectors()).hasSize(26);
    }

    @Test
    void formatFive_decoded_printsExactly() {
        Decoded.Readings decoded = (Decoded.Readings) decode("0512fc5394c37c0004fffc040cac364200cdcbb8334c884f");

        assertThat(decoded.readings().stream().map(RuuviProfileTest::text))
                .containsExactly(
                        "temperature 24.3",
                        "humidity 53.49",
                        "pressure 1000.44",
                        "acceleration_x 0.004",
                        "acceleration_y -0.004",
                        "acceleration_z 1.036",
                        "voltage 2.977",
                        "tx_power 4",
                        "movement_counter 66",
                        "measurement_sequence_number 205");
        assertThat(decoded.model().model()).isEqualTo("RuuviTag");
    }

    @Test
    void formatSix_decoded_airQualityTold() {
        Decoded.Readings decoded = (Decoded.Readings) decode("06170c5668c79e007000c90501d900cd004c884f");

        assertThat(decoded.readings().stream().map(RuuviProfileTest::text))
                .containsExactly(
                        "temperature 29.5",
                        "humidity 55.3",
                        "pressure 1011.02",
                        "pm25 11.2",
                        "co2 201",
                        "voc_index 10",
                        "nox_index 2",
                        "illuminance 13026.67",
                        "measurement_sequence_number 205",
                        "calibration_in_progress false");
        assertThat(decoded.model().model()).isEqualTo("Ruuvi Air");
    }

    // The block and key of docs.ruuvi.com, data format 8, with each of the check bytes that the page names. Its 2.765 V
    // and
    // 4 dBm were packed with the voltage shifted by four bits, not by the five of its own table: 2.183 V is what the
    // bits say.
    @ParameterizedTest
    @ValueSource(strings = {"ae", "1c"})
    void formatEight_withItsKey_decoded(String check) {
        Decoded.Readings decoded = (Decoded.Readings) decode(ENCRYPTED + check + "aabbccddeedd", KEY);

        assertThat(decoded.readings().stream().map(RuuviProfileTest::text))
                .containsExactly(
                        "temperature 24.58",
                        "humidity 40.54",
                        "pressure 1004.53",
                        "voltage 2.183",
                        "tx_power -28",
                        "movement_counter 15",
                        "measurement_sequence_number 6353");
    }

    @ParameterizedTest
    @CsvSource({
        ", KEY_MISSING",
        "526457452d36091a527575766954, WRONG_KEY",
        "00000000000000000000000000000000, WRONG_KEY"
    })
    void formatEight_withoutItsKey_refused(String key, RejectReason reason) {
        assertThat(decode(ENCRYPTED + "ae", key))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, m -> assertThat(m.reason()).isEqualTo(reason));
    }

    @Test
    void plainFrame_ofATagWithAKey_isADowngrade() {
        assertThat(decode("0512fc5394c37c0004fffc040cac364200cdcbb8334c884f", KEY))
                .isEqualTo(Decoded.Malformed.plainWithKey());
    }

    @Test
    void sensorsThatFailed_decoded_notAvailable() {
        Decoded.Readings decoded = (Decoded.Readings) decode("058000ffffffff800080008000ffffffffffffffffffffff");

        assertThat(decoded.readings())
                .hasSize(10)
                .allSatisfy(r -> assertThat(r.value()).isNull());
    }

    @ParameterizedTest
    @CsvSource({"'', NO_DATA", "07aabb, UNKNOWN_OBJECT", "08aabb, INVALID", "0512fc, INVALID", "03, INVALID"})
    void brokenFrame_decoded_reasonTold(String hex, RejectReason reason) {
        assertThat(decode(hex))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, m -> assertThat(m.reason()).isEqualTo(reason));
    }

    @Test
    void otherCompany_decoded_notMine() {
        assertThat(profile.decode(advertisement(0x004C, Bytes.ofHex("0512")), DecodeContext.NONE))
                .isEqualTo(Decoded.NOT_MINE);
    }

    @Test
    void plainJar_loaded_profileFound() {
        assertThat(ServiceLoader.load(AdvertisementProfile.class)).hasAtLeastOneElementOfType(RuuviProfile.class);
    }

    @Test
    void randomFrames_decoded_neverThrows() {
        Random random = new Random(20261121);
        int[] formats = {0x03, 0x05, 0xC5, 0x06, 0xE1, 0x08};
        int decoded = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] frame = new byte[random.nextInt(42)];
            random.nextBytes(frame);
            if (frame.length > 0 && random.nextInt(8) != 0) {
                frame[0] = (byte) formats[random.nextInt(formats.length)];
            }
            if (profile.decode(advertisement(RUUVI, Bytes.of(frame)), DecodeContext.NONE) instanceof Decoded.Readings) {
                decoded++;
            }
        }
        assertThat(decoded).isBetween(20_000, 180_000);
    }

    private Decoded decode(String hex) {
        return decode(hex, null);
    }

    private Decoded decode(String hex, @Nullable String key) {
        DecodeContext context = new DecodeContext(key == null ? null : Bytes.ofHex(key), null);
        return profile.decode(advertisement(RUUVI, Bytes.ofHex(hex)), context);
    }

    private static Advertisement advertisement(int company, Bytes frame) {
        return new Advertisement(
                DeviceAddress.of("CB:B8:33:4C:88:4F", AddressType.RANDOM),
                new AdapterId("test", "air"),
                Instant.EPOCH,
                -60,
                null,
                AdvertisingData.builder().manufacturerData(company, frame).build());
    }

    private static String text(Reading reading) {
        return reading.property().name() + " " + reading.value();
    }

    private static List<AdvertisementVector> vectors() {
        return AdvertisementVector.load(RuuviProfileTest.class, "advertisements.json");
    }
}
