// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.util.Map;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.codec.Decimals;

/** Characteristics of sport sensors: running, cycling speed and cadence, cycling power. */
final class FitnessLayouts {
    private FitnessLayouts() {}

    static void addTo(Map<UUID, Layout> layouts) {
        layouts.put(BleUuid.of(0x2A53), FitnessLayouts::running);
        layouts.put(BleUuid.of(0x2A5B), FitnessLayouts::cycling);
        layouts.put(BleUuid.of(0x2A63), FitnessLayouts::cyclingPower);
    }

    // Flags: 0 stride length, 1 distance, 2 running rather than walking.
    private static void running(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        reader.addNumber("speed", Decimals.divided(reader.u16(), 256, 8), "m/s");
        reader.addUnsigned("cadence", 1, 0, "1/min");
        if (flags.has(0)) {
            reader.addUnsigned("stride_length", 2, -2, "m");
        }
        if (flags.has(1)) {
            reader.addUnsigned("total_distance", 4, -1, "m");
        }
        reader.addFlag("running", flags.has(2));
    }

    // Flags: 0 wheel, 1 crank.
    private static void cycling(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        if (flags.has(0)) {
            addWheel(reader, 1024);
        }
        if (flags.has(1)) {
            addCrank(reader);
        }
    }

    // Flags: 0 balance, 2 torque, 4 wheel, 5 crank, 6 forces, 7 torques, 8 angles, 9 and 10 dead spots, 11 energy.
    private static void cyclingPower(FieldReader reader) {
        Flags flags = new Flags(reader.u16());
        reader.addSigned("power", 2, 0, "W");
        if (flags.has(0)) {
            reader.addFraction("pedal_power_balance", 1, 2, "%");
        }
        if (flags.has(2)) {
            reader.addNumber("accumulated_torque", Decimals.divided(reader.u16(), 32, 5), "Nm");
        }
        if (flags.has(4)) {
            addWheel(reader, 2048);
        }
        if (flags.has(5)) {
            addCrank(reader);
        }
        if (flags.has(6)) {
            reader.addSigned("max_force", 2, 0, "N");
            reader.addSigned("min_force", 2, 0, "N");
        }
        if (flags.has(7)) {
            reader.addNumber("max_torque", Decimals.divided(reader.signed(2), 32, 5), "Nm");
            reader.addNumber("min_torque", Decimals.divided(reader.signed(2), 32, 5), "Nm");
        }
        if (flags.has(8)) {
            int angles = (int) reader.unsigned(3);
            reader.addNumber("max_angle", Decimals.scaled(angles & 0xFFF, 0), "°");
            reader.addNumber("min_angle", Decimals.scaled(angles >> 12, 0), "°");
        }
        if (flags.has(9)) {
            reader.addUnsigned("top_dead_spot_angle", 2, 0, "°");
        }
        if (flags.has(10)) {
            reader.addUnsigned("bottom_dead_spot_angle", 2, 0, "°");
        }
        if (flags.has(11)) {
            reader.addUnsigned("accumulated_energy", 2, 0, "kJ");
        }
    }

    private static void addWheel(FieldReader reader, int ticksPerSecond) {
        reader.addUnsigned("wheel_revolutions", 4, 0, null);
        reader.addFraction("last_wheel_event_time", 2, ticksPerSecond, "s");
    }

    private static void addCrank(FieldReader reader) {
        reader.addUnsigned("crank_revolutions", 2, 0, null);
        reader.addFraction("last_crank_event_time", 2, 1024, "s");
    }
}
