// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.ruuvi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

/** Collects readings; each number has one raw value that means "not available". */
final class Readings {
    /** No raw value means "not available". */
    static final int ALWAYS = Integer.MIN_VALUE;

    private static final BigDecimal TEMPERATURE_STEP = new BigDecimal("0.005");
    private static final BigDecimal HUMIDITY_STEP = new BigDecimal("0.0025");
    private static final int LOWEST_PASCAL = 50_000;

    private final List<Reading> list = new ArrayList<>();

    List<Reading> list() {
        return list;
    }

    Readings add(Property property, int raw, int exponent, int notAvailable) {
        list.add(new Reading(property, raw == notAvailable ? null : Value.of(Decimals.scaled(raw, exponent))));
        return this;
    }

    Readings add(Property property, boolean flag) {
        list.add(new Reading(property, Value.of(flag)));
        return this;
    }

    /** Adds what formats 5, C5, 6, 8 and E1 begin with. */
    Readings addClimate(int temperature, int humidity, int pressure) {
        addSteps(RuuviProperties.TEMPERATURE, temperature, TEMPERATURE_STEP, -0x8000);
        addSteps(RuuviProperties.HUMIDITY, humidity, HUMIDITY_STEP, 0xFFFF);
        return addPressure(pressure, 0xFFFF);
    }

    Readings addPressure(int raw, int notAvailable) {
        return raw == notAvailable
                ? add(RuuviProperties.PRESSURE, raw, 0, notAvailable)
                : add(RuuviProperties.PRESSURE, raw + LOWEST_PASCAL, -2, ALWAYS);
    }

    /** Adds the battery's voltage and the transmit power: eleven bits of millivolts over 1600, five of 2 dBm over -40. */
    Readings addPower(int power) {
        int voltage = power >> 5;
        int txPower = power & 0x1F;
        return add(RuuviProperties.VOLTAGE, voltage + 1600, -3, 0x7FF + 1600)
                .add(RuuviProperties.TX_POWER, 2 * txPower - 40, 0, 2 * 0x1F - 40);
    }

    private void addSteps(Property property, int raw, BigDecimal step, int notAvailable) {
        list.add(new Reading(property, raw == notAvailable ? null : Value.of(Decimals.times(raw, step))));
    }
}
