// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.signal;

import java.util.Locale;
import java.util.Optional;

/** The objects of BTHome version 2 that a simulated device can send (bthome.io/format). */
public enum BthomeObject {
    /** In per cent. */
    BATTERY(0x01, NumberFormat.UINT8, 1),
    /** In degrees Celsius. */
    TEMPERATURE(0x02, NumberFormat.SINT16, 0.01),
    /** In per cent. */
    HUMIDITY(0x03, NumberFormat.UINT16, 0.01),
    /** In hectopascals. */
    PRESSURE(0x04, NumberFormat.UINT24, 0.01),
    /** In lux. */
    ILLUMINANCE(0x05, NumberFormat.UINT24, 0.01),
    /** In kilograms. */
    MASS(0x06, NumberFormat.UINT16, 0.01),
    /** In degrees Celsius. */
    DEW_POINT(0x08, NumberFormat.SINT16, 0.01),
    /** A number. */
    COUNT(0x09, NumberFormat.UINT8, 1),
    /** In kilowatt hours. */
    ENERGY(0x0A, NumberFormat.UINT24, 0.001),
    /** In watts. */
    POWER(0x0B, NumberFormat.UINT24, 0.01),
    /** In volts. */
    VOLTAGE(0x0C, NumberFormat.UINT16, 0.001),
    /** In micrograms per cubic metre. */
    PM2_5(0x0D, NumberFormat.UINT16, 1),
    /** In micrograms per cubic metre. */
    PM10(0x0E, NumberFormat.UINT16, 1),
    /** On or off. */
    POWER_ON(0x10, NumberFormat.UINT8, 1),
    /** Open or closed. */
    OPENING(0x11, NumberFormat.UINT8, 1),
    /** In parts per million. */
    CO2(0x12, NumberFormat.UINT16, 1),
    /** In micrograms per cubic metre. */
    TVOC(0x13, NumberFormat.UINT16, 1),
    /** In per cent. */
    MOISTURE(0x14, NumberFormat.UINT16, 0.01),
    /** Low or normal. */
    BATTERY_LOW(0x15, NumberFormat.UINT8, 1),
    /** Charging or not. */
    BATTERY_CHARGING(0x16, NumberFormat.UINT8, 1),
    /** Open or closed. */
    DOOR(0x1A, NumberFormat.UINT8, 1),
    /** Open or closed. */
    GARAGE_DOOR(0x1B, NumberFormat.UINT8, 1),
    /** Unlocked or locked. */
    LOCK(0x1F, NumberFormat.UINT8, 1),
    /** Wet or dry. */
    MOISTURE_DETECTED(0x20, NumberFormat.UINT8, 1),
    /** Detected or clear. */
    MOTION(0x21, NumberFormat.UINT8, 1),
    /** Detected or clear. */
    OCCUPANCY(0x23, NumberFormat.UINT8, 1),
    /** Home or away. */
    PRESENCE(0x25, NumberFormat.UINT8, 1),
    /** Detected or clear. */
    SMOKE(0x29, NumberFormat.UINT8, 1),
    /** Detected or clear. */
    VIBRATION(0x2C, NumberFormat.UINT8, 1),
    /** Open or closed. */
    WINDOW(0x2D, NumberFormat.UINT8, 1),
    /** An event: none, press, double_press, ... */
    BUTTON(0x3A, NumberFormat.UINT8, 1),
    /** An event: rotate_left or rotate_right. */
    DIMMER(0x3C, NumberFormat.UINT16, 1),
    /** In degrees. */
    ROTATION(0x3F, NumberFormat.SINT16, 0.1),
    /** In millimetres. */
    DISTANCE(0x40, NumberFormat.UINT16, 1),
    /** In amperes. */
    CURRENT(0x43, NumberFormat.UINT16, 0.001),
    /** In metres per second. */
    SPEED(0x44, NumberFormat.UINT16, 0.01),
    /** An index. */
    UV_INDEX(0x46, NumberFormat.UINT8, 0.1),
    /** In cubic metres. */
    GAS(0x4C, NumberFormat.UINT32, 0.001),
    /** In litres. */
    WATER(0x4F, NumberFormat.UINT32, 0.001);

    private final int id;
    private final NumberFormat format;
    private final double scale;

    BthomeObject(int id, NumberFormat format, double scale) {
        this.id = id;
        this.format = format;
        this.scale = scale;
    }

    /** Returns the object of that name in a file, such as {@code temperature}, also {@code temperature_2}. */
    public static Optional<BthomeObject> named(String name) {
        return exactly(name).or(() -> exactly(name.replaceFirst("_[2-9]$", "")));
    }

    /** Returns its name in a file. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Says whether it announces events rather than values. */
    public boolean isEvent() {
        return this == BUTTON || this == DIMMER;
    }

    int id() {
        return id;
    }

    NumberFormat format() {
        return format;
    }

    double scale() {
        return scale;
    }

    private static Optional<BthomeObject> exactly(String name) {
        for (BthomeObject object : values()) {
            if (object.text().equals(name)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }
}
