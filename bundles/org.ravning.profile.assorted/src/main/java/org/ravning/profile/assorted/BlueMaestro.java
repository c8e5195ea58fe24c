// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Unit;

/** Tempo Discs (layouts after bluemaestro-ble). The first byte is the model; what is after its fields is of no concern here. */
final class BlueMaestro {
    private static final Property DEW_POINT = Property.number("dew_point", "Dew point", Unit.CELSIUS, "temperature");
    private static final int COLDEST = -40;
    private static final int HOTTEST = 125;

    private BlueMaestro() {}

    static Decoded decode(Bytes data, Advertisement advertisement) {
        if (data.isEmpty()) {
            return Decoded.Malformed.invalid("no data");
        }
        return switch (data.u8(0)) {
            case 0x08 -> small(data, 8, "Temperature Sensor v8");
            case 0x0D -> small(data, 8, "Tempo Disc T");
            case 0x16, 0x17 -> small(data, 12, "Tempo Disc THD");
            case 0x1B -> small(data, 12, "Tempo Disc THPD");
            case 0x29 -> large(data, 17, "Tempo Disc Maxi T");
            case 0x2A -> large(data, 19, "Tempo Disc Maxi THD");
            case 0x2B -> large(data, 23, "Tempo Disc Maxi THPD");
            default -> new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "model 0x" + data.slice(0, 1));
        };
    }

    // Tenths, big-endian.
    private static Decoded small(Bytes data, int length, String model) {
        if (data.length() < length) {
            return Numbers.wrongLength(data, length);
        }
        int temperature = data.s16be(6);
        if (isOutside(temperature, 10)) {
            return new Decoded.Malformed(RejectReason.INVALID_VALUE, "temperature " + Numbers.tenths(temperature));
        }
        ReadingsBuilder readings = new ReadingsBuilder()
                .allOrNothing()
                .add(StandardProperties.BATTERY, data.u8(1))
                .add(StandardProperties.TEMPERATURE, Numbers.tenths(temperature));
        if (length > 8) {
            boolean pressure = data.u8(0) == 0x1B;
            readings.add(StandardProperties.HUMIDITY, Numbers.tenths(data.u16be(8)))
                    .add(pressure ? StandardProperties.PRESSURE : DEW_POINT, Numbers.tenths(data.s16be(10)));
        }
        return readings.build(DeviceModel.of("BlueMaestro", model));
    }

    // Hundredths, little-endian.
    private static Decoded large(Bytes data, int length, String model) {
        if (data.length() < length) {
            return Numbers.wrongLength(data, length);
        }
        int temperature = data.s16le(15);
        if (isOutside(temperature, 100)) {
            return new Decoded.Malformed(RejectReason.INVALID_VALUE, "temperature " + Numbers.hundredths(temperature));
        }
        ReadingsBuilder readings = new ReadingsBuilder()
                .allOrNothing()
                .add(StandardProperties.BATTERY, data.u8(1))
                .add(StandardProperties.TEMPERATURE, Numbers.hundredths(temperature));
        if (length >= 19) {
            readings.add(StandardProperties.HUMIDITY, Numbers.hundredths(data.s16le(17)));
        }
        if (length >= 23) {
            readings.add(StandardProperties.PRESSURE, Numbers.hundredths(data.u32le(19)));
        }
        return readings.build(DeviceModel.of("BlueMaestro", model));
    }

    private static boolean isOutside(int raw, int steps) {
        return raw < COLDEST * steps || raw > HOTTEST * steps;
    }
}
