// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Unit;

/** Tags and radar sensors (layouts after ble_monitor and reelyActive's advlib-ble-services). */
final class Trackers {
    private static final Property DISTANCE = Property.number("distance", "Distance", Unit.MILLIMETRE, "distance");
    private static final Property POWER_ON = Property.flag("power_on", "Reed switch", "power");
    private static final Property TILT = Property.flag("tilt", "Tilt", null);
    private static final Property DROPPING = Property.flag("dropping", "Dropping", null);
    private static final Property IMPACT = Property.flag("impact", "Impact", "vibration");
    private static final Property VIBRATION = Property.flag("vibration", "Vibration", "vibration");
    private static final Property SIDE = Property.number("side", "Side", null, null);
    private static final Property UPTIME =
            Property.number("uptime", "Uptime", Unit.SECOND, "duration").in(Category.DIAGNOSTIC);
    private static final Property BUTTON = Property.event("button", "Button", "press");
    private static final DeviceModel HOLY_IOT = DeviceModel.of("HolyIOT", "BLE tracker");
    private static final int MINEW_FRAME = 0xA1;
    private static final int NO_SENSOR = -128 * 256;

    private Trackers() {}

    static void addAcceleration(ReadingsBuilder readings, int x, int y, int z) {
        readings.add(
                        milli("acceleration", "Acceleration"),
                        Numbers.rounded(Math.sqrt((double) x * x + y * y + z * z), 1))
                .add(milli("acceleration_x", "Acceleration x"), x)
                .add(milli("acceleration_y", "Acceleration y"), y)
                .add(milli("acceleration_z", "Acceleration z"), z);
    }

    private static Property milli(String name, String label) {
        return Property.number(name, label, Unit.MILLIGRAVITY, null);
    }

    // Presence (80) or distance (90), little-endian.
    static Decoded acconeer(Bytes data, Advertisement advertisement) {
        if (data.length() < 7) {
            return Numbers.wrongLength(data, 7);
        }
        ReadingsBuilder readings = new ReadingsBuilder()
                .allOrNothing()
                .add(StandardProperties.BATTERY, data.u16le(1))
                .add(StandardProperties.TEMPERATURE, data.s16le(3));
        return switch (data.u8(0)) {
            case 0x80 ->
                readings.add(StandardProperties.MOTION, data.u16le(5) != 0).build(DeviceModel.of("Acconeer", "XM122"));
            case 0x90 -> readings.add(DISTANCE, data.u16le(5)).build(DeviceModel.of("Acconeer", "XM126"));
            default -> new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "model 0x" + data.slice(0, 1));
        };
    }

    // help.mikrotik.com, "Bluetooth": accelerations and temperature are fixed-point numbers, little-endian.
    static Decoded mikrotik(Bytes data, Advertisement advertisement) {
        if (data.length() != 18) {
            return Numbers.wrongLength(data, 18);
        }
        if ((data.u8(1) & 1) != 0) {
            return new Decoded.Malformed(RejectReason.KEY_MISSING, "encrypted, which is not supported");
        }
        int temperature = data.s16le(10);
        int flags = data.u8(16);
        ReadingsBuilder readings = new ReadingsBuilder();
        if (temperature != NO_SENSOR) {
            readings.add(StandardProperties.TEMPERATURE, Numbers.fixed(temperature));
        }
        return readings.add(UPTIME, data.u32le(12))
                .add(StandardProperties.BATTERY, data.u8(17))
                .add(POWER_ON, (flags & 0x01) != 0)
                .add(TILT, (flags & 0x02) != 0)
                .add(DROPPING, (flags & 0x04) != 0)
                .add(IMPACT, (flags & 0x38) != 0)
                .build(DeviceModel.of("MikroTik", temperature == NO_SENSOR ? "TG-BT5-IN" : "TG-BT5-OUT"));
    }

    // Charge, address, then one measurement with its type.
    static Decoded holyIot(Bytes data, Advertisement advertisement) {
        if (data.length() != 13) {
            return Numbers.wrongLength(data, 13);
        }
        if (Numbers.isOfAnother(data.slice(2, 8), advertisement)) {
            return Decoded.Malformed.invalid("the frame is of another device, " + data.slice(2, 8));
        }
        ReadingsBuilder readings = new ReadingsBuilder().add(StandardProperties.BATTERY, data.u8(1));
        int value = data.u8(11);
        switch (data.u8(10)) {
            case 1 ->
                readings.add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.s8(11) * 100L + data.u8(12)));
            case 2 -> readings.add(StandardProperties.PRESSURE, Numbers.hundredths(80_000L + data.s16be(11)));
            case 3 -> readings.add(StandardProperties.HUMIDITY, value);
            case 4 -> readings.add(VIBRATION, value != 0);
            case 5 -> readings.add(SIDE, value);
            case 6 -> readings.addEvent(BUTTON, "press");
            default -> {
                return new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "measurement " + data.u8(10));
            }
        }
        return readings.build(HOLY_IOT);
    }

    // A1, type, charge, then what the type says; the address follows. Fixed-point numbers, big-endian.
    static Decoded minew(Bytes data, Advertisement advertisement) {
        if (data.length() < 3 || data.u8(0) != MINEW_FRAME) {
            return Decoded.NOT_MINE;
        }
        int type = data.u8(1);
        int needed = 3 + minewLength(type);
        if (data.length() < needed) {
            return Numbers.wrongLength(data, needed);
        }
        ReadingsBuilder readings = new ReadingsBuilder().add(StandardProperties.BATTERY, data.u8(2));
        switch (type) {
            case 0x01 ->
                readings.add(StandardProperties.TEMPERATURE, Numbers.fixed(data.s16be(3)))
                        .add(StandardProperties.HUMIDITY, Numbers.fixed(data.u16be(5)));
            case 0x02 -> readings.add(StandardProperties.LIGHT, data.u8(3) != 0);
            case 0x03 ->
                readings.add(gravity("x"), Numbers.fixed(data.s16be(3)))
                        .add(gravity("y"), Numbers.fixed(data.s16be(5)))
                        .add(gravity("z"), Numbers.fixed(data.s16be(7)));
            case 0x13 -> readings.add(StandardProperties.TEMPERATURE, Numbers.fixed(data.s16be(3)));
            case 0x17 -> readings.add(StandardProperties.PRESSURE, data.u16be(3));
            case 0x18 -> readings.add(VIBRATION, data.u8(7) != 0);
            case 0x20 -> readings.add(StandardProperties.TAMPER, data.u8(3) != 0);
            default -> {}
        }
        return readings.build(DeviceModel.of("Minew", "Beacon"));
    }

    private static int minewLength(int type) {
        return switch (type) {
            case 0x01, 0x17 -> 4;
            case 0x02, 0x20 -> 1;
            case 0x03 -> 6;
            case 0x13 -> 2;
            case 0x18 -> 5;
            default -> 0;
        };
    }

    private static Property gravity(String axis) {
        return Property.number("acceleration_" + axis, "Acceleration " + axis, Unit.STANDARD_GRAVITY, null);
    }
}
