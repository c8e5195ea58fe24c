// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ravning.profile.sig.Devices.only;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ravning.api.Bytes;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;

class BicycleTest {
    private static final GattDatabase CADENCE_SENSOR = new Devices()
            .service(0x1816, only(0x2A5B, CharacteristicProperty.NOTIFY))
            .build();
    private static final GattDatabase POWER_METER = new Devices()
            .service(0x1818, only(0x2A63, CharacteristicProperty.NOTIFY))
            .build();

    @Test
    void firstValue_tellsCountersOnly() {
        assertThat(told(bicycle(0), "0164000000000400050008")).isEqualTo(Map.of("wheel_revolutions", "100"));
    }

    @Test
    void secondValue_tellsCadenceAndWheel() {
        GattPlan.Source sensor = bicycle(0);
        told(sensor, "036400000000040a000004");

        // Two turns of the wheel in half a second, one of the cranks in a second.
        assertThat(told(sensor, "036600000000060b000008"))
                .isEqualTo(Map.of(
                        "wheel_revolutions", "102",
                        "crank_revolutions", "11",
                        "wheel_speed", "240",
                        "cadence", "60"));
    }

    @Test
    void wheelThatIsKnown_tellsSpeed() {
        GattPlan.Source sensor = bicycle(2100);
        told(sensor, "01640000000004");

        assertThat(told(sensor, "01660000000006")).containsEntry("speed", "8.4");
    }

    @Test
    void countersAndTimesThatBeginAgain_areFollowed() {
        GattPlan.Source sensor = bicycle(0);
        told(sensor, "03ffffffff00feffff00fe");

        assertThat(told(sensor, "030000000000020000" + "0002"))
                .containsEntry("wheel_speed", "60")
                .containsEntry("cadence", "60");
    }

    @Test
    void timeOfAPowerMetersWheel_hasFinerSteps() {
        GattPlan.Source sensor = source(new CyclingPowerProfile(), POWER_METER);
        told(sensor, "1000c8006400000000f8");

        assertThat(told(sensor, "1000c800650000000000")).containsEntry("wheel_speed", "60");
    }

    @Test
    void valueThatComesAgain_standsStill_afterAWhile() {
        GattPlan.Source sensor = bicycle(0);
        told(sensor, "01640000000004");
        told(sensor, "01650000000008");

        assertThat(told(sensor, "01650000000008")).containsEntry("wheel_speed", "60");
        assertThat(told(sensor, "01650000000008")).containsEntry("wheel_speed", "0");
    }

    @Test
    void counterThatWasSetBack_tellsNoSpeed() {
        GattPlan.Source sensor = bicycle(0);
        told(sensor, "01640000000004");

        assertThat(told(sensor, "01000000000008")).doesNotContainKey("wheel_speed");
    }

    @Test
    void anotherLink_beginsAnew() {
        CyclingSpeedProfile profile = new CyclingSpeedProfile();
        told(source(profile, CADENCE_SENSOR), "01640000000004");

        assertThat(told(source(profile, CADENCE_SENSOR), "01660000000006")).doesNotContainKey("wheel_speed");
    }

    @Test
    void circumferenceOfNoWheel_isRefused() {
        assertThatThrownBy(() -> Bicycle.checked(20_000)).hasMessageContaining("0 to 10000");
        assertThat(Bicycle.checked(2105)).isEqualTo(2105);
    }

    private static GattPlan.Source bicycle(int circumference) {
        return source(new CyclingSpeedProfile(circumference), CADENCE_SENSOR);
    }

    private static GattPlan.Source source(GattProfile profile, GattDatabase device) {
        List<GattPlan.Source> sources = profile.plan(device).sources();
        assertThat(sources).hasSize(1);
        return sources.get(0);
    }

    private static Map<String, String> told(GattPlan.Source source, String hex) {
        Decoded decoded = source.decoder().decode(Bytes.ofHex(hex));
        assertThat(decoded).isInstanceOf(Decoded.Readings.class);
        return ((Decoded.Readings) decoded)
                .readings().stream()
                        .filter(reading -> !reading.property().name().equals("power"))
                        .collect(Collectors.toMap(
                                reading -> reading.property().name(), reading -> String.valueOf(reading.value())));
    }
}
