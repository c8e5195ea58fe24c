// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;

/** Objects of sensors: 0x10xx as Xiaomi defines them for all, 0x48xx and above as the models of miot-spec.org do. */
final class SensorObjects {
    // Xiaomi's application counts half a minute without motion as motion.
    private static final int STILL_AFTER = 30;
    private static final int LIGHT_FROM = 100;
    private static final Set<String> LIGHT_ONLY = Set.of("MJYD02YL", "MCCGQ02HL", "RTCGQ02LM");

    private SensorObjects() {}

    static void addTo(Map<Integer, MiObjects.Type> types) {
        addCommon(types);
        addPresence(types);
        addSpecified(types);
    }

    private static void addCommon(Map<Integer, MiObjects.Type> types) {
        put(types, 0x1004, 2, (c, o) -> o.readings().add(StandardProperties.TEMPERATURE, tenths(c.s16le(0))));
        put(
                types,
                0x1005,
                2,
                (c, o) -> o.readings()
                        .add(MiProperties.POWER_ON, c.u8(0) != 0)
                        .add(StandardProperties.TEMPERATURE, c.u8(1)));
        put(types, 0x1006, 2, (c, o) -> o.readings().add(StandardProperties.HUMIDITY, tenths(c.u16le(0))));
        put(types, 0x1007, 3, SensorObjects::illuminance);
        put(types, 0x1008, 1, (c, o) -> o.readings().add(StandardProperties.MOISTURE, c.u8(0)));
        put(types, 0x1009, 2, (c, o) -> o.readings().add(StandardProperties.CONDUCTIVITY, c.u16le(0)));
        put(types, 0x100A, 1, (c, o) -> o.readings().add(StandardProperties.BATTERY, c.u8(0)));
        put(
                types,
                0x100D,
                4,
                (c, o) -> o.readings()
                        .add(StandardProperties.TEMPERATURE, tenths(c.s16le(0)))
                        .add(StandardProperties.HUMIDITY, tenths(c.u16le(2))));
        put(types, 0x1010, 2, (c, o) -> o.readings().add(MiProperties.FORMALDEHYDE, Decimals.scaled(c.u16le(0), -2)));
        put(types, 0x1012, 1, (c, o) -> o.readings().add(MiProperties.POWER_ON, c.u8(0) != 0));
        put(types, 0x1013, 1, (c, o) -> o.readings().add(MiProperties.CONSUMABLE, c.u8(0)));
        flag(types, 0x1014, StandardProperties.MOISTURE_DETECTED);
        flag(types, 0x1015, StandardProperties.SMOKE);
        flag(types, 0x1018, StandardProperties.LIGHT);
    }

    private static void addPresence(Map<Integer, MiObjects.Type> types) {
        put(types, 0x0003, 1, (c, o) -> o.readings().add(StandardProperties.MOTION, true));
        put(types, 0x000F, 3, SensorObjects::motionWithLight);
        put(types, 0x1017, 4, (c, o) -> o.readings().add(StandardProperties.MOTION, c.u32le(0) <= STILL_AFTER));
        put(types, 0x101B, 4, (c, o) -> o.readings().add(StandardProperties.MOTION, false));
        put(types, 0x4818, 2, (c, o) -> o.readings().add(StandardProperties.MOTION, c.u16le(0) <= STILL_AFTER));
        put(types, 0x483C, 1, (c, o) -> o.readings().add(StandardProperties.OCCUPANCY, c.u8(0) != 0));
        put(types, 0x483D, 4, (c, o) -> o.readings().add(MiProperties.PRESENT_TIME, c.u32le(0)));
        put(types, 0x483E, 4, (c, o) -> o.readings().add(MiProperties.ABSENT_TIME, c.u32le(0)));
        flag(types, 0x484E, StandardProperties.OCCUPANCY);
        put(types, 0x4851, 1, (c, o) -> o.readings().add(MiProperties.DETECTED_TIME, c.u8(0)));
        put(types, 0x4852, 1, (c, o) -> o.readings().add(MiProperties.CLEARED_TIME, c.u8(0)));
        put(types, 0x4A08, 4, (c, o) -> {
            o.readings().add(StandardProperties.MOTION, true);
            addFloat(StandardProperties.ILLUMINANCE, c, 2, o);
        });
        flag(types, 0x5413, MiProperties.NEAR);
    }

    private static void addSpecified(Map<Integer, MiObjects.Type> types) {
        put(types, 0x4801, 4, (c, o) -> addFloat(StandardProperties.TEMPERATURE, c, 2, o));
        put(types, 0x4802, 1, (c, o) -> o.readings().add(StandardProperties.HUMIDITY, c.u8(0)));
        put(types, 0x4803, 1, (c, o) -> o.readings().add(StandardProperties.BATTERY, c.u8(0)));
        put(types, 0x4805, 4, (c, o) -> addFloat(StandardProperties.ILLUMINANCE, c, 2, o));
        flag(types, 0x4806, StandardProperties.MOISTURE_DETECTED);
        put(types, 0x4808, 4, (c, o) -> addFloat(StandardProperties.HUMIDITY, c, 2, o));
        flag(types, 0x487B, MiProperties.TOP_SPLASH);
        put(types, 0x4A68, 1, SensorObjects::waterEvent);
        flag(types, 0x4A01, StandardProperties.BATTERY_LOW);
        put(types, 0x4C01, 4, (c, o) -> addFloat(StandardProperties.TEMPERATURE, c, 2, o));
        put(types, 0x4C02, 1, (c, o) -> o.readings().add(StandardProperties.HUMIDITY, c.u8(0)));
        put(types, 0x4C03, 1, (c, o) -> o.readings().add(StandardProperties.BATTERY, c.u8(0)));
        put(types, 0x4C08, 4, (c, o) -> addFloat(StandardProperties.HUMIDITY, c, 2, o));
        flag(types, 0x4E01, StandardProperties.BATTERY_LOW);
        put(types, 0x5003, 1, (c, o) -> o.readings().add(StandardProperties.BATTERY, c.u8(0)));
    }

    // Night lights and door sensors only tell dark (0 or 1) from light (100).
    private static void illuminance(Bytes content, MiObjects objects) {
        long value = content.unsignedLittleEndian(0, 3);
        if (LIGHT_ONLY.contains(objects.model())) {
            objects.readings().add(StandardProperties.LIGHT, value >= LIGHT_FROM);
        } else {
            objects.readings().add(StandardProperties.ILLUMINANCE, value);
        }
    }

    private static void motionWithLight(Bytes content, MiObjects objects) {
        objects.readings().add(StandardProperties.MOTION, true);
        illuminance(content, objects);
    }

    // A leak and a splash, and the end of a leak, as the events of SJWS02LM.
    private static void waterEvent(Bytes content, MiObjects objects) {
        switch (content.u8(0)) {
            case 0 -> objects.readings().add(StandardProperties.MOISTURE_DETECTED, true);
            case 1 -> objects.readings().add(StandardProperties.MOISTURE_DETECTED, false);
            case 2 -> objects.readings().add(MiProperties.TOP_SPLASH, true);
            case 3 -> objects.readings().add(MiProperties.TOP_SPLASH, false);
            default -> objects.complain(RejectReason.INVALID_VALUE, "water event " + content.u8(0));
        }
    }

    private static void addFloat(Property property, Bytes content, int decimals, MiObjects objects) {
        float number = Float.intBitsToFloat((int) content.u32le(0));
        if (Float.isFinite(number)) {
            BigDecimal rounded = new BigDecimal(Float.toString(number)).setScale(decimals, RoundingMode.HALF_UP);
            objects.readings().add(property, Decimals.plain(rounded));
        } else {
            objects.complain(RejectReason.INVALID_VALUE, property.name() + " is not a number");
        }
    }

    private static BigDecimal tenths(int number) {
        return Decimals.scaled(number, -1);
    }

    private static void flag(Map<Integer, MiObjects.Type> types, int id, Property property) {
        put(types, id, 1, (c, o) -> o.readings().add(property, c.u8(0) != 0));
    }

    private static void put(Map<Integer, MiObjects.Type> types, int id, int length, MiObjects.Reader reader) {
        types.put(id, new MiObjects.Type(length, reader));
    }
}
