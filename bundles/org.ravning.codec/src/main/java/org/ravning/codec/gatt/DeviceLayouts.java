// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.codec.Decimals;

/** Characteristics about the device itself: identity, clock, battery, position, switches. */
final class DeviceLayouts {
    private static final List<String> SIGNALS = List.of("inactive", "active", "tri_state", "unknown");

    private DeviceLayouts() {}

    static void addTo(Map<UUID, Layout> layouts) {
        layouts.put(BleUuid.of(0x2A04), DeviceLayouts::connectionParameters);
        layouts.put(BleUuid.of(0x2A05), DeviceLayouts::serviceChanged);
        layouts.put(BleUuid.of(0x2A08), reader -> reader.addDateTime("timestamp"));
        layouts.put(BleUuid.of(0x2A09), reader -> reader.addDayOfWeek("day_of_week"));
        layouts.put(BleUuid.of(0x2A23), DeviceLayouts::systemId);
        layouts.put(
                BleUuid.of(0x2A2A),
                reader -> reader.addText("certification_data", reader.rest().hex()));
        layouts.put(BleUuid.of(0x2A2B), DeviceLayouts::currentTime);
        layouts.put(BleUuid.of(0x2A50), DeviceLayouts::pnpId);
        layouts.put(BleUuid.of(0x2A56), DeviceLayouts::digital);
        layouts.put(BleUuid.of(0x2A67), DeviceLayouts::locationAndSpeed);
        layouts.put(BleUuid.of(0x2AA0), reader -> magneticFlux(reader, "x", "y"));
        layouts.put(BleUuid.of(0x2AA1), reader -> magneticFlux(reader, "x", "y", "z"));
        layouts.put(BleUuid.of(0x2BED), DeviceLayouts::batteryLevelStatus);
    }

    private static void connectionParameters(FieldReader reader) {
        reader.addNumber("min_interval", Decimals.scaled(reader.u16() * 125L, -2), "ms");
        reader.addNumber("max_interval", Decimals.scaled(reader.u16() * 125L, -2), "ms");
        reader.addUnsigned("latency", 2, 0, null);
        reader.addUnsigned("supervision_timeout", 2, 1, "ms");
    }

    private static void serviceChanged(FieldReader reader) {
        reader.addUnsigned("first_handle", 2, 0, null);
        reader.addUnsigned("last_handle", 2, 0, null);
    }

    private static void systemId(FieldReader reader) {
        reader.addUnsigned("manufacturer_identifier", 5, 0, null);
        reader.addUnsigned("organizationally_unique_identifier", 3, 0, null);
    }

    private static void currentTime(FieldReader reader) {
        reader.addDateTime("timestamp");
        reader.addDayOfWeek("day_of_week");
        reader.addUnsigned("fractions_256", 1, 0, null);
        reader.addUnsigned("adjust_reason", 1, 0, null);
    }

    private static void pnpId(FieldReader reader) {
        reader.addUnsigned("vendor_id_source", 1, 0, null);
        reader.addUnsigned("vendor_id", 2, 0, null);
        reader.addUnsigned("product_id", 2, 0, null);
        reader.addUnsigned("product_version", 2, 0, null);
    }

    // Two bits for each signal, the first in the lowest bits; how many there are says descriptor 2909.
    private static void digital(FieldReader reader) {
        int signal = 1;
        while (reader.remaining() > 0) {
            int four = reader.u8();
            for (int i = 0; i < 4; i++) {
                reader.addText("digital_" + signal++, SIGNALS.get(four >> 2 * i & 3));
            }
        }
    }

    // Flags: 0 speed, 1 distance, 2 position, 3 elevation, 4 heading, 5 rolling time, 6 UTC time.
    private static void locationAndSpeed(FieldReader reader) {
        Flags flags = new Flags(reader.u16());
        if (flags.has(0)) {
            reader.addUnsigned("speed", 2, -2, "m/s");
        }
        if (flags.has(1)) {
            reader.addUnsigned("total_distance", 3, -1, "m");
        }
        if (flags.has(2)) {
            reader.addSigned("latitude", 4, -7, "°");
            reader.addSigned("longitude", 4, -7, "°");
        }
        if (flags.has(3)) {
            reader.addSigned("elevation", 3, -2, "m");
        }
        if (flags.has(4)) {
            reader.addUnsigned("heading", 2, -2, "°");
        }
        if (flags.has(5)) {
            reader.addUnsigned("rolling_time", 1, 0, "s");
        }
        if (flags.has(6)) {
            reader.addDateTime("timestamp");
        }
    }

    private static void magneticFlux(FieldReader reader, String... axes) {
        for (String axis : axes) {
            reader.addSigned("magnetic_flux_density_" + axis, 2, -7, "T");
        }
    }

    // Flags: 0 identifier, 1 battery level, 2 additional status. Power state: bit 0 battery
    // present, bits 5 and 6 charging (0 not known, 1 yes).
    private static void batteryLevelStatus(FieldReader reader) {
        Flags flags = new Flags(reader.u8());
        int power = reader.u16();
        int charging = power >> 5 & 3;
        reader.addFlag("battery_present", new Flags(power).has(0));
        reader.addFlag("battery_charging", charging == 0 ? null : charging == 1);
        if (flags.has(0)) {
            reader.addUnsigned("identifier", 2, 0, null);
        }
        if (flags.has(1)) {
            reader.addUnsigned("battery_level", 1, 0, "%");
        }
        if (flags.has(2)) {
            reader.addUnsigned("additional_status", 1, 0, null);
        }
    }
}
