// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;

/**
 * Sensors of KKM and BlueCharm: a frame of Eddystone that Eddystone does not define. 21, version, which fields follow;
 * then these, big-endian (layouts after ble_monitor and Theengs Decoder).
 */
final class Kkm {
    private static final int FRAME = 0x21;
    private static final int HEADER = 3;
    private static final int VOLTAGE = 0x01;
    private static final int TEMPERATURE = 0x02;
    private static final int HUMIDITY = 0x04;
    private static final int ACCELERATION = 0x08;
    private static final int KNOWN = 0x0F;
    private static final int COLDEST = -60 * 256;
    private static final int HOTTEST = 150 * 256;

    private Kkm() {}

    static Decoded decode(Bytes data, Advertisement advertisement) {
        if (data.length() < HEADER || data.u8(0) != FRAME || data.u8(1) > 1) {
            return Decoded.NOT_MINE;
        }
        // The K6 sends accelerations without announcing them.
        int fields = data.u8(2);
        if (data.length() == HEADER + lengthOf(fields | ACCELERATION)) {
            fields |= ACCELERATION;
        }
        if ((fields & ~KNOWN) != 0 || (fields & VOLTAGE) == 0 || data.length() != HEADER + lengthOf(fields)) {
            return Decoded.NOT_MINE;
        }
        ReadingsBuilder readings = new ReadingsBuilder();
        int at = HEADER + 2;
        if ((fields & TEMPERATURE) != 0) {
            int temperature = data.s16be(at);
            if (temperature < COLDEST || temperature > HOTTEST) {
                return new Decoded.Malformed(RejectReason.INVALID_VALUE, "temperature " + Numbers.fixed(temperature));
            }
            readings.add(StandardProperties.TEMPERATURE, Numbers.fixed(temperature));
            at += 2;
        }
        if ((fields & HUMIDITY) != 0) {
            readings.add(StandardProperties.HUMIDITY, Numbers.fixed(data.u16be(at)));
            at += 2;
        }
        readings.add(StandardProperties.BATTERY_VOLTAGE, Decimals.scaled(data.u16be(HEADER), -3))
                .add(StandardProperties.BATTERY, Numbers.coinCell(data.u16be(HEADER)));
        if ((fields & ACCELERATION) != 0) {
            Trackers.addAcceleration(readings, data.s16be(at), data.s16be(at + 2), data.s16be(at + 4));
        }
        return readings.build(model(fields));
    }

    private static int lengthOf(int fields) {
        return 2
                + ((fields & TEMPERATURE) != 0 ? 2 : 0)
                + ((fields & HUMIDITY) != 0 ? 2 : 0)
                + ((fields & ACCELERATION) != 0 ? 6 : 0);
    }

    private static DeviceModel model(int fields) {
        boolean moves = (fields & ACCELERATION) != 0;
        return moves && (fields & HUMIDITY) == 0
                ? DeviceModel.of("BlueCharm", "Sensor Beacon")
                : DeviceModel.of("KKM", moves ? "K6 Sensor Beacon" : "K6P Sensor Beacon");
    }
}
