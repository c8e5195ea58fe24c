// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Unit;

/** Tanks, water, tyres, scales and hearts (layouts after Theengs Decoder); little-endian. */
final class Gauges {
    private static final Property TANK_LEVEL = Property.number("tank_level", "Tank level", Unit.PERCENT, null);
    private static final Property STATUS =
            Property.number("status", "Status", null, null).in(Category.DIAGNOSTIC);
    private static final Property SERIAL =
            Property.text("serial_number", "Serial number").in(Category.DIAGNOSTIC);
    private static final Property WATER_LEVEL = Property.number("water_level", "Water level", Unit.METRE, "distance");
    private static final Property TYRE_PRESSURE =
            Property.number("tyre_pressure", "Tyre pressure", Unit.BAR, "pressure");
    private static final Property PROBLEM = Property.flag("problem", "Problem", "problem");
    private static final Property HEART_RATE = Property.number("heart_rate", "Heart rate", Unit.BEATS_PER_MINUTE, null);
    private static final DeviceModel OTODATA = DeviceModel.of("Otodata", "Tank monitor");
    private static final Bytes OTODATA_LEVEL = Bytes.ofHex("4f544f54454c45");
    private static final Bytes OTODATA_SERIAL = Bytes.ofHex("4f544f33");
    private static final Bytes HOBO_WATER = Bytes.ofHex("010624");
    private static final int DEEPEST = 100;
    private static final int TYRES = 4;

    private Gauges() {}

    // "OTOTELE" and the level, or "OTO3..." and who it is.
    static Decoded otodata(Bytes data, Advertisement advertisement) {
        if (data.length() == 19 && data.slice(0, 7).equals(OTODATA_LEVEL)) {
            int level = data.u16le(9);
            return level > 10_000
                    ? new Decoded.Malformed(RejectReason.INVALID_VALUE, "level " + Numbers.hundredths(level) + " %")
                    : new ReadingsBuilder()
                            .add(TANK_LEVEL, Numbers.hundredths(level))
                            .add(STATUS, data.u16le(11))
                            .build(OTODATA);
        }
        return data.length() == 22 && data.slice(0, 4).equals(OTODATA_SERIAL)
                ? new ReadingsBuilder()
                        .add(SERIAL, Long.toString(data.u32le(7)))
                        .build(OTODATA)
                : Decoded.NOT_MINE;
    }

    // The MX2001: metres, a float.
    static Decoded hobo(Bytes data, Advertisement advertisement) {
        if (data.length() != 20 || !data.slice(4, 7).equals(HOBO_WATER)) {
            return Decoded.NOT_MINE;
        }
        float metres = Float.intBitsToFloat((int) data.u32le(16));
        return Math.abs(metres) <= DEEPEST
                ? new ReadingsBuilder()
                        .add(WATER_LEVEL, Numbers.rounded(metres, 4))
                        .build(DeviceModel.of("Onset", "HOBO MX2001"))
                : new Decoded.Malformed(RejectReason.INVALID_VALUE, "water level " + metres);
    }

    // Its address, whose lowest bits are the number of the tyre; pressure over that of the air in 10 µbar.
    static Decoded tyre(Bytes data, Advertisement advertisement) {
        boolean mine = data.length() == 16
                && (data.u8(0) & 0x7F) < TYRES
                && data.u8(0) >= 0x80
                && data.u16be(1) == 0xEACA
                && Numbers.isOfSender(data.slice(0, 6), advertisement);
        if (!mine) {
            return Decoded.NOT_MINE;
        }
        return new ReadingsBuilder()
                .allOrNothing()
                .add(TYRE_PRESSURE, Numbers.rounded(data.signedLittleEndian(6, 4) / 100_000.0, 3))
                .add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.signedLittleEndian(10, 4)))
                .add(StandardProperties.BATTERY, data.u8(14))
                .add(PROBLEM, (data.u8(15) & 0x01) != 0)
                .build(DeviceModel.of(null, "Tyre pressure sensor " + ((data.u8(0) & 0x7F) + 1)));
    }

    // Tenths of a gram. Neither company nor content makes sure, so the name must.
    static Decoded skale(Bytes data, Advertisement advertisement) {
        return data.length() == 4 && isNamed(advertisement, "Skale")
                ? new ReadingsBuilder()
                        .add(StandardProperties.WEIGHT, Decimals.scaled(data.s16le(0), -4))
                        .build(DeviceModel.of("Atomax", "Skale"))
                : Decoded.NOT_MINE;
    }

    static Decoded polar(Bytes data, Advertisement advertisement) {
        if (data.length() != 4 || !isNamed(advertisement, "Polar")) {
            return Decoded.NOT_MINE;
        }
        ReadingsBuilder readings = new ReadingsBuilder();
        if (data.u8(3) != 0) {
            readings.add(HEART_RATE, data.u8(3));
        }
        return readings.build(DeviceModel.of("Polar", "Heart rate sensor"));
    }

    private static boolean isNamed(Advertisement advertisement, String prefix) {
        String name = advertisement.localName();
        return name != null && name.startsWith(prefix);
    }
}
