// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.util.Map;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.codec.Decimals;

/** Characteristics of scales: weight and body composition. */
final class BodyLayouts {
    private static final int UNKNOWN_USER = 0xFF;
    private static final int UNSUCCESSFUL = 0xFFFF;

    private BodyLayouts() {}

    static void addTo(Map<UUID, Layout> layouts) {
        layouts.put(BleUuid.of(0x2A9D), BodyLayouts::weight);
        layouts.put(BleUuid.of(0x2A9C), BodyLayouts::composition);
    }

    // Flags: 0 imperial, 1 time, 2 user, 3 BMI and height.
    private static void weight(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        boolean imperial = flags.has(0);
        addMass(reader, "weight", imperial);
        if (flags.has(1)) {
            reader.addDateTime("timestamp");
        }
        if (flags.has(2)) {
            addUser(reader);
        }
        if (flags.has(3)) {
            reader.addUnsigned("bmi", 2, -1, null);
            addHeight(reader, imperial);
        }
    }

    // Flags: 0 imperial, 1 time, 2 user, 3 basal metabolism, 4 muscle percentage, 5 muscle mass, 6 fat-free mass,
    // 7 soft lean mass, 8 body water mass, 9 impedance, 10 weight, 11 height, 12 more packets follow.
    private static void composition(FieldReader reader) {
        Flags flags = new Flags(reader.u16());
        boolean imperial = flags.has(0);
        addPercentage(reader, "body_fat");
        if (flags.has(1)) {
            reader.addDateTime("timestamp");
        }
        if (flags.has(2)) {
            addUser(reader);
        }
        if (flags.has(3)) {
            reader.addUnsigned("basal_metabolism", 2, 0, "kJ");
        }
        if (flags.has(4)) {
            addPercentage(reader, "muscle_percentage");
        }
        String[] masses = {"muscle_mass", "fat_free_mass", "soft_lean_mass", "body_water_mass"};
        for (int i = 0; i < masses.length; i++) {
            if (flags.has(5 + i)) {
                addMass(reader, masses[i], imperial);
            }
        }
        if (flags.has(9)) {
            reader.addUnsigned("impedance", 2, -1, "Ω");
        }
        if (flags.has(10)) {
            addMass(reader, "weight", imperial);
        }
        if (flags.has(11)) {
            addHeight(reader, imperial);
        }
    }

    private static void addPercentage(FieldReader reader, String name) {
        int tenths = reader.u16();
        reader.addNumber(name, tenths == UNSUCCESSFUL ? null : Decimals.scaled(tenths, -1), "%");
    }

    private static void addMass(FieldReader reader, String name, boolean imperial) {
        int steps = reader.u16();
        if (imperial) {
            reader.addNumber(name, steps == UNSUCCESSFUL ? null : Decimals.scaled(steps, -2), "lb");
        } else {
            reader.addNumber(name, steps == UNSUCCESSFUL ? null : Decimals.scaled(steps * 5L, -3), "kg");
        }
    }

    private static void addHeight(FieldReader reader, boolean imperial) {
        if (imperial) {
            reader.addUnsigned("height", 2, -1, "in");
        } else {
            reader.addUnsigned("height", 2, -3, "m");
        }
    }

    private static void addUser(FieldReader reader) {
        int user = reader.u8();
        reader.addNumber("user_id", user == UNKNOWN_USER ? null : Decimals.scaled(user, 0), null);
    }
}
