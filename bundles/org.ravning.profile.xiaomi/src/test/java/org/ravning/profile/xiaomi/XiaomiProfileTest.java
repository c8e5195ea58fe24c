// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.OpaqueDeviceId;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.Value;
import org.ravning.testkit.vector.ProfileContract;

class XiaomiProfileTest extends ProfileContract {
    private static final DeviceId PLUG = DeviceAddress.of("A4:C1:38:56:53:84", AddressType.PUBLIC);
    private static final String ENCRYPTED = "5858e4162c84535638c1a42b6ef2e91200006c884d9e";
    private static final DecodeContext KEY = new DecodeContext(Bytes.ofHex("a115210eed7a88e50ad52662e732a9fb"), null);

    XiaomiProfileTest() {
        super(
                new XiaomiProfile(),
                Map.of(
                        "mibeacon-0081",
                        "its source tells no events; mibeacon-0072, with the same object, expects this one"));
    }

    @Test
    void allVectors_counted_noneMissing() {
        assertThat(vectors()).hasSize(87);
    }

    @Test
    void encryptedFrame_decoded_counterAndPacketNumberReturned() {
        Decoded.Readings decoded = (Decoded.Readings) decode(PLUG, 0xFE95, ENCRYPTED, KEY);

        assertThat(decoded.counter()).isEqualTo(0x122CL);
        assertThat(decoded.packetId()).isEqualTo(0x2C);
        assertThat(decoded.model().model()).isEqualTo("LYWSD02MMC");
    }

    @Test
    void encryptedFrameWithAddress_whereTheSystemHidesIt_decodedAllTheSame() {
        assertThat(decode(new OpaqueDeviceId(new UUID(1, 2)), 0xFE95, ENCRYPTED, KEY))
                .isInstanceOf(Decoded.Readings.class);
    }

    // The date and time are all that tells a scale from others who use the SIG's services.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "181d | 22204ee607041d173b3b | weight_non_stabilized=100 stabilized=true weight_removed=false weight=100",
                "181d | 23204ee607041d173b3b | weight_non_stabilized=90.718 stabilized=true weight_removed=false weight=90.718",
                "181d | 22204eb2070101000000 | weight_non_stabilized=100 stabilized=true weight_removed=false weight=100",
                "181d | 22204eb1070101000000 | not mine",
                "181d | 22204e34080101000000 | not mine",
                "181d | 22204ee6070d1d173b3b | not mine",
                "181d | 22204ee607001d173b3b | not mine",
                "181d | 22204ee6070420173b3b | not mine",
                "181d | 22204ee607041d183b3b | not mine",
                "181d | 22204ee607041d173c3b | not mine",
                "181d | 22204ee607041d173b3c | not mine",
                "181b | 0226e607041d173b3bf401204e | weight_non_stabilized=100 stabilized=true weight_removed=false weight=100 impedance=500",
                "181b | 0226e607041d173b3bb80b204e | weight_non_stabilized=100 stabilized=true weight_removed=false weight=100",
                "181b | 0226e607041d173b3b0000204e | weight_non_stabilized=100 stabilized=true weight_removed=false weight=100",
                "181b | 0226e6070d1d173b3bf401204e | not mine",
                "181b | a4eafe3dab41e35646dfc9a4a5 | not mine",
            })
    void scale_decoded_onlyWithADate(String service, String hex, String expected) {
        assertThat(told(decode(PLUG, Integer.parseInt(service, 16), hex, DecodeContext.NONE)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "09b0 | 0f100101 | door=true",
                "09b0 | 0f100100 | door=false",
                "055b | 0f100100 | UNKNOWN_OBJECT",
                "5db1 | 0c480100 | opening=true",
                "5db1 | 0c480101 | opening=false",
                "5db1 | 0c480102 | INVALID_VALUE",
                "59fb | 22540100 | charging_state=Charging",
                "59fb | 22540101 | charging_state=Not charging",
                "59fb | 22540102 | charging_state=Full",
                "59fb | 22540103 | INVALID_VALUE",
                "055b | 06100 2ffff | INVALID_VALUE",
            })
    void object_decoded_asItsModelMeansIt(String product, String object, String expected) {
        String reversed = product.substring(2) + product.substring(0, 2);

        assertThat(told(decode(PLUG, 0xFE95, "4050" + reversed + "01" + object.replace(" ", ""), DecodeContext.NONE)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"599, MJZNMS03LM", "9b0, loock.safe.v1", "4f59, CGDK3", "59fa, M2457B1", "1, MiBeacon 0001"})
    void product_named_orToldByItsNumber(String product, String model) {
        assertThat(Products.model(Integer.parseInt(product, 16)).model()).isEqualTo(model);
    }

    @Test
    void thermometerOfAprilBrother_decoded_notMine() {
        assertThat(decode(PLUG, 0xFE95, "ab0300005e00530064ebff7f005e01", KEY)).isEqualTo(Decoded.NOT_MINE);
    }

    private static String told(Decoded decoded) {
        if (decoded instanceof Decoded.Readings told) {
            return told.readings().stream()
                    .map(r -> r.property().name() + "=" + r.value())
                    .collect(Collectors.joining(" "));
        }
        return decoded instanceof Decoded.Malformed malformed
                ? malformed.reason().name()
                : "not mine";
    }

    @ParameterizedTest
    @CsvSource({
        "5058e416, INVALID",
        "5018e4162c, INVALID",
        "5858e4162c84535638, INVALID",
        "5858e4162c84535638c1a42b6ef2, INVALID",
        "5858e4162c85535638c1a42b6ef2e91200006c884d9e, INVALID",
        "5858e4162c84535638c1a42b6ef2e91200006c884d9f, WRONG_KEY",
        "5050e4162c84535638c1a404100201ff, PLAIN_WITH_KEY",
        "1050e4162c84535638c1a4, NO_DATA",
    })
    void brokenFrame_decoded_reasonTold(String hex, RejectReason reason) {
        assertRejected(decode(PLUG, 0xFE95, hex, KEY), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "4040e4162c041002, INVALID",
        "4040e4162c04100100, INVALID",
        "4040e4162c99990100, UNKNOWN_OBJECT",
        "4040e4162c19100109, INVALID_VALUE",
        "4040e4162c014c040000c07f, INVALID_VALUE",
        "5860e4162c, INVALID",
    })
    void brokenObject_decoded_reasonTold(String hex, RejectReason reason) {
        assertRejected(decode(PLUG, 0xFE95, hex, DecodeContext.NONE), reason);
    }

    @Test
    void keyOfWrongLength_decoded_saidSo() {
        assertRejected(
                decode(PLUG, 0xFE95, ENCRYPTED, new DecodeContext(Bytes.ofHex("0011"), null)), RejectReason.WRONG_KEY);
        assertRejected(decode(PLUG, 0xFE95, ENCRYPTED, DecodeContext.NONE), RejectReason.KEY_MISSING);
    }

    @Test
    void wrongKeyOfVersionThree_decoded_noticedByWhatComesOut() {
        DeviceId dimmer = DeviceAddress.of("F8:24:41:C5:98:8B", AddressType.PUBLIC);
        DecodeContext wrong = new DecodeContext(Bytes.ofHex("000000000000000000000000"), null);

        assertRejected(
                decode(dimmer, 0xFE95, "5830b603368b98c54124f88bb8f2661351000000d6", wrong), RejectReason.WRONG_KEY);
    }

    @Test
    void meshDevice_decoded_ignored() {
        assertThat(decode(PLUG, 0xFE95, "d058e4162c", DecodeContext.NONE)).isInstanceOf(Decoded.Ignored.class);
    }

    @Test
    void productThatIsNotKnown_decoded_calledByItsNumber() {
        Decoded.Readings decoded = (Decoded.Readings) decode(PLUG, 0xFE95, "404034120104100264ff", DecodeContext.NONE);

        assertThat(decoded.model().model()).isEqualTo("MiBeacon 1234");
        assertThat(decoded.readings()).extracting(Reading::value).containsExactly(Value.scaled(-156, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "000304, rotate_right, 3",
        "00fd04, rotate_left, 3",
        "050004, rotate_right_pressed, 5",
        "fb0004, rotate_left_pressed, 5",
    })
    void dimmerTurned_decoded_directionAndSteps(String content, String type, int steps) {
        Decoded.Readings decoded =
                (Decoded.Readings) decode(PLUG, 0xFE95, "4040b60301" + "011003" + content, DecodeContext.NONE);

        Event event = decoded.events().get(0);
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.attributes()).containsEntry("steps", Value.of(steps));
    }

    @Test
    void lockError_decoded_eventTold() {
        Decoded.Readings decoded = (Decoded.Readings)
                decode(PLUG, 0xFE95, "40409e0601" + "0b0009" + "11" + "0300dec0" + "00000000", DecodeContext.NONE);

        assertThat(decoded.events())
                .extracting(e -> e.property().name() + "=" + e.type())
                .containsExactly("lock_event=lock", "error=lock_picking");
    }

    @Test
    void weightInPounds_decoded_inKilograms() {
        Decoded.Readings decoded =
                (Decoded.Readings) decode(PLUG, 0x181D, "21" + "1027" + "e507040b101301", DecodeContext.NONE);

        assertThat(decoded.readings())
                .extracting(r -> r.property().name() + "=" + r.value())
                .contains("weight=45.359", "stabilized=true");
    }

    @Test
    void plantSensor_decoded_asItsMakerSays() {
        Decoded.Readings decoded = (Decoded.Readings) decode(PLUG, 0xFD50, "0e006e0134a428005b", DecodeContext.NONE);

        assertThat(decoded.readings())
                .extracting(r -> r.property().name() + "=" + r.value())
                .containsExactly("moisture=14", "temperature=11", "illuminance=79012", "battery=40", "conductivity=91");
    }

    private static void assertRejected(Decoded decoded, RejectReason reason) {
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, m -> assertThat(m.reason()).isEqualTo(reason));
    }

    private Decoded decode(DeviceId device, int service, String hex, DecodeContext context) {
        AdvertisingData data = AdvertisingData.builder()
                .serviceData(BleUuid.of(service), Bytes.ofHex(hex))
                .build();
        return profile()
                .decode(
                        new Advertisement(device, new AdapterId("test", "air"), Instant.EPOCH, -60, null, data),
                        context);
    }
}
