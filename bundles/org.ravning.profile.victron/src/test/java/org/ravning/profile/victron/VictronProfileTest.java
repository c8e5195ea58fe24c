// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.victron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.RejectReason;
import org.ravning.testkit.vector.ProfileContract;

class VictronProfileTest extends ProfileContract {
    private static final DecodeContext KEY = new DecodeContext(Bytes.ofHex("aff4d0995b7d1e176c0c33ecb9e70dcd"), null);
    private static final String SHUNT = "100289a302b040af925d09a4d89aa0128bdef48c6298a9";

    VictronProfileTest() {
        super(new VictronProfile());
    }

    @Test
    void allVectors_counted_noneMissing() {
        assertThat(vectors()).hasSize(26);
    }

    @Test
    void model_decoded_namedByItsNumber() {
        assertThat(((Decoded.Readings) decode(SHUNT, KEY)).model().model()).isEqualTo("SmartShunt 500A/50mV");
    }

    @ParameterizedTest
    @CsvSource({
        "10, INVALID",
        "100289a302b040af, INVALID",
        "100289a302b040af925d09, INVALID",
        "100289a37fb040af925d09a4d89aa0128bdef48c6298a9, UNKNOWN_OBJECT",
        "100289a302b040ae925d09a4d89aa0128bdef48c6298a9, WRONG_KEY",
    })
    void brokenFrame_decoded_reasonTold(String hex, RejectReason reason) {
        assertRejected(decode(hex, KEY), reason);
    }

    @Test
    void keyMissingOrTooShort_decoded_saidSo() {
        assertRejected(decode(SHUNT, DecodeContext.NONE), RejectReason.KEY_MISSING);
        assertRejected(decode(SHUNT, new DecodeContext(Bytes.ofHex("af"), null)), RejectReason.WRONG_KEY);
    }

    @Test
    void otherFramesOfVictron_decoded_ignored() {
        assertThat(decode("0200", KEY)).isInstanceOf(Decoded.Ignored.class);
    }

    @ParameterizedTest
    @CsvSource({"3, 'low_voltage,high_voltage'", "4, low_soc", "0, no_alarm", "32768, bit_15"})
    void bits_named_joinedByCommas(long bits, String names) {
        assertThat(Names.ofBits(Names.ALARM, bits, "no_alarm")).isEqualTo(names);
    }

    private static void assertRejected(Decoded decoded, RejectReason reason) {
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, m -> assertThat(m.reason()).isEqualTo(reason));
    }

    private Decoded decode(String hex, DecodeContext context) {
        AdvertisingData data = AdvertisingData.builder()
                .manufacturerData(0x02E1, Bytes.ofHex(hex))
                .build();
        DeviceId device = DeviceAddress.of("00:00:5E:00:53:00", AddressType.RANDOM);
        return profile()
                .decode(
                        new Advertisement(device, new AdapterId("test", "air"), Instant.EPOCH, -60, null, data),
                        context);
    }
}
