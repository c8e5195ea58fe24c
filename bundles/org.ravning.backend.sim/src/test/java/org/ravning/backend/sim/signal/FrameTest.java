// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ravning.api.AddressType;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.backend.sim.air.Event;
import org.ravning.backend.sim.air.Moment;

/** The frames, compared with captured ones (bthome-ble, MIT; Ruuvi's specification). */
class FrameTest {
    private static final DeviceAddress TAG = DeviceAddress.of("CB:B8:33:4C:88:4F", AddressType.RANDOM);

    @Test
    void bthome_writesTheCapturedFrames() {
        assertThat(bthome(null, "humidity", 50.55, "temperature", 25.06)).isEqualTo("4002ca0903bf13");
        assertThat(bthome(null, "pressure", 1008.83)).isEqualTo("4004138a01");
    }

    @Test
    void bthome_numbersItsFrames() {
        BthomeFrame frame = new BthomeFrame(
                List.of(item("temperature", 23.97), item("humidity", 63.27), item("battery", 93)), false, true);

        for (int i = 0; i < 9; i++) {
            assertThat(frame.at(new Moment(Duration.ZERO, null)).u8(2)).isEqualTo(i);
        }
        assertThat(frame.at(new Moment(Duration.ZERO, null)).hex()).isEqualTo("400009015d025d0903b718");
    }

    @Test
    void bthome_announcesAnEventOnlyWhenItHappens() {
        assertThat(bthome(null, "button", 0, "battery", 94)).isEqualTo("40015e");
        assertThat(bthome(new Event("button", "hold_press"), "button", 0)).isEqualTo("403a80");
        assertThat(bthome(new Event("dimmer", "rotate_left 3"), "dimmer", 0)).isEqualTo("403c0103");
        assertThat(bthome(new Event("button_2", "press"), "button", 0, "button_2", 0))
                .isEqualTo("403a003a01");
        assertThat(new BthomeFrame(List.of(item("button", 0)), true, false)
                        .at(new Moment(Duration.ZERO, new Event("button", "press")))
                        .hex())
                .isEqualTo("443a01");
    }

    @Test
    void bthome_encryptsAsCaptured() {
        BthomeFrame plain = new BthomeFrame(List.of(item("temperature", 25.06), item("humidity", 50.55)), false, false);
        BthomeCipher cipher = new BthomeCipher(
                plain,
                Bytes.ofHex("231d39c1d7cc1ab1aee224cd096db932"),
                DeviceAddress.of("54:48:E6:8F:80:A5", AddressType.PUBLIC),
                0x33221100L);

        assertThat(cipher.at(new Moment(Duration.ZERO, null)).hex()).isEqualTo("41a47266c95f730011223378237214");
        assertThat(cipher.at(new Moment(Duration.ZERO, null)).slice(7, 11).hex())
                .isEqualTo("01112233");
    }

    @Test
    void ruuvi_writesTheFrameOfTheSpecification() {
        Map<RuuviFrame.Field, Signal> values = new EnumMap<>(RuuviFrame.Field.class);
        values.put(RuuviFrame.Field.TEMPERATURE, Signal.constant(24.3));
        values.put(RuuviFrame.Field.HUMIDITY, Signal.constant(53.49));
        values.put(RuuviFrame.Field.PRESSURE, Signal.constant(1000.44));
        values.put(RuuviFrame.Field.ACCELERATION_X, Signal.constant(0.004));
        values.put(RuuviFrame.Field.ACCELERATION_Y, Signal.constant(-0.004));
        values.put(RuuviFrame.Field.ACCELERATION_Z, Signal.constant(1.036));
        values.put(RuuviFrame.Field.VOLTAGE, Signal.constant(2.977));
        values.put(RuuviFrame.Field.TX_POWER, Signal.constant(4));
        values.put(RuuviFrame.Field.MOVEMENTS, Signal.constant(66));
        RuuviFrame frame = new RuuviFrame(values, TAG);

        String hex = "";
        for (int i = 0; i <= 205; i++) {
            hex = frame.at(new Moment(Duration.ZERO, null)).hex();
        }

        assertThat(hex).isEqualTo("0512fc5394c37c0004fffc040cac364200cdcbb8334c884f");
    }

    @Test
    void ruuvi_saysNotAvailableForWhatIsNotGiven() {
        String hex = new RuuviFrame(Map.of(), TAG)
                .at(new Moment(Duration.ZERO, null))
                .hex();

        assertThat(hex).isEqualTo("058000ffffffff800080008000ffffff0000cbb8334c884f");
    }

    private static String bthome(@Nullable Event event, Object... namesAndValues) {
        List<BthomeFrame.Item> items = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            items.add(item((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).doubleValue()));
        }
        return new BthomeFrame(items, false, false)
                .at(new Moment(Duration.ZERO, event))
                .hex();
    }

    private static BthomeFrame.Item item(String name, double value) {
        return new BthomeFrame.Item(name, BthomeObject.named(name).orElseThrow(), Signal.constant(value));
    }
}
