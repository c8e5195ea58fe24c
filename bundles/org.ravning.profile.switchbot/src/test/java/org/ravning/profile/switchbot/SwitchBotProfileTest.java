// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
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

    // Made up from the layouts of pySwitchbot 3.1; maker's data after the address.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "140064 | 016405972c | temperature=23.5 humidity=44 battery=100",
                "340064 | 016405972c | temperature=23.5 humidity=44 battery=100",
                "743064 | 016400000000 | temperature=null humidity=null battery=100",
                "7400640399a3 |  | temperature=25.3 humidity=35 battery=100",
                "350050 | 01640797280000270f | temperature=23.7 humidity=40 battery=80 co2=9999",
                "150050 | 016407972800002710 | temperature=23.7 humidity=40 battery=80 co2=null",
                "000050069a23001053b0 |  | temperature=26.6 humidity=35 battery=80",
                "000050001053b0 | 05d0069a23 | temperature=26.6 humidity=35 battery=80 battery_charging=true",
                "00205f0010f3d840 | 13940999ad0000000084 | on=true battery=20 temperature=25.9 humidity=45 motion=true light=true",
                "00205f0110f3d8 | 13140919ad0000000002 | on=false battery=20 temperature=-25.9 humidity=45 motion=false light=false",
                "00003701113e10 | 15b70308 | battery=55 battery_charging=true image=3",
                "270000 | 01e4 | battery=100 battery_charging=true",
                "790064 | 07 | battery=100 attempt=7",
                "590064 | 07 | battery=100 attempt=7",
                "00006001115198 | 2be0c70000000800 | battery=96 battery_charging=true lockout_alarm=true tamper=true duress_alarm=true too_hot=true too_cold=true doorbell=true motion=false",
                "00006001110378 | 2b60000000000001 | battery=96 battery_charging=false lockout_alarm=false tamper=false duress_alarm=false too_hot=false too_cold=false doorbell=false motion=true",
                "6f0050 | 01c402 | battery=80 calibrated=true lock_state=locking_stop unlocked_alarm=false door=true unclosed_alarm=false auto_lock_paused=true",
                "2d0050 | 01f010 | battery=80 calibrated=true lock_state=half_locked unlocked_alarm=true",
                "0d0050 | 01f010 | battery=80 calibrated=true lock_state=half_locked unlocked_alarm=true",
                "00802e00116908 | 0a1010 | battery=46 calibrated=false lock_state=unlocked unlocked_alarm=true",
                "240050 | 01881834004a | battery=52 calibrated=true lock_state=unlocked door=true auto_lock_paused=true unclosed_alarm=false unlocked_alarm=true battery_low=true",
                "0080340010a5b8 | 2582103400d0 | battery=52 calibrated=true lock_state=locked door=true auto_lock_paused=false unclosed_alarm=true unlocked_alarm=true power_alarm=true",
                "00803401119fb8 | 25c200340000 | battery=52 calibrated=true lock_state=null door=false auto_lock_paused=false unclosed_alarm=false unlocked_alarm=false power_alarm=false",
                "00803400116909 | 25b800340000 | battery=52 calibrated=true lock_state=half_locked door=false auto_lock_paused=false unclosed_alarm=false unlocked_alarm=false power_alarm=false",
                "3c000000 | 01800000012c | on=true power=300",
                "3c000000 | 0100 | on=false",
                "1d000000 | 014000000001012c | on_1=false on_2=true power_1=1 power_2=300",
                "3f000000 | 018000000007 | on=true switch_mode=true power=7",
                "0000000010d0b7 | 059e22 | on=true brightness=30",
                "000000000111bef8 | 051e22 | on=false brightness=30",
                "000000000011b340 | 01d08132 | battery=80 battery_charging=true on=true oscillating=true speed=50",
                "00000000110760 | 0181d032 | on=true oscillating=true battery=80 speed=50 battery_charging=true",
                "0000000010e050 | 0100000000005a00 | battery=90",
                "0f0000 | 0100000000005a00 | battery=90",
            })
    void newerModels_decoded_allTheyTell(String service, String maker, String readings) {
        assertThat(told(decode(service, maker == null ? "" : "aabbccddeeff" + maker, null)))
                .isEqualTo(readings);
    }

    @ParameterizedTest
    @CsvSource({"6, 'on=true level=128'", "5, malformed", "7, malformed"})
    void humidifierThatNamesNoModel_decoded_byItsChip(int addressLength, String readings) {
        Advertisement heard = advertisement(AdvertisingData.builder()
                .serviceData(BleUuid.of(0xFD3D), Bytes.ofHex("ff80005f80426300"))
                .manufacturerData(0x02E5, Bytes.of(new byte[addressLength]))
                .build());

        Decoded decoded = profile().decode(heard, DecodeContext.NONE);

        assertThat(decoded instanceof Decoded.Malformed ? "malformed" : told(decoded))
                .isEqualTo(readings);
    }

    // A letter with bit 5 clear says that the device waits to be added; what it measures is the same.
    @ParameterizedTest
    @EnumSource(Model.class)
    void letter_whileWaitingToBeAdded_sameModel(Model model) {
        int id = model.id();
        if (id < 0x80) {
            assertThat(Model.of(Bytes.ofInts(id | 0x20))).isEqualTo(model);
            assertThat(Model.of(Bytes.ofInts(id & ~0x20))).isEqualTo(model);
            assertThat(Model.of(Bytes.ofInts(id & ~0x20 | 0x80))).isEqualTo(model);
        } else {
            Bytes name = Bytes.ofInts(id >> 16, id >> 8 & 0xFF, id & 0xFF);
            assertThat(Model.of(Bytes.ofHex("00000000").concat(name))).isEqualTo(model);
            assertThat(Model.of(Bytes.ofHex("00000001").concat(name))).isEqualTo(model);
            assertThat(Model.of(Bytes.ofHex("0000000001").concat(name).concat(Bytes.ofInts(7))))
                    .isEqualTo(model);
            assertThat(Model.of(Bytes.ofHex("00000002").concat(name))).isNull();
        }
    }

    private static String told(Decoded decoded) {
        return ((Decoded.Readings) decoded)
                .readings().stream()
                        .map(r -> r.property().name() + "=" + r.value())
                        .collect(Collectors.joining(" "));
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
