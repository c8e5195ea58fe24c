// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.beacons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.Consumer;
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
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.RejectReason;
import org.ravning.testkit.vector.ProfileContract;

class BeaconProfileTest extends ProfileContract {

    BeaconProfileTest() {
        super(new BeaconProfile());
    }

    @Test
    void allVectors_counted_noneMissing() {
        assertThat(vectors()).hasSize(29);
    }

    @ParameterizedTest
    @CsvSource({
        "00fc0011, INVALID",
        "1000, INVALID",
        "100004676f6f676c6507, INVALID",
        "10000061ff, INVALID",
        "20000bb81500, INVALID",
        "20050bb815000000004500000258, INVALID",
        "2001aabbccddeeff001122334455, KEY_MISSING",
        "3000aabb, INVALID",
        "'', INVALID",
    })
    void brokenEddystone_decoded_reasonTold(String hex, RejectReason reason) {
        assertThat(eddystone(hex))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, m -> assertThat(m.reason()).isEqualTo(reason));
    }

    @Test
    void telemetryWithoutSensors_decoded_notAvailable() {
        Decoded.Readings decoded = (Decoded.Readings) eddystone("200000008000000000010000000a");

        assertThat(decoded.readings())
                .extracting(r -> r.property().name() + "=" + r.value())
                .containsExactly(
                        "frame_type=tlm", "voltage=null", "temperature=null", "advertisement_count=1", "uptime=1");
    }

    @Test
    void ephemeralIdentifier_decoded_asText() {
        Decoded.Readings decoded = (Decoded.Readings) eddystone("30f00011223344556677");

        assertThat(decoded.readings())
                .extracting(r -> r.property().name() + "=" + r.value())
                .containsExactly("frame_type=eid", "tx_power=-16", "ephemeral_id=0011223344556677");
    }

    @Test
    void oldRuuviFormat_decoded_identified() {
        assertThat(((Decoded.Readings) eddystone("10ee037275752e76692f23416a7759414d4666"))
                        .model()
                        .manufacturer())
                .isEqualTo("Ruuvi");
    }

    @Test
    void beacons_nameTheirSender_whichAnybodyMayBe() {
        String numbers = "f7826da64fa24e988024bc5b71e0893e" + "0001ffff" + "c5";
        Bytes alt = Bytes.ofHex("beac" + numbers + "00");

        assertThat(identity(builder -> builder.manufacturerData(0x004C, Bytes.ofHex("0215" + numbers))))
                .isEqualTo("ibeacon-f7826da64fa24e988024bc5b71e0893e-1-65535");
        assertThat(identity(builder -> builder.manufacturerData(0x0118, alt)))
                .isEqualTo("altbeacon-f7826da64fa24e988024bc5b71e0893e-1-65535");
        assertThat(identity(builder -> builder.serviceData(
                        BleUuid.of(0xFEAA), Bytes.ofHex("00ee00112233445566778899aabbccddeeff0000"))))
                .isEqualTo("eddystone-00112233445566778899-aabbccddeeff");
        assertThat(((Decoded.Readings) eddystone("200000008000000000010000000a")).identity())
                .isNull();
        assertThat(profile().isAnybodys()).isTrue();
    }

    private String identity(Consumer<AdvertisingData.Builder> what) {
        Decoded decoded = profile().decode(heard(what), DecodeContext.NONE);
        return String.valueOf(((Decoded.Readings) decoded).identity());
    }

    @Test
    void beaconOfGovee_decoded_ignored() {
        String uuid = Bytes.ofUtf8("INTELLI_ROCKS_HW").hex();

        assertThat(profile()
                        .decode(
                                heard(builder ->
                                        builder.manufacturerData(0x004C, Bytes.ofHex("0215" + uuid + "507500c5c5"))),
                                DecodeContext.NONE))
                .isInstanceOf(Decoded.Ignored.class);
    }

    private Decoded eddystone(String hex) {
        return profile()
                .decode(
                        heard(builder -> builder.serviceData(BleUuid.of(0xFEAA), Bytes.ofHex(hex))),
                        DecodeContext.NONE);
    }

    static Advertisement heard(Consumer<AdvertisingData.Builder> what) {
        AdvertisingData.Builder data = AdvertisingData.builder();
        what.accept(data);
        return new Advertisement(
                DeviceAddress.of("00:00:5E:00:53:00", AddressType.RANDOM),
                new AdapterId("test", "air"),
                Instant.EPOCH,
                -60,
                null,
                data.build());
    }
}
