// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import java.util.Map;
import java.util.UUID;
import org.ravning.api.Advertisement;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Unit;

/** Sensors of Teltonika and ELA (wiki.teltonika-gps.com, "EYE sensor protocol"; layouts after ble_monitor). */
final class Teltonika {
    private static final Property MAGNETIC_FIELD = Property.flag("magnetic_field_detected", "Magnetic field", null);
    private static final Property MOVING = Property.flag("moving", "Moving", "moving");
    private static final Property MOVEMENT_COUNTER =
            Property.number("movement_counter", "Movement counter", null, null);
    private static final Property PITCH = Property.number("pitch", "Pitch", Unit.DEGREE, null);
    private static final Property ROLL = Property.number("roll", "Roll", Unit.DEGREE, null);
    private static final int LOWEST_VOLTAGE = 200;
    private static final int ELA = 0x0757;
    private static final int CHARGE = 0xF1;
    private static final int VOLTAGE = 0xF2;

    private Teltonika() {}

    // Service data of the SIG's characteristics 2A6E and 2A6F.
    static Decoded temperature(Bytes data, Advertisement advertisement) {
        if (data.length() != 2) {
            return Numbers.wrongLength(data, 2);
        }
        ReadingsBuilder readings =
                new ReadingsBuilder().add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.s16le(0)));
        Bytes humidity = advertisement.serviceData().get(BleUuid.of(0x2A6F));
        if (humidity != null && humidity.length() == 1) {
            readings.add(StandardProperties.HUMIDITY, humidity.u8(0));
        }
        addPower(readings, advertisement);
        return readings.build(DeviceModel.of("Teltonika", "Blue Coin or Puck"));
    }

    // Told with the temperature where both are in one frame.
    static Decoded humidity(Bytes data, Advertisement advertisement) {
        if (data.length() != 1 || advertisement.serviceData().containsKey(BleUuid.of(0x2A6E))) {
            return Decoded.NOT_MINE;
        }
        ReadingsBuilder readings = new ReadingsBuilder().add(StandardProperties.HUMIDITY, data.u8(0));
        addPower(readings, advertisement);
        return readings.build(DeviceModel.of("Teltonika", "Blue Coin or Puck"));
    }

    // A magnet's contact under the SIG's alert level, which anybody may use: the name makes sure (Theengs Decoder).
    static Decoded magnet(Bytes data, Advertisement advertisement) {
        String name = advertisement.localName();
        if (data.length() != 2 || name == null || !name.contains(" MAG")) {
            return Decoded.NOT_MINE;
        }
        ReadingsBuilder readings = new ReadingsBuilder().add(StandardProperties.OPENING, (data.u8(0) & 0x01) != 0);
        addPower(readings, advertisement);
        return readings.build(DeviceModel.of("ELA", "Blue Puck MAG"));
    }

    private static void addPower(ReadingsBuilder readings, Advertisement advertisement) {
        Bytes data = advertisement.manufacturerData().get(ELA);
        if (data != null && data.length() == 3 && data.u8(0) == VOLTAGE) {
            readings.add(StandardProperties.BATTERY_VOLTAGE, Decimals.scaled(data.u16le(1), -3));
        } else if (data != null && data.length() >= 2 && data.u8(0) == CHARGE) {
            readings.add(StandardProperties.BATTERY, data.u8(1));
        }
    }

    private static boolean tellsMore(Advertisement advertisement) {
        Map<UUID, Bytes> data = advertisement.serviceData();
        return data.containsKey(BleUuid.of(0x2A6E))
                || data.containsKey(BleUuid.of(0x2A6F))
                || data.containsKey(BleUuid.of(0x2A06));
    }

    static Decoded puck(Bytes data, Advertisement advertisement) {
        int type = data.isEmpty() ? 0 : data.u8(0);
        ReadingsBuilder readings = new ReadingsBuilder();
        if (type == 0x12 && data.length() >= 3) {
            readings.add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.s16le(1)));
        } else if (type == 0x21 && data.length() >= 5) {
            readings.add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.s16le(3)))
                    .add(StandardProperties.HUMIDITY, data.u8(1));
        } else if (type == CHARGE && data.length() >= 2 || type == VOLTAGE && data.length() == 3) {
            if (tellsMore(advertisement)) {
                return Decoded.NOT_MINE;
            }
            addPower(readings, advertisement);
        } else {
            return new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "measurement " + data);
        }
        return readings.build(DeviceModel.of("Teltonika", "Blue Puck"));
    }

    // The flags in the second byte say which fields follow; numbers are big-endian.
    static Decoded eye(Bytes data, Advertisement advertisement) {
        if (data.length() < 2) {
            return Numbers.wrongLength(data, 2);
        }
        if (data.u8(0) != 1) {
            return new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "version " + data.u8(0));
        }
        int flags = data.u8(1);
        int needed = 2 + lengthOf(flags);
        if (data.length() != needed) {
            return Numbers.wrongLength(data, needed);
        }
        return eye(data, flags).build(DeviceModel.of("Teltonika", "EYE sensor"));
    }

    private static int lengthOf(int flags) {
        return 2 * (flags & 1) + (flags >> 1 & 1) + 2 * (flags >> 4 & 1) + 3 * (flags >> 5 & 1) + (flags >> 7 & 1);
    }

    private static ReadingsBuilder eye(Bytes data, int flags) {
        ReadingsBuilder readings = new ReadingsBuilder().allOrNothing();
        int at = 2;
        if ((flags & 0x01) != 0) {
            readings.add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.s16be(at)));
            at += 2;
        }
        if ((flags & 0x02) != 0) {
            readings.add(StandardProperties.HUMIDITY, data.u8(at));
            at++;
        }
        if ((flags & 0x04) != 0) {
            readings.add(MAGNETIC_FIELD, (flags & 0x08) != 0);
        }
        if ((flags & 0x10) != 0) {
            readings.add(MOVING, (data.u8(at) & 0x80) != 0).add(MOVEMENT_COUNTER, data.u16be(at) & 0x7FFF);
            at += 2;
        }
        if ((flags & 0x20) != 0) {
            readings.add(PITCH, data.s8(at)).add(ROLL, data.s16be(at + 1));
            at += 3;
        }
        if ((flags & 0x40) != 0) {
            readings.add(StandardProperties.BATTERY_LOW, true);
        }
        if ((flags & 0x80) != 0) {
            readings.add(StandardProperties.BATTERY_VOLTAGE, Numbers.hundredths(LOWEST_VOLTAGE + data.u8(at)));
        }
        return readings;
    }
}
