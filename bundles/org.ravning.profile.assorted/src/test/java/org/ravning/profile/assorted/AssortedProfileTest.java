// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
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
        Advertisement heard = new Advertisement(
                DeviceAddress.of("00:00:5E:00:53:00", AddressType.PUBLIC),
                new AdapterId("test", "air"),
                Instant.EPOCH,
                -60,
                null,
                data.build());
        return profile().decode(heard, DecodeContext.NONE);
    }
}
