// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;

/** Values made up from the layout. */
class FlowerCareProfileTest {
    private final GattProfile profile =
            ServiceLoader.load(GattProfile.class).iterator().next();

    @ParameterizedTest
    @CsvSource({
        "f4000000040000281e0200000000000000, 'temperature 24.4, illuminance 1024, moisture 40, conductivity 542'",
        "fbff00000000000000000000, 'temperature -0.5, illuminance 0, moisture 0, conductivity 0'",
    })
    void measurement_decoded(String hex, String expected) {
        assertThat(text(plan().sources().get(0).decoder().decode(Bytes.ofHex(hex))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aabbccddeeff99887766000000000000", "f400000004", ""})
    void nothingMeasured_isNoReading(String hex) {
        assertThat(plan().sources().get(0).decoder().decode(Bytes.ofHex(hex))).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void measurement_planned_isAskedForBeforeItIsRead() {
        GattPlan.Write request = plan().sources().get(0).request();

        assertThat(request).isNotNull();
        assertThat(request.value()).isEqualTo(Bytes.ofHex("a01f"));
        assertThat(request.characteristic().uuid()).isEqualTo(BleUuid.of(0x1A00));
    }

    @Test
    void status_decoded_batteryAndFirmware() {
        Decoded decoded = plan().sources().get(1).decoder().decode(Bytes.ofHex("632b332e332e31"));

        assertThat(text(decoded)).isEqualTo("battery 99");
        assertThat(((Decoded.Readings) decoded).model().firmware()).isEqualTo("3.3.1");
    }

    @Test
    void anotherDevice_planned_nothing() {
        assertThat(profile.plan(new GattDatabase(List.of()))).isEqualTo(GattPlan.NOTHING);
    }

    private GattPlan plan() {
        List<Characteristic> list = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            list.add(new Characteristic(
                    BleUuid.of(0x1A00 + i),
                    2 + 2 * i,
                    Set.of(CharacteristicProperty.READ, CharacteristicProperty.WRITE),
                    List.of(),
                    BleUuid.of(0x1204),
                    1));
        }
        return profile.plan(new GattDatabase(List.of(new GattService(BleUuid.of(0x1204), 1, true, list))));
    }

    private static String text(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Readings.class);
        return ((Decoded.Readings) decoded)
                .readings().stream()
                        .map(reading -> reading.property().name() + " " + reading.value())
                        .collect(Collectors.joining(", "));
    }
}
