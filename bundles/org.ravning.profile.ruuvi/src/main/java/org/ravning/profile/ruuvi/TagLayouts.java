// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.ruuvi;

import java.util.List;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Reading;

/** Formats 3, 5 and C5: climate, acceleration and battery of a RuuviTag; numbers are big-endian. */
final class TagLayouts {
    private static final int NO_ACCELERATION = -0x8000;

    private TagLayouts() {}

    // The temperature is a sign, seven bits of degrees, and a byte of hundredths.
    static List<Reading> rawV1(Bytes frame) {
        int degrees = frame.u8(2);
        int hundredths = (degrees & 0x7F) * 100 + frame.u8(3);
        Readings readings = new Readings()
                .add(RuuviProperties.TEMPERATURE, (degrees & 0x80) == 0 ? hundredths : -hundredths, -2, Readings.ALWAYS)
                .add(RuuviProperties.HUMIDITY, frame.u8(1) * 5, -1, Readings.ALWAYS)
                .addPressure(frame.u16be(4), Readings.ALWAYS);
        return addAcceleration(readings, frame, 6, Readings.ALWAYS)
                .add(RuuviProperties.VOLTAGE, frame.u16be(12), -3, Readings.ALWAYS)
                .list();
    }

    static List<Reading> rawV2(Bytes frame) {
        Readings readings = new Readings().addClimate(frame.s16be(1), frame.u16be(3), frame.u16be(5));
        addAcceleration(readings, frame, 7, NO_ACCELERATION);
        return addStatus(readings, frame, 13).list();
    }

    static List<Reading> cutRawV2(Bytes frame) {
        Readings readings = new Readings().addClimate(frame.s16be(1), frame.u16be(3), frame.u16be(5));
        return addStatus(readings, frame, 7).list();
    }

    private static Readings addAcceleration(Readings readings, Bytes frame, int at, int notAvailable) {
        return readings.add(RuuviProperties.ACCELERATION_X, frame.s16be(at), -3, notAvailable)
                .add(RuuviProperties.ACCELERATION_Y, frame.s16be(at + 2), -3, notAvailable)
                .add(RuuviProperties.ACCELERATION_Z, frame.s16be(at + 4), -3, notAvailable);
    }

    private static Readings addStatus(Readings readings, Bytes frame, int at) {
        return readings.addPower(frame.u16be(at))
                .add(RuuviProperties.MOVEMENT_COUNTER, frame.u8(at + 2), 0, 0xFF)
                .add(RuuviProperties.SEQUENCE, frame.u16be(at + 3), 0, 0xFFFF);
    }
}
