// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
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
