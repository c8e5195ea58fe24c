// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.ruuvi;

import java.util.List;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Reading;

/** Formats 6 and E1: climate and air quality of a Ruuvi Air; numbers are big-endian. */
final class AirLayouts {
    private static final int CALIBRATING = 0x01;
    private static final int NO_INDEX = 0x1FF;
    private static final int NO_LUX = 0xFF;
    // Format 6 sends illuminance as the logarithm: 254 steps to 65535 lx.
    private static final double LUX_STEP = Math.log(65536) / 254;

    private AirLayouts() {}

    static List<Reading> air(Bytes frame) {
        int flags = frame.u8(16);
        Readings readings = new Readings()
                .addClimate(frame.s16be(1), frame.u16be(3), frame.u16be(5))
                .add(RuuviProperties.PM25, frame.u16be(7), -1, 0xFFFF)
                .add(RuuviProperties.CO2, frame.u16be(9), 0, 0xFFFF);
        addIndexes(readings, frame, 11, flags);
        int logarithm = frame.u8(13);
        int hundredths = (int) Math.round(100 * Math.expm1(logarithm * LUX_STEP));
        return readings.add(RuuviProperties.ILLUMINANCE, logarithm == NO_LUX ? -1 : hundredths, -2, -1)
                .add(RuuviProperties.SEQUENCE, frame.u8(15), 0, Readings.ALWAYS)
                .add(RuuviProperties.CALIBRATING, (flags & CALIBRATING) != 0)
                .list();
    }

    static List<Reading> extendedAir(Bytes frame) {
        int flags = frame.u8(28);
        Readings readings = new Readings()
                .addClimate(frame.s16be(1), frame.u16be(3), frame.u16be(5))
                .add(RuuviProperties.PM1, frame.u16be(7), -1, 0xFFFF)
                .add(RuuviProperties.PM25, frame.u16be(9), -1, 0xFFFF)
                .add(RuuviProperties.PM4, frame.u16be(11), -1, 0xFFFF)
                .add(RuuviProperties.PM10, frame.u16be(13), -1, 0xFFFF)
                .add(RuuviProperties.CO2, frame.u16be(15), 0, 0xFFFF);
        addIndexes(readings, frame, 17, flags);
        return readings.add(RuuviProperties.ILLUMINANCE, (int) frame.unsignedBigEndian(19, 3), -2, 0xFFFFFF)
                .add(RuuviProperties.SEQUENCE, (int) frame.unsignedBigEndian(25, 3), 0, 0xFFFFFF)
                .add(RuuviProperties.CALIBRATING, (flags & CALIBRATING) != 0)
                .list();
    }

    // Indexes have nine bits; their lowest bits are bits 6 and 7 of the flags.
    private static void addIndexes(Readings readings, Bytes frame, int at, int flags) {
        readings.add(RuuviProperties.VOC_INDEX, frame.u8(at) << 1 | flags >> 6 & 1, 0, NO_INDEX)
                .add(RuuviProperties.NOX_INDEX, frame.u8(at + 1) << 1 | flags >> 7 & 1, 0, NO_INDEX);
    }
}
