// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ravning.profile.sig.Devices.only;
import static org.ravning.profile.sig.Devices.readable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.Bytes;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

class SigProfilesTest {
    @Test
    void plainJar_loaded_everyProfileFoundUnderItsOwnId() {
        List<String> ids = new ArrayList<>();
        ServiceLoader.load(GattProfile.class).forEach(p -> ids.add(p.info().id()));

        assertThat(ids)
                .containsExactly(
                        "sig-battery",
                        "sig-device-information",
                        "sig-heart-rate",
                        "sig-health-thermometer",
                        "sig-environmental-sensing",
                        "sig-automation-io",
                        "sig-immediate-alert",
                        "sig-weight-scale",
                        "sig-body-composition",
                        "sig-blood-pressure",
                        "sig-pulse-oximeter",
                        "sig-running",
                        "sig-cycling-speed",
                        "sig-cycling-power",
                        "sig-current-time",
                        "sig-hid",
                        "nordic-uart",
                        "sig-glucose");
    }

    @Test
    void companions_matched_byNothing() {
        assertThat(new BatteryProfile().match()).isEqualTo(Match.NONE);
        assertThat(new DeviceInformationProfile().match()).isEqualTo(Match.NONE);
        assertThat(new BatteryProfile().policy()).isEqualTo(new ConnectionPolicy.OnDemand());
    }

    @Test
    void deviceWithoutTheService_planned_nothing() {
        GattDatabase other = new Devices()
                .service(0x1800, readable(0x2A19), readable(0x2A37))
                .build();

        ServiceLoader.load(GattProfile.class)
                .forEach(p -> assertThat(p.plan(other)).isEqualTo(GattPlan.NOTHING));
    }

    @Test
    void oneBattery_planned_readAndSubscribed() {
        GattPlan.Source battery = source(new BatteryProfile(), new Devices().service(0x180F, readable(0x2A19)));

        assertThat(battery.triggers())
                .containsExactlyInAnyOrder(Trigger.READ_ON_CONNECT, Trigger.POLL, Trigger.SUBSCRIBE);
        assertThat(battery.properties()).singleElement().satisfies(p -> {
            assertThat(p.name()).isEqualTo("battery");
            assertThat(p.access()).containsExactlyInAnyOrder(Access.PUBLISHED, Access.GETTABLE);
        });
        assertThat(texts(battery.decoder().decode(Bytes.ofHex("33")))).containsExactly("battery 51");
    }

    @Test
    void twoBatteries_planned_numbered() {
        GattDatabase device = new Devices()
                .service(0x180F, readable(0x2A19))
                .service(0x180F, readable(0x2A19))
                .build();

        assertThat(new BatteryProfile().plan(device).sources())
                .flatExtracting(GattPlan.Source::properties)
                .extracting(Property::name)
                .containsExactly("battery_1", "battery_2");
    }

    @Test
    void deviceInformation_decoded_textsAndModel() {
        GattPlan plan = new DeviceInformationProfile()
                .plan(new Devices()
                        .service(
                                0x180A,
                                only(0x2A26, CharacteristicProperty.READ),
                                only(0x2A29, CharacteristicProperty.READ))
                        .build());

        Decoded manufacturer = plan.sources().get(0).decoder().decode(Bytes.ofUtf8("Wahoo\0\0"));
        Decoded firmware = plan.sources().get(1).decoder().decode(Bytes.ofUtf8("2.1"));

        assertThat(texts(manufacturer)).containsExactly("manufacturer_name Wahoo");
        assertThat(((Decoded.Readings) manufacturer).model().manufacturer()).isEqualTo("Wahoo");
        assertThat(((Decoded.Readings) firmware).model().firmware()).isEqualTo("2.1");
        assertThat(plan.sources().get(0).triggers()).containsExactly(Trigger.READ_ON_CONNECT);
    }

    @ParameterizedTest
    @CsvSource({
        "0e4b8000, 'heart_rate 75, sensor_contact true, energy_expended 128'",
        "044a, 'heart_rate 74, sensor_contact false'",
        "1050000800, 'heart_rate 80, rr_interval 2000'",
    })
    void heartRate_decoded_whatTheValueHolds(String hex, String expected) {
        GattPlan.Source measurement = source(
                new HeartRateProfile(), new Devices().service(0x180D, only(0x2A37, CharacteristicProperty.NOTIFY)));

        assertThat(measurement.triggers()).containsExactly(Trigger.SUBSCRIBE);
        assertThat(measurement.properties()).extracting(Property::name).containsExactly("heart_rate");
        assertThat(String.join(", ", texts(measurement.decoder().decode(Bytes.ofHex(hex)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"006c0100ff, 36.4", "01cf0300ff, 36.39", "00ffff7f00, null"})
    void bodyTemperature_decoded_celsius(String hex, String expected) {
        GattPlan.Source measurement = source(
                new HealthThermometerProfile(),
                new Devices().service(0x1809, only(0x2A1C, CharacteristicProperty.INDICATE)));

        assertThat(texts(measurement.decoder().decode(Bytes.ofHex(hex)))).containsExactly("temperature " + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2a6e, ca09, temperature 25.06, °C",
        "2a6e, 0080, temperature null, °C",
        "2a6f, bf13, humidity 50.55, %",
        "2a6d, 13a30f00, pressure 1024.787, hPa",
        "2aa3, 09, pressure_trend steady,",
        "2be7, c800, voc 0.2, ppm",
        "2bd6, 0cb0, pm25 120000, µg/m³",
        "2afb, a08601, illuminance 1000, lx",
    })
    void environment_decoded_inOurUnits(String type, String hex, String expected, String unit) {
        GattPlan.Source source = source(
                new EnvironmentalSensingProfile(), new Devices().service(0x181A, readable(Integer.parseInt(type, 16))));
        Decoded decoded = source.decoder().decode(Bytes.ofHex(hex));

        assertThat(texts(decoded)).containsExactly(expected);
        Property property = ((Decoded.Readings) decoded).readings().get(0).property();
        assertThat(property.unit() == null ? null : property.unit().symbol()).isEqualTo(unit);
        assertThat(source.properties()).containsExactly(property);
    }

    @Test
    void valueTooShort_decoded_malformed() {
        GattPlan.Source source =
                source(new EnvironmentalSensingProfile(), new Devices().service(0x181A, readable(0x2A6E)));

        assertThat(source.decoder().decode(Bytes.ofHex("01")))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, m -> assertThat(m.why()).contains("2a6e", "too short"));
    }

    @ParameterizedTest
    @CsvSource({"no_alert, 00", "mild_alert, 01", "high_alert, 02"})
    void alert_set_written(String level, String hex) {
        GattPlan plan = new ImmediateAlertProfile()
                .plan(new Devices()
                        .service(0x1802, only(0x2A06, CharacteristicProperty.WRITE_WITHOUT_RESPONSE))
                        .build());

        GattPlan.Sink alert = plan.sinks().get(0);
        assertThat(alert.property().type().reject(Value.of("loud"))).isPresent();
        assertThat(alert.encoder().encode(Value.of(level), Bytes.EMPTY).value()).isEqualTo(Bytes.ofHex(hex));
    }

    @Test
    void randomValues_decoded_neverThrows() {
        Random random = new Random(20261121);
        List<GattPlan.Source> sources = new ArrayList<>();
        GattDatabase device = new Devices()
                .service(0x180F, readable(0x2A19))
                .service(0x180A, readable(0x2A29), readable(0x2A26))
                .service(0x180D, readable(0x2A37), readable(0x2A38))
                .service(0x1809, readable(0x2A1C), readable(0x2A1E))
                .service(0x181A, readable(0x2A6E), readable(0x2A6D), readable(0x2BD6), readable(0x2AA3))
                .service(0x1815, readable(0x2A56))
                .build();
        ServiceLoader.load(GattProfile.class)
                .forEach(p -> sources.addAll(p.plan(device).sources()));

        assertThat(sources).hasSize(12);
        for (int i = 0; i < 100_000; i++) {
            byte[] value = new byte[random.nextInt(12)];
            random.nextBytes(value);
            assertThat(sources.get(random.nextInt(sources.size())).decoder().decode(Bytes.of(value)))
                    .isNotNull();
        }
    }

    private static GattPlan.Source source(GattProfile profile, Devices device) {
        List<GattPlan.Source> sources = profile.plan(device.build()).sources();
        assertThat(sources).hasSize(1);
        return sources.get(0);
    }

    private static List<String> texts(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Readings.class);
        List<String> texts = new ArrayList<>();
        for (Reading reading : ((Decoded.Readings) decoded).readings()) {
            texts.add(reading.property().name() + " " + reading.value());
        }
        return texts;
    }
}
