// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import java.math.BigDecimal;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Unit;

/** Scales and bands (layouts after ble_monitor). */
final class Body {
    private static final Property RUNNING_WEIGHT =
            Property.number("weight_non_stabilized", "Weight, not yet stable", Unit.KILOGRAM, "weight");
    private static final Property STABILIZED = Property.flag("stabilized", "Stabilized", null);
    private static final Property IMPEDANCE = Property.number("impedance", "Impedance", Unit.OHM, null);
    private static final Property HEART_RATE = Property.number("heart_rate", "Heart rate", Unit.BEATS_PER_MINUTE, null);
    private static final BigDecimal POUND = new BigDecimal("0.45359237");
    private static final int NO_HEART_RATE = 0xFF;

    private Body() {}

    static Decoded miBand(Bytes data, Advertisement advertisement) {
        if (data.length() != 24) {
            return Decoded.NOT_MINE;
        }
        ReadingsBuilder readings = new ReadingsBuilder();
        if (data.u8(3) != NO_HEART_RATE) {
            readings.add(HEART_RATE, data.u8(3));
        }
        return readings.build(DeviceModel.of("Huami", "Mi Band"));
    }

    // Three bytes after the weight are zero until it is stable.
    static Decoded amazfitScale(Bytes data, Advertisement advertisement) {
        if (data.length() != 20) {
            return Decoded.NOT_MINE;
        }
        boolean stable = data.unsignedLittleEndian(9, 3) != 0;
        ReadingsBuilder readings = new ReadingsBuilder();
        addWeight(readings, Decimals.scaled(data.u16le(7) * 5L, -3), stable);
        if (stable) {
            readings.add(IMPEDANCE, Numbers.tenths(data.u16le(5))).add(HEART_RATE, data.u8(12));
        }
        return readings.build(DeviceModel.of("Huami", "Amazfit Smart Scale"));
    }

    // The company is another maker's; the address in the data makes sure. So it does for sensors of tyres.
    static Decoded senssunOrTyre(Bytes data, Advertisement advertisement) {
        if (data.length() == 16) {
            return Gauges.tyre(data, advertisement);
        }
        if (data.length() != 17 || Numbers.isOfAnother(data.slice(3, 9), advertisement)) {
            return Decoded.NOT_MINE;
        }
        return new ReadingsBuilder()
                .add(STABILIZED, (data.u8(14) & 0xA0) == 0xA0)
                .add(StandardProperties.WEIGHT, Numbers.hundredths(data.u16be(10)))
                .add(IMPEDANCE, data.u16be(12))
                .build(DeviceModel.of("Senssun", "Smart scale"));
    }

    // The higher byte of the company is a counter; the address in the data makes sure.
    static Decoded xiaogui(Bytes data, Advertisement advertisement) {
        if (data.length() != 13 || Numbers.isOfAnother(data.slice(7, 13), advertisement)) {
            return Decoded.NOT_MINE;
        }
        int state = data.u8(6);
        boolean fine = (state & 0x04) != 0;
        boolean pounds = (state & 0x10) != 0;
        if ((state & 0xFA) != 0x20 && (state & 0xFE) != 0x30) {
            return new Decoded.Malformed(RejectReason.INVALID_VALUE, "state 0x" + data.slice(6, 7));
        }
        boolean stable = (state & 0x01) != 0;
        ReadingsBuilder readings = new ReadingsBuilder();
        BigDecimal told = Decimals.scaled(data.u16be(0), fine ? -2 : -1);
        addWeight(readings, pounds ? Numbers.rounded(told.multiply(POUND).doubleValue(), 2) : told, stable);
        if (stable) {
            readings.add(IMPEDANCE, Numbers.tenths(data.u16be(2)));
        }
        return readings.build(DeviceModel.of("Xiaogui", fine ? "QJ-J" : "TZC4"));
    }

    private static void addWeight(ReadingsBuilder readings, BigDecimal kilograms, boolean stable) {
        readings.add(RUNNING_WEIGHT, kilograms).add(STABILIZED, stable);
        if (stable) {
            readings.add(StandardProperties.WEIGHT, kilograms);
        }
    }
}
