// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import java.util.Set;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Unit;

/** Sensors of iNode, by the number of their model; little-endian (layouts after ble_monitor). */
final class INode {
    static final Set<Integer> CARE_SENSORS = Set.of(0x91, 0x93, 0x94, 0x95, 0x96, 0x9B, 0x9C, 0x9D);

    private static final Property ENERGY = Property.number("energy", "Energy", Unit.KILOWATT_HOUR, "energy");
    private static final Set<Integer> WITH_POSITION = Set.of(0x91, 0x93, 0x94, 0x95, 0x96);
    private static final Set<Integer> WITH_HUMIDITY = Set.of(0x93, 0x9B, 0x9D);
    private static final Set<Integer> WITH_PRESSURE = Set.of(0x9C, 0x9D);
    private static final int PRESSURE_AND_TEMPERATURE = 0x9C;
    private static final int DEFAULT_PULSES = 100;

    private INode() {}

    // Pulses of the last minute and of all time, how many make a kilowatt-hour, charge.
    static Decoded energyMeter(Bytes data, Advertisement advertisement) {
        if (data.length() != 11) {
            return Numbers.wrongLength(data, 11);
        }
        int options = data.u16le(6);
        if (options >> 14 != 0) {
            return new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "counts no energy: unit " + (options >> 14));
        }
        int pulses = (options & 0x3FFF) == 0 ? DEFAULT_PULSES : options & 0x3FFF;
        ReadingsBuilder readings = new ReadingsBuilder()
                .add(StandardProperties.POWER, Decimals.divided(60_000L * data.u16le(0), pulses, 1))
                .add(ENERGY, Decimals.divided(data.u32le(2), pulses, 3));
        addBattery(readings, data.u8(8) >> 4);
        return readings.build(DeviceModel.of("iNode", "Energy Meter"));
    }

    static Decoded careSensor(int model, Bytes data) {
        if (data.length() != 22) {
            return Numbers.wrongLength(data, 22);
        }
        ReadingsBuilder readings = new ReadingsBuilder()
                .add(StandardProperties.TEMPERATURE, Numbers.rounded(temperature(model, data.u16le(6)), 2));
        if (WITH_HUMIDITY.contains(model)) {
            double humidity = 125.0 * data.u16le(8) * 4 / 65_536 - 6;
            readings.add(StandardProperties.HUMIDITY, Numbers.rounded(Math.max(1, Math.min(humidity, 100)), 2));
        }
        if (WITH_PRESSURE.contains(model)) {
            readings.add(StandardProperties.PRESSURE, Decimals.divided(data.u16le(4), 16, 2));
        }
        if (WITH_POSITION.contains(model)) {
            int position = data.u16le(4);
            readings.add(StandardProperties.MOTION, (position & 0x8000) != 0);
            Trackers.addAcceleration(readings, five(position >> 10), five(position >> 5), five(position));
        }
        addBattery(readings, data.u8(1) >> 4);
        return readings.build(DeviceModel.of("iNode", "Care Sensor " + Integer.toHexString(model)));
    }

    private static double temperature(int model, int raw) {
        if (model == PRESSURE_AND_TEMPERATURE) {
            return 42.5 + raw / 480.0;
        }
        double celsius =
                WITH_HUMIDITY.contains(model) ? 175.72 * raw * 4 / 65_536 - 46.85 : raw > 127 ? raw - 8192 : raw;
        return Math.max(-30, Math.min(celsius, 70));
    }

    // Five bits in two's complement.
    private static int five(int bits) {
        return bits << 27 >> 27;
    }

    // Tenths of the charge from one on; 1 means full.
    private static void addBattery(ReadingsBuilder readings, int code) {
        int percent = code == 1 ? 100 : 10 * (Math.max(1, Math.min(code, 11)) - 1);
        readings.add(StandardProperties.BATTERY, percent)
                .add(StandardProperties.BATTERY_VOLTAGE, Numbers.rounded((percent - 10) * 0.012 + 1.8, 2));
    }
}
