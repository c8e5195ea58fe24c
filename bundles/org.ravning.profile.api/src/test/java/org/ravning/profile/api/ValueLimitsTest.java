// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueLimitsTest {
    private static final DeviceModel MODEL = DeviceModel.of("Maker", "Model");
    private static final Property DEW_POINT = Property.number("dew_point", "Dew point", Unit.CELSIUS, "temperature");

    @ParameterizedTest
    @CsvSource({"100, true", "100.01, false", "0, true", "-0.01, false", "655.35, false"})
    void share_ofEverything_upToAHundred(BigDecimal percent, boolean possible) {
        for (Property share :
                new Property[] {StandardProperties.HUMIDITY, StandardProperties.BATTERY, StandardProperties.MOISTURE}) {
            assertThat(ValueLimits.reject(share, Value.of(percent)).isPresent()).isEqualTo(!possible);
        }
    }

    @ParameterizedTest
    @CsvSource({"-273.15, true", "-273.16, false", "-327.68, false", "1000, true"})
    void temperature_ofAnyProperty_notBelowAbsoluteZero(BigDecimal celsius, boolean possible) {
        for (Property temperature : new Property[] {StandardProperties.TEMPERATURE, DEW_POINT}) {
            assertThat(ValueLimits.reject(temperature, Value.of(celsius)).isPresent())
                    .isEqualTo(!possible);
        }
    }

    @Test
    void impossibleValue_besideAnother_notAvailable() {
        Decoded decoded = new ReadingsBuilder()
                .add(StandardProperties.TEMPERATURE, 21)
                .add(StandardProperties.HUMIDITY, 127)
                .build(MODEL);

        assertThat(decoded)
                .isEqualTo(Decoded.Readings.of(
                        MODEL,
                        List.of(
                                new Reading(StandardProperties.TEMPERATURE, Value.of(21)),
                                new Reading(StandardProperties.HUMIDITY, null))));
    }

    @Test
    void impossibleValue_alone_frameInvalid() {
        assertThat(new ReadingsBuilder().add(StandardProperties.HUMIDITY, 127).build(MODEL))
                .isEqualTo(new Decoded.Malformed(RejectReason.INVALID_VALUE, "humidity 127 %"));
    }

    @Test
    void impossibleValue_ofALayoutWithoutCheck_frameInvalid() {
        Decoded decoded = new ReadingsBuilder()
                .allOrNothing()
                .add(StandardProperties.TEMPERATURE, 21)
                .add(StandardProperties.HUMIDITY, 127)
                .build(MODEL);

        assertThat(decoded).isEqualTo(new Decoded.Malformed(RejectReason.INVALID_VALUE, "humidity 127 %"));
    }
}
