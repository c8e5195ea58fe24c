// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ravning.profile.sig.Devices.only;
import static org.ravning.profile.sig.Devices.readable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

/** Clocks, batteries, input devices and serial lines. */
class DeviceServicesTest {
    private static final Devices.Wanted EARBUD =
            new Devices.Wanted(0x2A19, Set.of(CharacteristicProperty.READ), List.of(0x2904));

    @ParameterizedTest
    @CsvSource({
        "2025-01-15T14:30:45, e907010f0e1e2d030001",
        "2026-11-22T00:00:00.5, ea070b16000000078001",
        "2026-11-22T07:05, ea070b16070500070001",
    })
    void clock_set_writtenAsTheServiceSays(String time, String hex) {
        GattPlan.Sink clock = clock();

        assertThat(clock.property().type().reject(Value.of(time))).isEmpty();
        assertThat(clock.encoder().encode(Value.of(time), Bytes.EMPTY).value()).isEqualTo(Bytes.ofHex(hex));
    }

    @ParameterizedTest
    @CsvSource({"now", "2026-02-30T00:00:00", "1500-01-01T00:00:00", "2026-11-22", "2026-11-22T07:05:00Z"})
    void timeThatIsNone_isRejected(String time) {
        assertThat(clock().property().type().reject(Value.of(time)))
                .contains("a time such as 2026-11-21T05:30:00 is expected");
    }

    @Test
    void clockThatCannotBeSet_isOnlyRead() {
        GattPlan plan = new CurrentTimeProfile()
                .plan(new Devices().service(0x1805, readable(0x2A2B)).build());

        assertThat(plan.sinks()).isEmpty();
        assertThat(plan.sources()).hasSize(1);
    }

    @Test
    void batteriesWithPlaces_areCalledByThem() {
        assertThat(batteries("0401ad27010d01", "0401ad27010e01")).containsExactly("battery_left", "battery_right");
    }

    @Test
    void batteriesOfTheSameOrNoPlace_areNumbered() {
        assertThat(batteries("0401ad27010d01", "0401ad27010d01")).containsExactly("battery_1", "battery_2");
        assertThat(batteries("0401ad27010d01", "0401ad27")).containsExactly("battery_1", "battery_2");
        assertThat(batteries("0401ad2701ffff", "0401ad27020d01")).containsExactly("battery_1", "battery_2");
    }

    @ParameterizedTest
    @CsvSource({"002100, true", "004100, false", "000100, none"})
    void batteryStatus_decoded_whetherItCharges(String hex, String charging) {
        GattPlan plan = new BatteryProfile()
                .plan(new Devices().service(0x180F, readable(0x2BED)).build());

        Decoded decoded = plan.sources().get(0).decoder().decode(Bytes.ofHex(hex));

        List<Reading> readings = ((Decoded.Readings) decoded).readings();
        assertThat(readings.isEmpty() ? "none" : String.valueOf(readings.get(0).value()))
                .isEqualTo(charging);
    }

    @Test
    void glucoseMeter_planned_asksForTheLastRecord() {
        GattPlan plan = new GlucoseProfile()
                .plan(new Devices()
                        .service(
                                0x1808,
                                only(0x2A18, CharacteristicProperty.NOTIFY),
                                only(0x2A34, CharacteristicProperty.NOTIFY),
                                only(0x2A52, CharacteristicProperty.WRITE, CharacteristicProperty.INDICATE))
                        .build());

        GattPlan.Source measurement = plan.sources().get(0);
        assertThat(measurement.request()).isNotNull();
        assertThat(measurement.request().value()).isEqualTo(Bytes.ofHex("0106"));
        GattPlan.Sink report = plan.sinks().get(0);
        assertThat(report.encoder().encode(Value.of("all"), Bytes.EMPTY).value())
                .isEqualTo(Bytes.ofHex("0101"));
        assertThat(told(plan.sources().get(1), "022a0001")).isEqualTo("[meal before_meal]");
        assertThat(told(plan.sources().get(1), "c12a00000105d0" + "41f0")).isEqualTo("[hba1c 6.5]");
        assertThat(told(plan.sources().get(2), "06000106")).isEqualTo("[record_access no_records]");
        assertThat(plan.sources().get(2).decoder().decode(Bytes.ofHex("05000300")))
                .isEqualTo(Decoded.NOT_MINE);
    }

    private static String told(GattPlan.Source source, String hex) {
        Decoded decoded = source.decoder().decode(Bytes.ofHex(hex));
        return ((Decoded.Readings) decoded)
                .readings().stream()
                        .map(reading -> reading.property().name() + " " + reading.value())
                        .toList()
                        .toString();
    }

    @Test
    void inputDevice_planned_itsBattery() {
        GattDatabase keyboard = new Devices()
                .service(0x1812, readable(0x2A4D))
                .service(0x180F, readable(0x2A19))
                .build();

        assertThat(new HidProfile().plan(keyboard).sources())
                .flatExtracting(GattPlan.Source::properties)
                .extracting(Property::name)
                .containsExactly("battery");
    }

    @Test
    void serialLine_planned_bothWays() {
        GattPlan plan = new NordicUartProfile().plan(serialLine());

        assertThat(event(plan, "68656c6c6f")).isEqualTo("text {text=hello}");
        assertThat(event(plan, "ff00")).isEqualTo("bytes {hex=ff00}");
        GattPlan.Write write = plan.sinks().get(0).encoder().encode(Value.of("grüß"), Bytes.EMPTY);
        assertThat(write.value()).isEqualTo(Bytes.ofUtf8("grüß"));
        assertThat(write.characteristic().handle()).isEqualTo(2);
    }

    private static String event(GattPlan plan, String hex) {
        Decoded decoded = plan.sources().get(0).decoder().decode(Bytes.ofHex(hex));
        Event event = ((Decoded.Readings) decoded).events().get(0);
        return event.type() + " " + event.attributes();
    }

    private static GattDatabase serialLine() {
        UUID service = UUID.fromString("6e400001-b5a3-f393-e0a9-e50e24dcca9e");
        Characteristic toDevice = new Characteristic(
                UUID.fromString("6e400002-b5a3-f393-e0a9-e50e24dcca9e"),
                2,
                Set.of(CharacteristicProperty.WRITE, CharacteristicProperty.WRITE_WITHOUT_RESPONSE),
                List.of(),
                service,
                1);
        Characteristic fromDevice = new Characteristic(
                UUID.fromString("6e400003-b5a3-f393-e0a9-e50e24dcca9e"),
                4,
                Set.of(CharacteristicProperty.NOTIFY),
                List.of(),
                service,
                1);
        return new GattDatabase(List.of(new GattService(service, 1, true, List.of(toDevice, fromDevice))));
    }

    private static GattPlan.Sink clock() {
        GattPlan plan = new CurrentTimeProfile()
                .plan(new Devices()
                        .service(0x1805, only(0x2A2B, CharacteristicProperty.READ, CharacteristicProperty.WRITE))
                        .build());
        return plan.sinks().get(0);
    }

    private static List<String> batteries(String... formats) {
        Devices devices = new Devices();
        for (int i = 0; i < formats.length; i++) {
            devices.service(0x180F, EARBUD);
        }
        GattDatabase earbuds = devices.build();
        Map<Descriptor, Bytes> values = new HashMap<>();
        List<Characteristic> levels = earbuds.characteristics();
        for (int i = 0; i < formats.length; i++) {
            values.put(levels.get(i).descriptors().get(0), Bytes.ofHex(formats[i]));
        }
        return new BatteryProfile()
                .plan(earbuds, values).sources().stream()
                        .flatMap(source -> source.properties().stream())
                        .map(Property::name)
                        .toList();
    }
}
