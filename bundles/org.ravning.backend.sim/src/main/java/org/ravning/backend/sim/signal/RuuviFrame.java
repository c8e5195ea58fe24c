// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.signal;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.backend.sim.air.Moment;
import org.ravning.backend.sim.air.Payload;

/**
 * Manufacturer data of a RuuviTag in data format 5 (RAWv2), after the company identifier; what is not given is sent as
 * "not available" (docs.ruuvi.com, Data format 5).
 */
public final class RuuviFrame implements Payload {
    /** The company identifier of Ruuvi Innovations. */
    public static final int COMPANY = 0x0499;

    private static final int FORMAT = 5;

    private final Map<Field, Signal> values;
    private final Bytes address;
    private final AtomicInteger sequence = new AtomicInteger();

    /** What a RuuviTag measures. */
    public enum Field {
        /** In degrees Celsius. */
        TEMPERATURE,
        /** In per cent. */
        HUMIDITY,
        /** In hectopascals. */
        PRESSURE,
        /** In units of gravity. */
        ACCELERATION_X,
        /** In units of gravity. */
        ACCELERATION_Y,
        /** In units of gravity. */
        ACCELERATION_Z,
        /** The battery, in volts. */
        VOLTAGE,
        /** In dBm. */
        TX_POWER,
        /** How often it was moved. */
        MOVEMENTS;

        /** Returns its name in a file. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the field of that name. */
        public static Optional<Field> named(String name) {
            for (Field field : values()) {
                if (field.text().equals(name)) {
                    return Optional.of(field);
                }
            }
            return Optional.empty();
        }
    }

    /** Creates the frames of a tag. */
    public RuuviFrame(Map<Field, Signal> values, DeviceAddress address) {
        this.values = values.isEmpty() ? new EnumMap<>(Field.class) : new EnumMap<>(values);
        this.address = address.bytes();
    }

    @Override
    public Bytes at(Moment moment) {
        Duration elapsed = moment.elapsed();
        return Bytes.ofInts(FORMAT)
                .concat(signed(Field.TEMPERATURE, elapsed, 0.005))
                .concat(unsigned(Field.HUMIDITY, elapsed, 0.0025, 0))
                .concat(unsigned(Field.PRESSURE, elapsed, 0.01, 500))
                .concat(signed(Field.ACCELERATION_X, elapsed, 0.001))
                .concat(signed(Field.ACCELERATION_Y, elapsed, 0.001))
                .concat(signed(Field.ACCELERATION_Z, elapsed, 0.001))
                .concat(power(elapsed))
                .concat(movements(elapsed))
                .concat(NumberFormat.UINT16BE.write(sequence.getAndUpdate(n -> (n + 1) % 0xFFFF), 1))
                .concat(address);
    }

    private Bytes signed(Field field, Duration elapsed, double scale) {
        Signal signal = values.get(field);
        if (signal == null) {
            return Bytes.ofInts(0x80, 0x00);
        }
        return NumberFormat.SINT16BE.write(Math.max(-0x7FFF, signal.at(elapsed) / scale), 1);
    }

    private Bytes unsigned(Field field, Duration elapsed, double scale, double from) {
        Signal signal = values.get(field);
        if (signal == null) {
            return Bytes.ofInts(0xFF, 0xFF);
        }
        return NumberFormat.UINT16BE.write(Math.min(0xFFFE, (signal.at(elapsed) - from) / scale), 1);
    }

    /** Returns 11 bits of battery voltage above 1.6 V in millivolts, and 5 bits of transmit power above -40 dBm in 2 dBm. */
    private Bytes power(Duration elapsed) {
        Signal voltage = values.get(Field.VOLTAGE);
        Signal txPower = values.get(Field.TX_POWER);
        int volts = voltage == null ? 0x7FF : rounded(voltage.at(elapsed) * 1000 - 1600, 0x7FE);
        int power = txPower == null ? 0x1F : rounded((txPower.at(elapsed) + 40) / 2, 0x1E);
        return NumberFormat.UINT16BE.write(volts << 5 | power, 1);
    }

    private Bytes movements(Duration elapsed) {
        Signal signal = values.get(Field.MOVEMENTS);
        return Bytes.ofInts(signal == null ? 0xFF : (int) (Math.round(signal.at(elapsed)) & 0xFF));
    }

    private static int rounded(double value, int most) {
        return (int) Math.max(0, Math.min(most, Math.round(value)));
    }
}
