// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ravning.api.BleUuid;

/** Characteristics of medical devices: thermometer, heart rate, blood pressure, glucose, pulse oximeter. */
final class HealthLayouts {
    private static final List<String> MEALS =
            List.of("unknown", "before_meal", "after_meal", "fasting", "casual", "bedtime");

    private HealthLayouts() {}

    static void addTo(Map<UUID, Layout> layouts) {
        layouts.put(BleUuid.of(0x2A18), HealthLayouts::glucose);
        layouts.put(BleUuid.of(0x2A1C), HealthLayouts::temperature);
        layouts.put(BleUuid.of(0x2A1E), HealthLayouts::temperature);
        layouts.put(BleUuid.of(0x2A34), HealthLayouts::glucoseContext);
        layouts.put(BleUuid.of(0x2A35), HealthLayouts::bloodPressure);
        layouts.put(BleUuid.of(0x2A36), HealthLayouts::bloodPressure);
        layouts.put(BleUuid.of(0x2A37), HealthLayouts::heartRate);
        layouts.put(BleUuid.of(0x2A5E), HealthLayouts::spotCheck);
        layouts.put(BleUuid.of(0x2A5F), HealthLayouts::continuous);
    }

    // Flags: 0 Fahrenheit, 1 time, 2 type.
    private static void temperature(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        reader.addFloat("temperature", flags.has(0) ? "°F" : "°C");
        if (flags.has(1)) {
            reader.addDateTime("timestamp");
        }
        if (flags.has(2)) {
            reader.addUnsigned("temperature_type", 1, 0, null);
        }
    }

    // Flags: 0 rate of 16 bits, 1 contact, 2 contact supported, 3 energy, 4 RR intervals.
    private static void heartRate(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        reader.addUnsigned("heart_rate", flags.has(0) ? 2 : 1, 0, "bpm");
        reader.addFlag("sensor_contact", flags.has(2) ? flags.has(1) : null);
        if (flags.has(3)) {
            reader.addUnsigned("energy_expended", 2, 0, "kJ");
        }
        if (flags.has(4)) {
            for (int i = 1; reader.remaining() >= 2; i++) {
                reader.addFraction("rr_interval_" + i, 2, 1024, "s");
            }
        }
    }

    // Flags: 0 kPa, 1 time, 2 pulse, 3 user, 4 status.
    private static void bloodPressure(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        String unit = flags.has(0) ? "kPa" : "mmHg";
        reader.addSfloat("systolic", unit);
        reader.addSfloat("diastolic", unit);
        reader.addSfloat("mean_arterial_pressure", unit);
        if (flags.has(1)) {
            reader.addDateTime("timestamp");
        }
        if (flags.has(2)) {
            reader.addSfloat("pulse_rate", "bpm");
        }
        if (flags.has(3)) {
            reader.addUnsigned("user_id", 1, 0, null);
        }
        if (flags.has(4)) {
            reader.addUnsigned("measurement_status", 2, 0, null);
        }
    }

    // Flags: 0 time offset, 1 concentration with type and location, 2 mol/L, 3 status.
    private static void glucose(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        reader.addUnsigned("sequence_number", 2, 0, null);
        reader.addDateTime("timestamp");
        if (flags.has(0)) {
            reader.addSigned("time_offset", 2, 0, "min");
        }
        if (flags.has(1)) {
            reader.addSfloat("glucose", flags.has(2) ? "mol/L" : "kg/L");
            int typeAndLocation = reader.u8();
            reader.addNumber("sample_type", typeAndLocation & 0xF);
            reader.addNumber("sample_location", typeAndLocation >> 4);
        }
        if (flags.has(3)) {
            reader.addUnsigned("sensor_status", 2, 0, null);
        }
    }

    // Flags: 0 carbohydrate, 1 meal, 2 tester and health, 3 exercise, 4 medication, 5 litres, 6 HbA1c, 7 more flags.
    private static void glucoseContext(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        reader.addUnsigned("sequence_number", 2, 0, null);
        if (flags.has(7)) {
            reader.skip(1);
        }
        if (flags.has(0)) {
            reader.addUnsigned("carbohydrate_id", 1, 0, null);
            reader.addSfloat("carbohydrate", "kg");
        }
        if (flags.has(1)) {
            reader.addChoice("meal", MEALS);
        }
        if (flags.has(2)) {
            int testerAndHealth = reader.u8();
            reader.addNumber("tester", testerAndHealth & 0xF);
            reader.addNumber("health", testerAndHealth >> 4);
        }
        if (flags.has(3)) {
            reader.addUnsigned("exercise_duration", 2, 0, "s");
            reader.addUnsigned("exercise_intensity", 1, 0, "%");
        }
        if (flags.has(4)) {
            reader.addUnsigned("medication_id", 1, 0, null);
            reader.addSfloat("medication", flags.has(5) ? "L" : "kg");
        }
        if (flags.has(6)) {
            reader.addSfloat("hba1c", "%");
        }
    }

    // Flags: 0 time, 1 measurement status, 2 device status, 3 pulse amplitude index.
    private static void spotCheck(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        reader.addSfloat("spo2", "%");
        reader.addSfloat("pulse_rate", "bpm");
        if (flags.has(0)) {
            reader.addDateTime("timestamp");
        }
        addStatus(reader, flags, 1);
    }

    // Flags: 0 fast, 1 slow, 2 measurement status, 3 device status, 4 pulse amplitude index.
    private static void continuous(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        reader.addSfloat("spo2", "%");
        reader.addSfloat("pulse_rate", "bpm");
        if (flags.has(0)) {
            reader.addSfloat("spo2_fast", "%");
            reader.addSfloat("pulse_rate_fast", "bpm");
        }
        if (flags.has(1)) {
            reader.addSfloat("spo2_slow", "%");
            reader.addSfloat("pulse_rate_slow", "bpm");
        }
        addStatus(reader, flags, 2);
    }

    private static void addStatus(FieldReader reader, Flags flags, int firstBit) {
        if (flags.has(firstBit)) {
            reader.addUnsigned("measurement_status", 2, 0, null);
        }
        if (flags.has(firstBit + 1)) {
            reader.addUnsigned("device_status", 3, 0, null);
        }
        if (flags.has(firstBit + 2)) {
            reader.addSfloat("pulse_amplitude_index", "%");
        }
    }
}
