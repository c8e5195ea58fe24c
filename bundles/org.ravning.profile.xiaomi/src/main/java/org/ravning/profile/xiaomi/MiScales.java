// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.StandardProperties;

/** The Mi scales: flags, weight and time; the second generation measures impedance too. Numbers are little-endian. */
final class MiScales {
    private static final DeviceModel FIRST = DeviceModel.of("Xiaomi", "XMTZC01HM/XMTZC04HM");
    private static final DeviceModel SECOND = DeviceModel.of("Xiaomi", "XMTZC02HM/XMTZC05HM/NUN4049CN");
    private static final int FIRST_LENGTH = 10;
    private static final int SECOND_LENGTH = 13;
    private static final int NO_IMPEDANCE = 3000;

    private static final BigDecimal KILOGRAM = new BigDecimal("0.005");
    private static final BigDecimal POUND = new BigDecimal("0.0045359237");
    private static final BigDecimal CATTY = new BigDecimal("0.005");

    private MiScales() {}

    static Decoded weight(Bytes frame) {
        if (frame.length() != FIRST_LENGTH || isNoScale(frame, 3)) {
            return Decoded.NOT_MINE;
        }
        int flags = frame.u8(0);
        BigDecimal weight = weight(frame.u16le(1), (flags & 0x01) != 0, (flags & 0x10) != 0);
        boolean removed = (flags & 0x80) != 0;
        return readings(weight, (flags & 0x20) != 0 && !removed, removed).build(FIRST);
    }

    static Decoded bodyComposition(Bytes frame) {
        if (frame.length() != SECOND_LENGTH || isNoScale(frame, 2)) {
            return Decoded.NOT_MINE;
        }
        int unit = frame.u8(0);
        int flags = frame.u8(1);
        BigDecimal weight = weight(frame.u16le(11), (unit & 0x01) != 0, (flags & 0x40) != 0);
        boolean removed = (flags & 0x80) != 0;
        boolean stable = (flags & 0x20) != 0 && !removed;
        ReadingsBuilder readings = readings(weight, stable, removed);
        int impedance = frame.u16le(9);
        if (stable && (flags & 0x02) != 0 && impedance > 0 && impedance < NO_IMPEDANCE) {
            readings.add(MiProperties.IMPEDANCE, impedance);
        }
        return readings.build(SECOND);
    }

    // Anybody may use these services of the SIG: what has no date and time there is no scale. Unset clocks say 1970.
    private static boolean isNoScale(Bytes frame, int at) {
        return isNot(frame.u16le(at), 1970, 2099)
                || isNot(frame.u8(at + 2), 1, 12)
                || isNot(frame.u8(at + 3), 1, 31)
                || isNot(frame.u8(at + 4), 0, 23)
                || isNot(frame.u8(at + 5), 0, 59)
                || isNot(frame.u8(at + 6), 0, 59);
    }

    private static boolean isNot(int value, int from, int to) {
        return value < from || value > to;
    }

    private static ReadingsBuilder readings(BigDecimal weight, boolean stable, boolean removed) {
        ReadingsBuilder readings = new ReadingsBuilder()
                .add(MiProperties.WEIGHT_NON_STABILIZED, weight)
                .add(MiProperties.STABILIZED, stable)
                .add(MiProperties.WEIGHT_REMOVED, removed);
        if (stable) {
            readings.add(StandardProperties.WEIGHT, weight);
        }
        return readings;
    }

    private static BigDecimal weight(int steps, boolean pounds, boolean catties) {
        BigDecimal step = pounds ? POUND : catties ? CATTY : KILOGRAM;
        return Decimals.plain(BigDecimal.valueOf(steps).multiply(step).setScale(3, RoundingMode.HALF_UP));
    }
}
