// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.beacons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;

class PhoneProfileTest {
    private final PhoneProfile profile = new PhoneProfile();

    @ParameterizedTest
    @CsvSource({
        "0x004C, 10061a1e16ec7f61, Apple Nearby Info",
        "0x004C, 1219, Apple Find My",
        "0x004C, ff, Apple device",
        "0x004C, '', Apple device",
        "0x0006, 0109200c, Microsoft device",
        "0x0006, 030080, Microsoft Swift Pair",
        "0x00E0, 00, Google device",
    })
    void messageOfAPhone_decoded_ignoredByItsName(String company, String hex, String name) {
        assertThat(profile.decode(
                        BeaconProfileTest.heard(b -> b.manufacturerData(Integer.decode(company), Bytes.ofHex(hex))),
                        DecodeContext.NONE))
                .isEqualTo(new Decoded.Ignored(name));
    }

    @ParameterizedTest
    @CsvSource({"0xFD6F, Exposure notification", "0xFE2C, Google Fast Pair", "0xFEF3, Google Nearby"})
    void serviceOfAPhone_decoded_ignoredByItsName(String service, String name) {
        assertThat(profile.decode(
                        BeaconProfileTest.heard(
                                b -> b.serviceData(BleUuid.of(Integer.decode(service)), Bytes.ofHex("00"))),
                        DecodeContext.NONE))
                .isEqualTo(new Decoded.Ignored(name));
    }

    @Test
    void beacon_decoded_notMine() {
        assertThat(profile.decode(
                        BeaconProfileTest.heard(b -> b.manufacturerData(0x004C, Bytes.ofHex("021500"))),
                        DecodeContext.NONE))
                .isEqualTo(Decoded.NOT_MINE);
    }

    @Test
    void plainJar_loaded_profileFound() {
        assertThat(ServiceLoader.load(AdvertisementProfile.class)).hasAtLeastOneElementOfType(PhoneProfile.class);
    }
}
