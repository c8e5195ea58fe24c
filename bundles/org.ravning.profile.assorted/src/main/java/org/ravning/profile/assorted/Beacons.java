// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import java.util.Map;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.StandardProperties;

/** Beacons, buttons and contacts of Feasycom, MOKO, NodOn and BeeWi (layouts after Theengs Decoder). */
final class Beacons {
    private static final Property PLUGGED_IN =
            Property.flag("plugged_in", "Plugged in", "plug").in(Category.DIAGNOSTIC);
    private static final Property BUTTON = Property.event(
            "button", "Button", "press", "double_press", "long_press", "triple_press", "quadruple_press");
    private static final Map<Integer, String> FEASYCOM_MODELS = Map.ofEntries(
            Map.entry(0x15, "BP102"),
            Map.entry(0x19, "BP109"),
            Map.entry(0x1A, "BP103"),
            Map.entry(0x1B, "BP104"),
            Map.entry(0x1C, "BP201"),
            Map.entry(0x1D, "BP106"),
            Map.entry(0x1E, "BP101"),
            Map.entry(0x24, "BP120"),
            Map.entry(0x27, "BP108"),
            Map.entry(0x28, "BP108N"),
            Map.entry(0x29, "BP103B"),
            Map.entry(0x46, "BP104D"));
    private static final Map<Integer, String> PRESSES =
            Map.of(1, "press", 2, "double_press", 3, "triple_press", 4, "quadruple_press", 5, "long_press");
    private static final Bytes BEEWI_HEAD = Bytes.ofHex("080c");
    private static final int ON_MAINS = 101;
    private static final int COLOURS_FROM = 2;
    private static final int COLOURS_TO = 7;

    private Beacons() {}

    // Many use FFF0: the model, the address and the charge must fit. 101 means that it is plugged in.
    static Decoded feasycom(Bytes data, Advertisement advertisement) {
        String model = data.length() == 11 ? FEASYCOM_MODELS.get(data.u8(0)) : null;
        if (model == null || !Numbers.isOfSender(data.slice(4, 10), advertisement)) {
            return Decoded.NOT_MINE;
        }
        int battery = data.u8(10);
        ReadingsBuilder readings = new ReadingsBuilder().allOrNothing().add(PLUGGED_IN, battery == ON_MAINS);
        if (battery != ON_MAINS) {
            readings.add(StandardProperties.BATTERY, battery & 0x7F);
        }
        return readings.build(DeviceModel.of("Feasycom", model));
    }

    // The BeaconX Pro: kind of frame, voltages in millivolts, big-endian, and the address at the end.
    static Decoded mokoPro(Bytes data, Advertisement advertisement) {
        int kind = data.isEmpty() ? 0 : data.u8(0);
        if (kind != 0x60 && kind != 0x70) {
            return Decoded.NOT_MINE;
        }
        int needed = kind == 0x60 ? 21 : 16;
        if (data.length() != needed) {
            return Numbers.wrongLength(data, needed);
        }
        if (!Numbers.isOfSender(data.slice(needed - 6), advertisement)) {
            return Decoded.NOT_MINE;
        }
        ReadingsBuilder readings = new ReadingsBuilder().allOrNothing();
        if (kind == 0x70) {
            readings.add(StandardProperties.TEMPERATURE, Numbers.tenths(data.s16be(3)))
                    .add(StandardProperties.HUMIDITY, Numbers.tenths(data.u16be(5)));
        }
        return readings.add(StandardProperties.BATTERY_VOLTAGE, Decimals.scaled(data.u16be(kind == 0x60 ? 12 : 7), -3))
                .build(DeviceModel.of("MOKO", "BeaconX Pro"));
    }

    // A charge, then four bytes that are zero, which make sure.
    static Decoded moko(Bytes data, Advertisement advertisement) {
        if (data.length() != 13 || data.u32be(1) != 0) {
            return Decoded.NOT_MINE;
        }
        return new ReadingsBuilder()
                .add(StandardProperties.BATTERY, data.u8(0))
                .build(DeviceModel.of("MOKO", "Beacon"));
    }

    // The colour of its case makes sure.
    static Decoded nodOn(Bytes data, Advertisement advertisement) {
        if (data.length() != 16 || data.u16be(10) < COLOURS_FROM || data.u16be(10) > COLOURS_TO) {
            return Decoded.NOT_MINE;
        }
        ReadingsBuilder readings = new ReadingsBuilder()
                .allOrNothing()
                .packetId(data.u16be(13))
                .add(StandardProperties.BATTERY, data.u8(12) & 0x7F);
        String press = PRESSES.get(data.u8(15));
        if (press != null) {
            readings.addEvent(BUTTON, press);
        }
        return readings.build(DeviceModel.of("NodOn", "NIU"));
    }

    static Decoded beeWi(Bytes data, Advertisement advertisement) {
        if (data.length() != 5 || !data.slice(0, 2).equals(BEEWI_HEAD)) {
            return Decoded.NOT_MINE;
        }
        return new ReadingsBuilder()
                .allOrNothing()
                .add(StandardProperties.OPENING, (data.u8(2) & 0x01) != 0)
                .add(StandardProperties.BATTERY, data.u8(4))
                .build(DeviceModel.of("BeeWi", "Door and window sensor"));
    }
}
