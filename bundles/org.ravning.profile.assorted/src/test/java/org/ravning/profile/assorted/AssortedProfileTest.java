// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

class AssortedProfileTest extends ProfileContract {
    AssortedProfileTest() {
        super(
                new AssortedProfile(),
                Map.of(
                        "thermobeacon-0007",
                        "its source tells the voltage in mV; the six others, of the same company, round it to 10 mV"));
    }

    @Test
    void allVectors_counted_noneMissing() {
        assertThat(vectors()).hasSize(61);
    }

    @ParameterizedTest
    @CsvSource({
        "0x0133, 99, UNKNOWN_OBJECT",
        "0x0133, 1755, INVALID",
        "0x06E8, 020a0a08011800fb09e511a6030f0203, UNKNOWN_OBJECT",
        "0xACC0, 70640016000100, UNKNOWN_OBJECT",
        "0x094F, 010110a90000fdff0100a1196be866000062, KEY_MISSING",
        "0xF214, 30017a03059884103e0f19ff0d, INVALID_VALUE",
        "0x0828, 01094fc8d403505643017d511e00, UNKNOWN_OBJECT",
        "0x0131, 0c464e0145525220202020202030, INVALID_VALUE",
        "0x01AE, 0000c07f702360420000c406, INVALID_VALUE",
        "0x8290, 0400cfe40000dc45b0ed10, UNKNOWN_OBJECT",
    })
    void brokenFrame_decoded_reasonTold(String company, String hex, RejectReason reason) {
        Bytes data = Bytes.ofHex(hex);

        assertThat(decode(b -> b.manufacturerData(Integer.decode(company), data)))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, m -> assertThat(m.reason()).isEqualTo(reason));
    }

    // Made up from the layouts of bluemaestro-ble, sensirion-ble, leaone-ble and Theengs Decoder; "@" stands for the
    // sender's
    // address, "~" for its reverse.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x0133 | 0d6402580ad100fc0100 | battery=100 temperature=25.2",
                "0x0133 | 086402580ad1ff9c | battery=100 temperature=-10",
                "0x0133 | 176402580ad100fc01f4009b0000 | battery=100 temperature=25.2 humidity=50 dew_point=15.5",
                "0x0133 | 166402580ad100fc01f4ffce000011223344556677889900112233445566778899001122334455 | battery=100 temperature=25.2 humidity=50 dew_point=-5",
                "0x0133 | 1b6402580ad100fc01f42795 | battery=100 temperature=25.2 humidity=50 pressure=1013.3",
                "0x0133 | 296400000000000000000000000000d809 | battery=100 temperature=25.2",
                "0x0133 | 2a6400000000000000000000000000d8098813 | battery=100 temperature=25.2 humidity=50",
                "0x0133 | 2b6400000000000000000000000000d8098813d28b0100 | battery=100 temperature=25.2 humidity=50 pressure=1013.3",
                "0x06D5 | 0004e2e7036a0080 | temperature=27.47 humidity=50",
                "0x06D5 | 0006e2e7036a1c65 | temperature=27.47 humidity=43.37",
                "0x06D5 | 0006e2e7036affff0d0953 | temperature=27.47 humidity=100",
                "0x06D5 | 0006e2e7036a0000 | temperature=27.47 humidity=0",
                "0x06D5 | 000ae2e7036a00809a05000000000000000000000000 | temperature=27.47 humidity=50 co2=1434",
                "0x0030 | 0000~d60b590159030000 | not mine",
                "0x0030 | 0000~d60b59015903440000000000 | not mine",
                "0x0030 | 0000~d60b59015903440c0000 | temperature=21.5625 humidity=53.5625 voltage=3.03 battery=100 button_pressed=false",
                "0x0010 | 0080~580cf5016c0443090000 | temperature=31.3125 humidity=70.75 voltage=3.16 battery=100 button_pressed=true",
                "0x0010 | 0080~580cf5ff4d0443090000 | temperature=-0.6875 humidity=68.8125 voltage=3.16 battery=100 button_pressed=true",
                "0x0010 | 0000~1027f5016c0443090000 | malformed",
                "0x0010 | 0000~580cf501ffff43090000 | malformed",
                "0x0010 | 0000112233445566580cf5016c0443090000 | not mine",
                "0xDFC0 | 06a400000002 30@ | weight_non_stabilized=77.11 stabilized=false",
                "0xF7C0 | 06a413800002 31@ | weight_non_stabilized=77.11 stabilized=true weight=77.11 impedance=499.2",
                "0xF7C0 | 06a413800002 21@ | weight_non_stabilized=170 stabilized=true weight=170 impedance=499.2",
                "0xF7C0 | 06a413800002 25@ | weight_non_stabilized=17 stabilized=true weight=17 impedance=499.2",
                "0xF7C0 | 06a413800002 41@ | malformed",
                "0x8294 | 6300f0cf0000c409260080 | power=2376 energy=21.293 battery=10 voltage=1.8",
                "0x01AE | 56d708420000c84252006907 | temperature=34.2103 humidity=100 shake=82 power_on=true voltage=2.952 battery=95.2",
                "0x000D | 080c010664 | opening=true battery=100",
                "0x000D | 080c000632 | opening=false battery=50",
                "0x000D | 080c0006ff | malformed",
                "0x000D | 080d000632 | not mine",
                "0x03B1 | 4f544f54454c45020010270100366e0f000000 | tank_level=100 status=1",
                "0x03B1 | 4f544f54454c4502001f4e0000366e0f000000 | malformed",
                "0x03B1 | 4f544f3332383148845603132111010400022af20304 | serial_number=56001608",
                "0x00C5 | 0740d54f01062402000008005231029e0000a0bf | water_level=-1.25",
                "0x00C5 | 073fd54f0106240000000800529501a00000a03f | water_level=1.25",
                "0x00C5 | 0740d54f01062402000008005231029e0000c07f | malformed",
                "0x00C5 | 0740d54f02062402000008005231029e0000a0bf | not mine",
            })
    void makersData_decoded_asItsSourceSays(String company, String hex, String expected) {
        assertThat(told(decode(b -> b.manufacturerData(Integer.decode(company), bytes(hex)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feaa | 21010b0c1318000021fffdfc12 | temperature=24 voltage=3.091 battery=100 acceleration=1006.5 acceleration_x=33 acceleration_y=-3 acceleration_z=-1006",
                "feaa | 21000b0c0df540000000000400 | temperature=-10.75 voltage=3.085 battery=100 acceleration=1024 acceleration_x=0 acceleration_y=0 acceleration_z=1024",
                "feaa | 2101070e5bffc01f80 | temperature=-0.25 humidity=31.5 voltage=3.675 battery=100",
                "feaa | 2101070e5b1540ff80 | temperature=21.25 humidity=null voltage=3.675 battery=100",
                "feaa | 2101070e5b80001f80 | malformed",
                "feaa | 2101170e5b15401f80 | not mine",
                "feaa | 2101070e5b15401f | not mine",
                "feaa | 21010f0e5b15401f80000000000400 | temperature=21.25 humidity=31.5 voltage=3.675 battery=100 acceleration=1024 acceleration_x=0 acceleration_y=0 acceleration_z=1024",
                "fe95 | ab03@64ebff7f005e01 | battery=100 temperature=-2.625 humidity=63.5 illuminance=350",
                "fe95 | ab03@ffebff7f005e01 | malformed",
                "fe95 | ab0311223344556664ebff7f005e01 | not mine",
                "fff0 | 27021992@64 | plugged_in=false battery=100",
                "fff0 | 27021992@65 | plugged_in=true",
                "fff0 | 27021992@e4 | plugged_in=false battery=100",
                "fff0 | 27021992@66 | malformed",
                "fff0 | 2702199211223344556664 | not mine",
                "fff0 | 00021992@64 | not mine",
                "feab | 70000a011201ee0caf03@ | temperature=27.4 humidity=49.4 voltage=3.247",
                "feab | 70000aff9c01ee0caf03@ | temperature=-10 humidity=49.4 voltage=3.247",
                "feab | 60000a0100070100ff403ec00bf901@ | voltage=3.065",
                "feab | 50000a0100070100ff403ec00bf901@ | not mine",
                "ff01 | 64000000005085a000f0ffe003 | battery=100",
                "ff01 | 64000100005085a000f0ffe003 | not mine",
                "0000 | 02599c37d90287a52152000663ee4b02 | battery=99 button:double_press",
                "0000 | 02599c37d90287a52152000663ee4b09 | battery=99",
                "0000 | 02599c37d90287a52152000863ee4b02 | not mine",
                "1809 | 32352e373530 | temperature=25.75",
                "1809 | 2d312e373530 | temperature=-1.75",
                "1809 | 2d2d2e373530 | not mine",
                "2a6f | 2d | humidity=45",
                "2a6f | 6e | malformed",
                "2a06 | 3b00 | not mine",
            })
    void serviceData_decoded_asItsSourceSays(String service, String hex, String expected) {
        assertThat(told(decode(b -> b.serviceData(BleUuid.of(Integer.parseInt(service, 16)), bytes(hex)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2a06 | 3b00 | f2070c | opening=true voltage=3.079",
                "2a06 | 3a00 | f155 | opening=false battery=85",
                "2a6e | d009 | f2070c | temperature=25.12 voltage=3.079",
                "2a6f | 2d | f2070c | humidity=45 voltage=3.079",
                "180f | 2d | f2070c | voltage=3.079",
            })
    void puckOfEla_measurementAndPower_toldTogether(String service, String hex, String power, String expected) {
        assertThat(told(decode(b -> b.localName("P MAG 123456")
                        .serviceData(BleUuid.of(Integer.parseInt(service, 16)), bytes(hex))
                        .manufacturerData(0x0757, bytes(power)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x81EF | Skale | d2040000 | weight=0.1234",
                "0x81EF | Scale | d2040000 | not mine",
                "0x006B | Polar H10 1234 | 3713c84b | heart_rate=75",
                "0x006B | Polar H10 1234 | 3713c800 | malformed",
                "0x006B | Pole | 3713c84b | not mine",
            })
    void nameThatMakesSure_decoded_onlyWithIt(String company, String name, String hex, String expected) {
        assertThat(told(decode(b -> b.localName(name).manufacturerData(Integer.decode(company), bytes(hex)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80eaca112233 | @f46503007c0c00003300 | tyre_pressure=2.227 temperature=31.96 battery=51 problem=false",
                "83eaca112233 | @f465030084feffff3301 | tyre_pressure=2.227 temperature=-3.8 battery=51 problem=true",
                "84eaca112233 | @f46503007c0c00003300 | not mine",
                "82eacb112233 | @f46503007c0c00003300 | not mine",
                "82eaca112233 | 82eaca112234f46503007c0c00003300 | not mine",
            })
    void tyre_ofAnAddress_decodedIfTheDataHoldsIt(String address, String hex, String expected) {
        AdvertisingData data = AdvertisingData.builder()
                .manufacturerData(0x0100, Bytes.ofHex(hex.replace("@", address)))
                .build();
        DeviceAddress sender = DeviceAddress.of(address.replaceAll("(..)(?=.)", "$1:"), AddressType.PUBLIC);

        assertThat(told(profile().decode(heard(sender, data), DecodeContext.NONE)))
                .isEqualTo(expected);
    }

    private static Bytes bytes(String hex) {
        return Bytes.ofHex(hex.replace(" ", "").replace("@", "00005e005300").replace("~", "0053005e0000"));
    }

    private static String told(Decoded decoded) {
        if (decoded instanceof Decoded.Readings told) {
            return Stream.concat(
                            told.readings().stream().map(r -> r.property().name() + "=" + r.value()),
                            told.events().stream().map(e -> e.property().name() + ":" + e.type()))
                    .collect(Collectors.joining(" "));
        }
        return decoded instanceof Decoded.Malformed ? "malformed" : "not mine";
    }

    @ParameterizedTest
    @CsvSource({"3300, 100", "2800, 80", "2550, 50", "2475, 30", "2000, 0"})
    void coinCell_dischargedSoFar_chargeFromItsVoltage(int millivolts, BigDecimal percent) {
        assertThat(Numbers.coinCell(millivolts)).isEqualByComparingTo(percent);
    }

    @Test
    void dataOfAnotherSender_decoded_notMine() {
        assertThat(decode(b -> b.manufacturerData(0xA3C0, Bytes.ofHex("0276138b0002215f5a29e5e094"))))
                .isEqualTo(Decoded.NOT_MINE);
    }

    @Test
    void appleFramesOfOthers_decoded_notMine() {
        assertThat(decode(
                        b -> b.manufacturerData(0x004C, Bytes.ofHex("0215426c7565436861726d426561636f6e730efe135500"))))
                .isEqualTo(Decoded.NOT_MINE);
    }

    @Test
    void twoParts_oneBroken_theOtherCounts() {
        Decoded decoded = decode(b ->
                b.manufacturerData(0x0757, Bytes.ofHex("99")).serviceData(BleUuid.of(0x2A6E), Bytes.ofHex("d009")));

        assertThat(decoded).isInstanceOf(Decoded.Readings.class);
    }

    private Decoded decode(Consumer<AdvertisingData.Builder> what) {
        AdvertisingData.Builder data = AdvertisingData.builder();
        what.accept(data);
        DeviceAddress sender = DeviceAddress.of("00:00:5E:00:53:00", AddressType.PUBLIC);
        return profile().decode(heard(sender, data.build()), DecodeContext.NONE);
    }

    private static Advertisement heard(DeviceAddress sender, AdvertisingData data) {
        return new Advertisement(sender, new AdapterId("test", "air"), Instant.EPOCH, -60, null, data);
    }
}
