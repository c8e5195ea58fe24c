// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

class SwitchBotProfileTest extends ProfileContract {
    SwitchBotProfileTest() {
        super(new SwitchBotProfile());
    }

    @Test
    void allVectors_counted_noneMissing() {
        assertThat(vectors()).hasSize(90);
    }

    // ble_monitor, test_switchbot.py, and the maker's own document of the Bot.
    @ParameterizedTest
    @CsvSource({
        "5400e4069835, 'temperature=24.6 humidity=53 battery=100'",
        "6900ba031938, 'temperature=-25.3 humidity=56 battery=58'",
        "4810e1, 'switch_mode=false on=false battery=97'",
        "4890e1, 'switch_mode=true on=true battery=97'",
        "48d0e1, 'switch_mode=true on=false battery=97'",
        "650000cd802b6300, 'on=false level=128'",
    })
    void serviceDataAlone_decoded_asItsSourceSays(String hex, String readings) {
        assertThat(((Decoded.Readings) decode(hex, "", null))
                        .readings().stream()
                                .map(r -> r.property().name() + "=" + r.value())
                                .reduce((a, b) -> a + " " + b))
                .contains(readings);
    }

    @Test
    void frameWithoutServiceData_withTheModelSaid_decoded() {
        assertThat(decode(null, "aabbccddeeffe00f06983500", "indoor/outdoor METER"))
                .isInstanceOf(Decoded.Readings.class);
        assertThat(decode(null, "aabbccddeeffe00f06983500", "Toaster")).isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void frameCutOff_ofEachModel_rejectedNotThrown(Model model) {
        for (int length = 0; length < 24; length++) {
            Bytes maker = Bytes.of(new byte[length]);
            Decoded decoded = decode(null, maker.hex(), model.title());
            if (decoded instanceof Decoded.Malformed malformed) {
                assertThat(malformed.reason()).isEqualTo(RejectReason.INVALID);
            } else {
                assertThat(decoded).isInstanceOf(Decoded.Readings.class);
            }
        }
    }

    @Test
    void otherDevicesOfNordic_decoded_notMine() {
        AdvertisingData data = AdvertisingData.builder()
                .manufacturerData(0x0059, Bytes.ofHex("00"))
                .build();

        assertThat(profile().decode(advertisement(data), DecodeContext.NONE)).isEqualTo(Decoded.NOT_MINE);
    }

    private Decoded decode(String service, String maker, String model) {
        AdvertisingData.Builder data = AdvertisingData.builder();
        if (service != null) {
            data.serviceData(BleUuid.of(0xFD3D), Bytes.ofHex(service));
        }
        if (!maker.isEmpty() || service == null) {
            data.manufacturerData(0x0969, Bytes.ofHex(maker));
        }
        return profile().decode(advertisement(data.build()), new DecodeContext(null, model));
    }

    private static Advertisement advertisement(AdvertisingData data) {
        return new Advertisement(
                DeviceAddress.of("00:00:5E:00:53:00", AddressType.RANDOM),
                new AdapterId("test", "air"),
                Instant.EPOCH,
                -60,
                null,
                data);
    }
}
