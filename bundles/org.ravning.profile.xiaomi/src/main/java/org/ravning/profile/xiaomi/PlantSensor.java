// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.StandardProperties;

/** The plant sensor HHCCJCY10, "Pink": nine bytes of service data FD50, most significant first. */
final class PlantSensor {
    private static final DeviceModel MODEL = DeviceModel.of("HHCC", "HHCCJCY10");
    private static final int LENGTH = 9;
    private static final int COLDEST = -400;
    private static final int HOTTEST = 1000;
    private static final int BRIGHTEST = 200_000;

    private PlantSensor() {}

    static Decoded decode(Bytes frame) {
        if (frame.length() != LENGTH) {
            return Decoded.NOT_MINE;
        }
        int temperature = frame.s16be(1);
        long illuminance = frame.unsignedBigEndian(3, 3);
        if (temperature < COLDEST || temperature > HOTTEST || illuminance > BRIGHTEST) {
            return Decoded.Malformed.invalid("not of a garden: " + frame);
        }
        return new ReadingsBuilder()
                .allOrNothing()
                .add(StandardProperties.MOISTURE, frame.u8(0))
                .add(StandardProperties.TEMPERATURE, Decimals.scaled(temperature, -1))
                .add(StandardProperties.ILLUMINANCE, illuminance)
                .add(StandardProperties.BATTERY, frame.u8(6))
                .add(StandardProperties.CONDUCTIVITY, frame.u16be(7))
                .build(MODEL);
    }
}
