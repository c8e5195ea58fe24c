// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;
import org.ravning.api.DeviceId;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Value;

class GenericProfileTest {
    private static final DeviceId DEVICE = DeviceId.parse("C2:5A:20:00:00:0A");
    private static final UUID SERVICE = BleUuid.of(0xFFE0);
    private static final Set<CharacteristicProperty> ALL =
            Set.of(CharacteristicProperty.READ, CharacteristicProperty.WRITE, CharacteristicProperty.NOTIFY);

    private final GenericProfile profile =
            new GenericProfile(List.of(DEVICE), new ConnectionPolicy.Poll(Duration.ofMinutes(5)));

    @Test
    void onlyDevicesThatItWasToldOf_areServed() {
        assertThat(profile.match().devices()).containsExactly("c25a2000000a");
        assertThat(profile.isCompanion()).isFalse();
        assertThat(new GenericProfile(List.of(), new ConnectionPolicy.OnDemand()).isCompanion())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2a6e | ca09 | temperature 25.06 °C
            2a19 | 33 | battery 51 %
            2a29 | 576168006f6f0000 | manufacturer_name Wah\uFFFDoo
            2a6d | 13a30f00 | pressure 102478.7
            2a37 | 0e4b8000 | heart_rate_measurement 75 bpm, heart_rate_measurement_sensor_contact true, heart_rate_measurement_energy_expended 128 kJ
            2a06 | 02 | alert_level high_alert
            fff1 | 00ff10 | char_fff1 00ff10
            fff1 | '' | char_fff1 ''
            6e400002-b5a3-f393-e0a9-e50e24dcca9f | 01 | char_6e400002 01
            """)
    void value_read_typedWhereKnown(String uuid, String hex, String expected) {
        GattPlan plan = profile.plan(device(of(uuid)));

        Decoded decoded = plan.sources().get(0).decoder().decode(Bytes.ofHex(hex));

        assertThat(text(decoded))
                .isEqualTo(expected.replace("\\uFFFD", "\uFFFD").replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "2a6e, temperature, 21.5, 6608",
        "2a00, device_name, Lamp, 4c616d70",
        "fff1, char_fff1, 0aFF, 0aff",
        "2a06, alert_level_raw, 02, 02",
    })
    void value_set_writtenAsItIsRead(String uuid, String name, String value, String hex) {
        GattPlan.Sink sink = profile.plan(device(of(uuid))).sinks().get(0);
        Value told = uuid.equals("2a6e") ? Value.of(new BigDecimal(value)) : Value.of(value);

        assertThat(sink.property().name()).isEqualTo(name);
        assertThat(sink.property().type().reject(told)).isEmpty();
        assertThat(sink.encoder().encode(told, Bytes.EMPTY).value()).isEqualTo(Bytes.ofHex(hex));
    }

    @Test
    void valuesThatCannotBeSent_areRejected() {
        List<GattPlan.Sink> sinks = profile.plan(device(of("2a6e"), of("fff1"))).sinks();

        assertThat(sinks.get(0).property().type().reject(Value.of(400))).contains("the greatest value is 327.67");
        assertThat(sinks.get(1).property().type().reject(Value.of("0g"))).isPresent();
        assertThat(sinks.get(1).property().type().reject(Value.of("00".repeat(513))))
                .isPresent();
    }

    @Test
    void sameCharacteristicTwice_isNumbered() {
        GattPlan plan = profile.plan(device(of("2a6e"), of("2a6e"), of("fff1"), of("fff1")));

        assertThat(names(plan)).containsExactly("temperature", "temperature_2", "char_fff1", "char_fff1_2");
    }

    @Test
    void deviceOfAThousandCharacteristics_isBounded() {
        Wanted[] many = new Wanted[1000];
        for (int i = 0; i < many.length; i++) {
            many[i] = of(BleUuid.of(0xE000 + i).toString());
        }

        assertThat(profile.plan(device(many)).sources()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "a/b/#+", "\u0000\u001b[31m\u202e", " "})
    void nameThatADeviceGives_isOnlyALabel_andHarmless(String name) {
        GattDatabase device = device(new Wanted(BleUuid.of(0xFFF1), ALL, true));
        Descriptor description = device.characteristics().get(0).descriptors().get(0);

        Property property = profile.plan(device, Map.of(description, Bytes.ofUtf8(name.repeat(20))))
                .sources()
                .get(0)
                .properties()
                .get(0);

        assertThat(property.name()).isEqualTo("char_fff1");
        assertThat(property.label()).hasSizeLessThan(50).doesNotContain("\u0000", "\u001b", "\u202e");
    }

    @Test
    void characteristicThatOnlyBroadcasts_isLeftOut() {
        assertThat(profile.plan(device(new Wanted(BleUuid.of(0xFFF1), Set.of(), false))))
                .isEqualTo(GattPlan.NOTHING);
        assertThat(profile.plan(device(of("2a05")))).isEqualTo(GattPlan.NOTHING);
    }

    @Test
    void randomValues_decoded_neverThrows() {
        Random random = new Random(20261121);
        List<Wanted> all = new ArrayList<>();
        for (int uuid = 0x2A00; uuid < 0x2C20; uuid++) {
            if (CharacteristicCodec.knows(BleUuid.of(uuid))) {
                all.add(of(BleUuid.of(uuid).toString()));
            }
        }
        assertThat(all).hasSizeGreaterThan(60);
        for (Wanted wanted : all) {
            for (GattPlan.Source source : profile.plan(device(wanted)).sources()) {
                for (int i = 0; i < 1000; i++) {
                    byte[] value = new byte[random.nextInt(40)];
                    random.nextBytes(value);
                    assertThat(source.decoder().decode(Bytes.of(value))).isNotNull();
                }
            }
        }
    }

    private record Wanted(UUID uuid, Set<CharacteristicProperty> properties, boolean named) {}

    private static Wanted of(String uuid) {
        return new Wanted(BleUuid.parse(uuid), ALL, false);
    }

    private static GattDatabase device(Wanted... wanted) {
        List<Characteristic> list = new ArrayList<>();
        int handle = 2;
        for (Wanted each : wanted) {
            List<Descriptor> descriptors =
                    each.named() ? List.of(new Descriptor(BleUuid.of(0x2901), handle + 1)) : List.of();
            list.add(new Characteristic(each.uuid(), handle, each.properties(), descriptors, SERVICE, 1));
            handle += 2;
        }
        return new GattDatabase(List.of(new GattService(SERVICE, 1, true, list)));
    }

    private static List<String> names(GattPlan plan) {
        return plan.sources().stream()
                .flatMap(source -> source.properties().stream())
                .map(Property::name)
                .toList();
    }

    private static String text(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Readings.class);
        return ((Decoded.Readings) decoded)
                .readings().stream()
                        .map(reading -> reading.property().name()
                                + " "
                                + reading.value()
                                + (reading.property().unit() == null
                                        ? ""
                                        : " " + reading.property().unit()))
                        .collect(Collectors.joining(", "));
    }
}
