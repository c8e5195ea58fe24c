// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ravning.profile.sig.Devices.only;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.Bytes;
import org.ravning.api.CharacteristicProperty;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Reading;

/**
 * Values of bluetooth-sig-python (MIT, (c) 2025 Ronan Byrne), and those made up from the layouts of the GATT Specification
 * Supplement.
 */
class MeasurementsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sig-weight-scale     | 181d | 2a9d | 0cb03605f500d606 | weight 70 kg, bmi 24.5, height 1.75 m, user 5
            sig-weight-scale     | 181d | 2a9d | 0f543de7070c190e1e2d03f500a802 | weight 71.214 kg, bmi 24.5, height 1.727 m, user 3, measured_at 2023-12-25T14:30:45
            sig-weight-scale     | 181d | 2a9d | 00ffff | weight null kg
            sig-body-composition | 181b | 2a9c | 000e4600401fb036e803 | body_fat 7 %, weight 70 kg, impedance 800 Ω, height 1 m
            sig-body-composition | 181b | 2a9c | 0c007800054006 | body_fat 12 %, basal_metabolism 1600 kJ, user 5
            sig-body-composition | 181b | 2a9c | c0015000e02e1027401f | body_fat 8 %, fat_free_mass 60 kg, soft_lean_mass 50 kg, body_water_mass 40 kg
            sig-blood-pressure   | 1810 | 2a35 | 00780050005d00 | systolic 120 mmHg, diastolic 80 mmHg, mean_arterial_pressure 93 mmHg
            sig-blood-pressure   | 1810 | 2a35 | 01a0f06af07bf0 | systolic 120 mmHg, diastolic 79.5 mmHg, mean_arterial_pressure 92.3 mmHg
            sig-blood-pressure   | 1810 | 2a35 | 1e780050005d00e907010f0e1e2d4800010400 | systolic 120 mmHg, diastolic 80 mmHg, mean_arterial_pressure 93 mmHg, pulse_rate 72 bpm, user 1, measured_at 2025-01-15T14:30:45
            sig-blood-pressure   | 1810 | 2a36 | 007800ff07ff07 | cuff_pressure 120 mmHg
            sig-pulse-oximeter   | 1822 | 2a5e | 0062004800 | spo2 98 %, pulse_rate 72 bpm
            sig-pulse-oximeter   | 1822 | 2a5f | 03620048006100490063004700 | spo2 98 %, pulse_rate 72 bpm, spo2_fast 97 %, pulse_rate_fast 73 bpm, spo2_slow 99 %, pulse_rate_slow 71 bpm
            sig-running          | 1814 | 2a53 | 038002b4550010270000 | speed 2.5 m/s, cadence 180 1/min, stride_length 0.85 m, total_distance 1000 m, running false
            sig-cycling-speed    | 1816 | 2a5b | 029001000c | crank_revolutions 400
            sig-cycling-power    | 1818 | 2a63 | 01002c0164 | power 300 W, pedal_power_balance 50 %
            sig-cycling-power    | 1818 | 2a63 | 310894016e393000000010900100081500 | power 404 W, pedal_power_balance 55 %, accumulated_energy 21 kJ, wheel_revolutions 12345, crank_revolutions 400
            sig-cycling-power    | 1818 | 2a63 | 0000f6ff | power -10 W
            sig-cycling-power    | 1818 | 2a63 | 0400c8004001 | power 200 W, accumulated_torque 10 Nm
            sig-current-time     | 1805 | 2a2b | e907010f0e1e2d032101 | time 2025-01-15T14:30:45
            sig-glucose          | 1808 | 2a18 | 022a00e807030f0e1e2d78b011 | glucose 120 mg/dL, measured_at 2024-03-15T14:30:45, sequence_number 42
            sig-glucose          | 1808 | 2a18 | 063500e907010f0e1e2d37c011 | glucose 99.1 mg/dL, measured_at 2025-01-15T14:30:45, sequence_number 53
            sig-glucose          | 1808 | 2a18 | 012a00e807030f0e1e2dc4ff | measured_at 2024-03-15T14:30:45, time_offset -60 min, sequence_number 42
            sig-hid              | 180f | 2a19 | 33 | none
            """)
    void measurement_decoded_inOurUnits(String profile, String service, String type, String hex, String expected) {
        GattPlan plan = profile(profile)
                .plan(new Devices()
                        .service(
                                Integer.parseInt(service, 16),
                                only(Integer.parseInt(type, 16), CharacteristicProperty.NOTIFY))
                        .build());

        String told = plan.sources().stream()
                .flatMap(source -> readings(source.decoder().decode(Bytes.ofHex(hex))).stream())
                .map(MeasurementsTest::text)
                .collect(Collectors.joining(", "));

        assertThat(told.isEmpty() ? "none" : told).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "sig-weight-scale, KeepConnected[]",
        "sig-blood-pressure, KeepConnected[]",
        "sig-current-time, OnDemand[]",
        "sig-hid, OnDemand[]",
        "nordic-uart, KeepConnected[]",
    })
    void deviceThatIsRecognised_isConnectedTo_asItSleeps(String profile, String policy) {
        ConnectionPolicy told = profile(profile).policy();

        assertThat(told).hasToString(policy);
    }

    private static GattProfile profile(String id) {
        return ServiceLoader.load(GattProfile.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.info().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Reading> readings(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Readings.class);
        return ((Decoded.Readings) decoded).readings();
    }

    private static String text(Reading reading) {
        String text = reading.property().name() + " " + reading.value();
        return reading.property().unit() == null
                ? text
                : text + " " + reading.property().unit();
    }
}
