// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.atc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
import org.ravning.codec.crypto.AesCcm;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.RejectReason;
import org.ravning.testkit.vector.ProfileContract;

class AtcProfileTest extends ProfileContract {
    private static final DecodeContext KEY = new DecodeContext(Bytes.ofHex("b9ea895fac7eea6d30532432a516f3a3"), null);
    private static final DeviceId DEVICE = DeviceAddress.of("A4:C1:38:8D:18:B2", AddressType.PUBLIC);

    AtcProfileTest() {
        super(new AtcProfile());
    }

    @Test
    void allVectors_counted_noneMissing() {
        assertThat(vectors()).hasSize(2);
    }

    // ble_monitor, test_atc_parser.py.
    @Test
    void encryptedPvvx_decoded_asItsSourceSays() {
        Decoded.Readings decoded = (Decoded.Readings) decode("11d603fbfa7b6dfb1e26fd", KEY);

        assertThat(decoded.readings())
                .extracting(r -> r.property().name() + "=" + r.value())
                .containsExactly("temperature=23.45", "humidity=41.73", "battery=61");
        assertThat(decoded.packetId()).isEqualTo(0x11);
    }

    // Sealed by this test after the published layout.
    @Test
    void encryptedAtc_decoded_halfSteps() {
        Bytes nonce = Bytes.ofHex("b2188d38c1a4" + "0b161a18" + "07");
        Bytes sealed = AesCcm.encrypt(KEY.key(), nonce, Bytes.ofHex("11"), Bytes.ofInts(123, 95, 0x80 | 77), 4);
        Decoded.Readings decoded = (Decoded.Readings) decode("07" + sealed.hex(), KEY);

        assertThat(decoded.readings())
                .extracting(r -> r.property().name() + "=" + r.value())
                .containsExactly("temperature=21.5", "humidity=47.5", "battery=77");
    }

    @ParameterizedTest
    @CsvSource({
        "b2188d38c1a4a9066911b60b58f70d, PLAIN_WITH_KEY",
        "a4c1388d18b200a22f5f0bf819, PLAIN_WITH_KEY",
        "d603fbfa7b6dfb1e26fdab, WRONG_KEY",
        "0700000000000000, WRONG_KEY",
    })
    void frameThatTheKeyForbids_decoded_reasonTold(String hex, RejectReason reason) {
        assertRejected(decode(hex, KEY), reason);
    }

    @Test
    void keyMissingOrTooShort_decoded_saidSo() {
        assertRejected(decode("0700000000000000", DecodeContext.NONE), RejectReason.KEY_MISSING);
        assertRejected(decode("0700000000000000", new DecodeContext(Bytes.ofHex("00"), null)), RejectReason.WRONG_KEY);
    }

    @ParameterizedTest
    @CsvSource({"b14c", "100b0aa1542cbca1fffff0caf0ca0201", "000000000000a9066911b60b58f70d"})
    void serviceDataOfOthers_decoded_notMine(String hex) {
        assertThat(decode(hex, DecodeContext.NONE)).isEqualTo(Decoded.NOT_MINE);
    }

    private static void assertRejected(Decoded decoded, RejectReason reason) {
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, m -> assertThat(m.reason()).isEqualTo(reason));
    }

    private Decoded decode(String hex, DecodeContext context) {
        AdvertisingData data = AdvertisingData.builder()
                .serviceData(BleUuid.of(0x181A), Bytes.ofHex(hex))
                .build();
        return profile()
                .decode(
                        new Advertisement(DEVICE, new AdapterId("test", "air"), Instant.EPOCH, -60, null, data),
                        context);
    }
}
