// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.bthome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.OpaqueDeviceId;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.Value;
import org.ravning.testkit.vector.AdvertisementVector;
import org.ravning.testkit.vector.VectorAssertions;

class BtHomeProfileTest {
    private static final UUID V2 = BleUuid.of(0xFCD2);
    private static final DeviceId SENSOR = DeviceAddress.of("54:48:E6:8F:80:A5", AddressType.PUBLIC);
    private static final DecodeContext KEY = new DecodeContext(Bytes.ofHex("231d39c1d7cc1ab1aee224cd096db932"), null);

    private final BtHomeProfile profile = new BtHomeProfile();

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void vector_decoded_asExpected(AdvertisementVector vector) {
        VectorAssertions.assertDecodes(profile, vector);
    }

    @Test
    void allVectors_counted_noneMissing() {
        assertThat(vectors()).hasSize(103);
    }

    @ParameterizedTest
    @CsvSource({
        "4002ca09, temperature, 25.06",
        "4058ea, temperature, -7.7",
        "405c02fbffff, power, -12.78",
        "40624099dfff, speed, -2.123456",
        "44530c48656c6c6f20576f726c6421, text, Hello World!",
        "44540401020304, raw, 01020304",
        "40130100, tvoc, 1",
        "4046fa, uv_index, 25",
        "403f2dfb, rotation, -123.5",
        "405a0080, count, -32768",
        "40f00100, device_type_id, 1",
        "401f01, lock, true",
    })
    void object_decoded_printsExactly(String hex, String name, String text) {
        Reading reading = readings(hex, DecodeContext.NONE).readings().get(0);

        assertThat(reading.property().name()).isEqualTo(name);
        assertThat(reading.value()).hasToString(text);
    }

    @Test
    void firmwareOfFourBytes_decoded_partOfModel() {
        assertThat(readings("40f104030201" + "0164", DecodeContext.NONE).model().firmware())
                .isEqualTo("1.2.3.4");
    }

    @Test
    void firstOfThreeImpossible_decoded_othersKeepTheirNumbers() {
        assertThat(readings("40" + "020080" + "02cf09" + "02ca09", DecodeContext.NONE)
                        .readings())
                .extracting(r -> r.property().name() + " " + r.value())
                .containsExactly("temperature_2 25.11", "temperature_3 25.06");
        assertThat(readings("40" + "020080" + "02cf09", DecodeContext.NONE).readings())
                .extracting(r -> r.property().name())
                .containsExactly("temperature_2");
    }

    @Test
    void encryptedFrame_decoded_counterReturned() {
        assertThat(readings("41a47266c95f730011223378237214", KEY).counter()).isEqualTo(0x33221100L);
        assertThat(readings("4002ca09", DecodeContext.NONE).counter()).isNull();
    }

    @Test
    void addressInFrame_encrypted_usedWhereTheSystemHidesIt() {
        DeviceId hidden = new OpaqueDeviceId(new UUID(1, 2));

        assertThat(decode(hidden, "41a47266c95f730011223378237214", KEY))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, m -> assertThat(m.why()).contains("hides the address"));
        assertThat(readings("42b2188d38c1a404138a01", DecodeContext.NONE).readings())
                .extracting(r -> String.valueOf(r.value()))
                .containsExactly("1008.83");
    }

    @Test
    void commandAndDimmer_decoded_attributesTold() {
        List<Event> events =
                readings("40" + "3b020105" + "3c0203", DecodeContext.NONE).events();

        assertThat(events).extracting(Event::type).containsExactly("command", "rotate_right");
        assertThat(events.get(0).attributes())
                .containsEntry("code", Value.of(1))
                .containsEntry("arguments", Value.of("05"));
        assertThat(events.get(1).attributes()).containsEntry("steps", Value.of(3));
    }

    @Test
    void buttonNotPressed_decoded_nothingHappened() {
        Decoded.Readings decoded = readings("4400013a00", DecodeContext.NONE);

        assertThat(decoded.events()).isEmpty();
        assertThat(decoded.packetId()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "40, NO_DATA",
        "4002ca, INVALID",
        "4053, INVALID",
        "42b2188d, INVALID",
        "60fe, INVALID",
        "403c0500, INVALID_VALUE",
    })
    void brokenFrame_decoded_reasonTold(String hex, RejectReason reason) {
        assertThat(decode(SENSOR, hex, DecodeContext.NONE))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, m -> assertThat(m.reason()).isEqualTo(reason));
    }

    @Test
    void otherServiceData_decoded_notMine() {
        assertThat(profile.decode(advertisement(SENSOR, BleUuid.of(0x180F), Bytes.ofHex("64")), DecodeContext.NONE))
                .isEqualTo(Decoded.NOT_MINE);
    }

    @Test
    void plainJar_loaded_profileFound() {
        assertThat(ServiceLoader.load(AdvertisementProfile.class)).hasAtLeastOneElementOfType(BtHomeProfile.class);
    }

    @Test
    void mutatedFrames_decoded_neverThrows() {
        Random random = new Random(20261121);
        List<AdvertisementVector> vectors = vectors();
        int decoded = 0;
        for (int i = 0; i < 200_000; i++) {
            AdvertisementVector vector = vectors.get(random.nextInt(vectors.size()));
            UUID uuid = vector.advertisement().serviceData().keySet().iterator().next();
            Bytes frame = mutated(vector.advertisement().serviceData().get(uuid), random);
            DecodeContext context = random.nextInt(4) == 0 ? KEY : DecodeContext.NONE;
            if (profile.decode(advertisement(SENSOR, uuid, frame), context) instanceof Decoded.Readings) {
                decoded++;
            }
        }
        assertThat(decoded).isBetween(20_000, 180_000);
    }

    // Numbers of version 1: unsigned, signed, float, timestamp; what cannot be read costs only itself.
    @ParameterizedTest
    @CsvSource({
        "a5505d396164, timestamp=1684093277",
        "2302ca09a5505d396164, temperature=25.06 timestamp=1684093277",
        "2302ca09a4505d3961, temperature=25.06",
        "2302ca098502640000ff, temperature=25.06",
        "0303e8ff2302ca09, temperature=25.06",
    })
    void versionOne_decoded_eachObjectByItself(String hex, String readings) {
        Decoded decoded =
                profile.decode(advertisement(SENSOR, BleUuid.of(0x181C), Bytes.ofHex(hex)), DecodeContext.NONE);

        assertThat(((Decoded.Readings) decoded)
                        .readings().stream()
                                .map(r -> r.property().name() + "=" + r.value())
                                .collect(Collectors.joining(" ")))
                .isEqualTo(readings);
    }

    @Test
    void impossibleValue_alone_frameInvalid() {
        assertThat(decode(SENSOR, "4003ffff", DecodeContext.NONE))
                .isEqualTo(new Decoded.Malformed(RejectReason.INVALID_VALUE, "humidity 655.35 %"));
    }

    private static Bytes mutated(Bytes frame, Random random) {
        byte[] bytes = frame.toArray();
        for (int flips = random.nextInt(3); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        Bytes cut = random.nextInt(3) == 0 ? Bytes.of(bytes, 0, random.nextInt(bytes.length + 1)) : Bytes.of(bytes);
        return random.nextInt(3) == 0 ? cut.concat(Bytes.ofInts(random.nextInt(256), random.nextInt(256))) : cut;
    }

    private Decoded.Readings readings(String hex, DecodeContext context) {
        Decoded decoded = decode(SENSOR, hex, context);
        assertThat(decoded).isInstanceOf(Decoded.Readings.class);
        return (Decoded.Readings) decoded;
    }

    private Decoded decode(DeviceId device, String hex, DecodeContext context) {
        return profile.decode(advertisement(device, V2, Bytes.ofHex(hex)), context);
    }

    private static Advertisement advertisement(DeviceId device, UUID uuid, Bytes frame) {
        AdvertisingData data =
                AdvertisingData.builder().serviceData(uuid, frame).build();
        return new Advertisement(device, new AdapterId("test", "air"), Instant.EPOCH, -60, null, data);
    }

    private static List<AdvertisementVector> vectors() {
        return AdvertisementVector.load(BtHomeProfileTest.class, "advertisements.json");
    }
}
