// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** Kitchen, water, garage, tyres and laundry (layouts after ble_monitor). */
final class Household {
    private static final Property FLOW = Property.number("flow", "Flow", Unit.LITRE_PER_HOUR, "volume_flow_rate");
    private static final Property WATER_PRESSURE =
            Property.number("water_pressure", "Water pressure", Unit.BAR, "pressure");
    private static final Property PUMP_MODE = Property.text("pump_mode", "Pump mode");
    private static final Property POSITION = Property.number("position", "Position", Unit.PERCENT, null);
    private static final Property COUNT = Property.number("count", "Count", null, null);
    private static final Property PROBLEM = Property.flag("problem", "Problem", "problem");
    private static final Property SHAKE = Property.number("shake", "Shake", null, null);
    private static final Property POWER_ON = Property.flag("power_on", "Awake", "power");
    private static final List<String> PUMP_MODES = List.of(
            "Constant speed level 3",
            "Constant speed level 2",
            "Constant speed level 1",
            "Autoadapt",
            "Proportional pressure level 1",
            "Proportional pressure level 2",
            "Proportional pressure level 3",
            "Constant differential pressure level 1",
            "Constant differential pressure level 2",
            "Constant differential pressure level 3");
    private static final List<String> TANKS = List.of("fresh", "black", "gray", "lpg", "lpg_2", "galley", "galley_2");
    private static final int ASLEEP_OFFSET = 1792;
    private static final double LEAST = 0.01;
    private static final int MOST = 150;
    private static final int AWAKE = 6;
    // Seen by Theengs Decoder, with a scale of its own.
    private static final int AWAKE_TOO = 7;
    private static final int OFFSET_TOO = 2847;

    private Household() {}

    // A meat thermometer; little-endian.
    static Decoded chefIq(Bytes data, Advertisement advertisement) {
        if (data.length() != 18) {
            return Numbers.wrongLength(data, 18);
        }
        return new ReadingsBuilder()
                .add(StandardProperties.BATTERY, data.u8(2))
                .add(probe("temperature_probe_3", "Probe 3"), data.u8(3))
                .add(probe("meat_temperature", "Meat"), Numbers.tenths(data.u16le(6)))
                .add(probe("temperature_probe_tip", "Tip"), Numbers.tenths(data.u16le(8)))
                .add(probe("temperature_probe_1", "Probe 1"), Numbers.tenths(data.u16le(10)))
                .add(probe("temperature_probe_2", "Probe 2"), Numbers.tenths(data.u16le(12)))
                .add(probe("ambient_temperature", "Ambient"), Numbers.tenths(data.u16le(14)))
                .build(DeviceModel.of("Chef iQ", "CQ60"));
    }

    private static Property probe(String name, String label) {
        return Property.number(name, label, Unit.CELSIUS, "temperature");
    }

    static Decoded grundfos(Bytes data, Advertisement advertisement) {
        if (data.length() < 13) {
            return Numbers.wrongLength(data, 13);
        }
        int mode = data.u8(11);
        if (mode >= PUMP_MODES.size()) {
            return new Decoded.Malformed(RejectReason.INVALID_VALUE, "pump mode " + mode);
        }
        return new ReadingsBuilder()
                .packetId(data.u8(2))
                .add(FLOW, Decimals.divided(10_000L * data.u16le(6), 65_534, 1))
                .add(WATER_PRESSURE, Decimals.divided(data.s16le(8), 32_767, 3))
                .add(PUMP_MODE, PUMP_MODES.get(mode))
                .add(StandardProperties.TEMPERATURE, data.u8(12))
                .build(DeviceModel.of("Grundfos", "MI401"));
    }

    // A garage door: half per cents.
    static Decoded hormann(Bytes data, Advertisement advertisement) {
        if (data.length() != 17) {
            return Decoded.NOT_MINE;
        }
        return new ReadingsBuilder()
                .add(StandardProperties.OPENING, data.u8(1) != 0)
                .add(POSITION, Numbers.tenths(data.u8(1) * 5L))
                .build(DeviceModel.of("Hörmann", "Supramatic E4 BS"));
    }

    static Decoded michelin(Bytes data, Advertisement advertisement) {
        if (data.length() != 14) {
            return Numbers.wrongLength(data, 14);
        }
        if (data.u8(1) != 3 && data.u8(1) != 4) {
            return new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "frame " + data.u8(1));
        }
        return new ReadingsBuilder()
                .add(StandardProperties.TEMPERATURE, data.u8(2) - 60)
                .add(StandardProperties.BATTERY_VOLTAGE, Numbers.hundredths(100 + data.u8(3)))
                .add(StandardProperties.PRESSURE, data.u16le(4))
                .add(COUNT, data.u32le(10))
                .build(DeviceModel.of("Michelin", "TMS"));
    }

    // One company, two makers: a faucet, and the tanks of a camper.
    static Decoded orasOrSeeLevel(Bytes data, Advertisement advertisement) {
        if (data.length() == 18) {
            return new ReadingsBuilder()
                    .add(StandardProperties.BATTERY, data.u8(1))
                    .build(DeviceModel.of("Oras", "Electra Washbasin Faucet"));
        }
        return data.length() == 14 ? seeLevel(data) : Decoded.NOT_MINE;
    }

    // A sensor's number, then three digits of level and a digit of alarm.
    private static Decoded seeLevel(Bytes data) {
        int tank = data.u8(3);
        if (tank >= TANKS.size()) {
            return new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "sensor " + tank);
        }
        String digits = new String(data.slice(4, 7).toArray(), StandardCharsets.US_ASCII).trim();
        if (!digits.matches("[0-9]{1,3}")) {
            return new Decoded.Malformed(RejectReason.INVALID_VALUE, "no level: " + data.slice(4, 7));
        }
        String name = TANKS.get(tank);
        return new ReadingsBuilder()
                .add(
                        Property.number(name + "_tank", "Tank: " + name.replace('_', ' '), Unit.PERCENT, null),
                        Integer.parseInt(digits))
                .add(PROBLEM, data.u8(13) != '0')
                .build(DeviceModel.of("Garnet", "SeeLevel II 709-BTP3"));
    }

    // Other bytes, read as a float, are mostly far too much, or next to nothing.
    private static boolean isNoClimate(float number) {
        return !(number == 0 || Math.abs(number) >= LEAST && Math.abs(number) <= MOST);
    }

    // Floats, little-endian. The voltage is told from another zero while it sleeps.
    static Decoded smartDry(Bytes data, Advertisement advertisement) {
        if (data.length() != 12) {
            return Numbers.wrongLength(data, 12);
        }
        float temperature = Float.intBitsToFloat((int) data.u32le(0));
        float humidity = Float.intBitsToFloat((int) data.u32le(4));
        if (isNoClimate(temperature) || isNoClimate(humidity) || humidity < 0 || humidity > 100) {
            return new Decoded.Malformed(RejectReason.INVALID_VALUE, "no climate: " + data.slice(0, 8));
        }
        int state = data.u8(11);
        ReadingsBuilder readings = new ReadingsBuilder()
                .add(StandardProperties.TEMPERATURE, Numbers.rounded(temperature, 4))
                .add(StandardProperties.HUMIDITY, Numbers.rounded(humidity, 2))
                .add(SHAKE, data.u16le(8));
        if (state == AWAKE_TOO) {
            readings.add(POWER_ON, true)
                    .add(StandardProperties.BATTERY_VOLTAGE, Decimals.scaled(data.u8(10) + OFFSET_TOO, -3))
                    .add(StandardProperties.BATTERY, Numbers.coinCell(data.u8(10) + OFFSET_TOO));
        } else if (state == 0 || state == AWAKE) {
            int millivolts = data.u16le(10) + (state == 0 ? ASLEEP_OFFSET : 0);
            readings.add(POWER_ON, state == AWAKE)
                    .add(StandardProperties.BATTERY_VOLTAGE, Decimals.scaled(millivolts, -3))
                    .add(StandardProperties.BATTERY, Numbers.coinCell(millivolts));
        }
        return readings.build(DeviceModel.of("SmartDry", "Laundry sensor"));
    }
}
