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

    private PlantSensor() {}

    static Decoded decode(Bytes frame) {
        if (frame.length() != LENGTH) {
            return Decoded.NOT_MINE;
        }
        return new ReadingsBuilder()
                .add(StandardProperties.MOISTURE, frame.u8(0))
                .add(StandardProperties.TEMPERATURE, Decimals.scaled(frame.s16be(1), -1))
                .add(StandardProperties.ILLUMINANCE, frame.unsignedBigEndian(3, 3))
                .add(StandardProperties.BATTERY, frame.u8(6))
                .add(StandardProperties.CONDUCTIVITY, frame.u16be(7))
                .build(MODEL);
    }
}
