// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.ravning.api.Advertisement;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;

/** Thermometers and hygrometers (layouts after ble_monitor, bluemaestro-ble, sensorpro-ble and thermobeacon-ble). */
final class Thermometers {
    private static final Property BUTTON_PRESSED = Property.flag("button_pressed", "Button pressed", null);
    private static final Bytes JAALEE_SUFFIX = Bytes.ofHex("f525");
    private static final int NOT_READY = 0x8000;
    private static final int COLDEST = -40 * 16;
    private static final int HOTTEST = 100 * 16;
    private static final int LEAST_MILLIVOLTS = 1500;
    private static final int MOST_MILLIVOLTS = 4300;
    private static final int MOST_CENTIVOLTS = 500;
    private static final Map<Integer, String> MOCREO_MODELS = Map.ofEntries(
            Map.entry(0x81, "ST5"),
            Map.entry(0x82, "SW2"),
            Map.entry(0x83, "ST6"),
            Map.entry(0x84, "ST8"),
            Map.entry(0x86, "ST9"),
            Map.entry(0x87, "ST10"),
            Map.entry(0x8B, "MS1"),
            Map.entry(0x94, "MS2"),
            Map.entry(0x96, "MS3"));

    private Thermometers() {}

    // Numbers are big-endian, after the address.
    static Decoded sensorPro(Bytes data, Advertisement advertisement) {
        if (data.length() < 15) {
            return Numbers.wrongLength(data, 15);
        }
        if (data.u8(0) != 1 || data.u16be(8) > MOST_CENTIVOLTS) {
            return Decoded.Malformed.invalid("version " + data.u8(0) + ", " + Numbers.hundredths(data.u16be(8)) + " V");
        }
        return new ReadingsBuilder()
                .allOrNothing()
                .add(StandardProperties.BATTERY_VOLTAGE, Numbers.hundredths(data.u16be(8)))
                .add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.s16be(10)))
                .add(StandardProperties.HUMIDITY, Numbers.hundredths(data.u16be(12)))
                .add(StandardProperties.BATTERY, data.u8(14))
                .build(DeviceModel.of("SensorPro", "T201"));
    }

    // The company is the model; frames of twenty bytes tell extremes. Others use the same companies, so that the
    // service or
    // the address in the data must make sure.
    static Decoded thermoBeacon(Bytes data, Advertisement advertisement) {
        boolean named = advertisement.serviceUuids().contains(BleUuid.of(0xFFF0));
        boolean sealed = data.length() == 18
                && advertisement.device() instanceof DeviceAddress
                && Numbers.isOfSender(data.slice(2, 8).reversed(), advertisement);
        if (!named && !sealed) {
            return Decoded.NOT_MINE;
        }
        if (data.length() != 18) {
            return Numbers.wrongLength(data, 18);
        }
        int temperature = data.s16le(10);
        int humidity = data.u16le(12);
        int millivolts = data.u16le(8);
        if (temperature < COLDEST || temperature > HOTTEST || humidity > HOTTEST) {
            return Decoded.Malformed.invalid("not -40 to 100 °C, or more than 100 %");
        }
        if (millivolts < LEAST_MILLIVOLTS || millivolts > MOST_MILLIVOLTS) {
            return Decoded.Malformed.invalid(millivolts + " mV");
        }
        return new ReadingsBuilder()
                .add(StandardProperties.TEMPERATURE, Decimals.divided(temperature, 16, 4))
                .add(StandardProperties.HUMIDITY, Decimals.divided(humidity, 16, 4))
                .add(StandardProperties.BATTERY_VOLTAGE, Decimals.divided(millivolts, 1000, 2))
                .add(StandardProperties.BATTERY, Numbers.coinCell(millivolts))
                .add(BUTTON_PRESSED, (data.u8(1) & 0x80) != 0)
                .build(DeviceModel.of("ThermoBeacon", "Hygrometer"));
    }

    // An iBeacon whose UUID ends in F525; measurements are where others have major and minor.
    static Decoded jaaleeBeacon(Bytes data, Advertisement advertisement) {
        return data.length() == 24 && data.slice(16, 18).equals(JAALEE_SUFFIX)
                ? jaalee(data.u16be(18), data.u16be(20), data.u8(23))
                : Decoded.NOT_MINE;
    }

    static Decoded jaalee(Bytes data, Advertisement advertisement) {
        if (data.length() != 11) {
            return Numbers.wrongLength(data, 11);
        }
        return jaalee(data.u16be(7), data.u16be(9), data.u8(0));
    }

    private static Decoded jaalee(int temperature, int humidity, int battery) {
        return new ReadingsBuilder()
                .add(StandardProperties.TEMPERATURE, Numbers.sensirionTemperature(temperature))
                .add(StandardProperties.HUMIDITY, Numbers.sensirionHumidity(humidity))
                .add(StandardProperties.BATTERY, battery)
                .build(DeviceModel.of("Jaalee", "JHT"));
    }

    // The company's higher byte is the model.
    static Decoded mocreo(int company, Bytes data) {
        String model = MOCREO_MODELS.get(company >> 8);
        if (model == null) {
            return new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "model " + Integer.toHexString(company >> 8));
        }
        if (data.length() < 9) {
            return Numbers.wrongLength(data, 9);
        }
        ReadingsBuilder readings = new ReadingsBuilder().add(StandardProperties.BATTERY, data.u8(2) & 0x7F);
        if (model.equals("SW2")) {
            readings.add(StandardProperties.MOISTURE_DETECTED, (data.u8(8) & 0x01) != 0);
        } else {
            readings.add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.s16le(4)));
        }
        if (model.equals("ST6") || model.equals("ST9")) {
            readings.add(StandardProperties.HUMIDITY, Numbers.hundredths(data.u16le(6)));
        }
        return readings.build(DeviceModel.of("MOCREO", model));
    }

    // Bit 7 of the charge says that it hangs on a power supply.
    static Decoded relsibWithBattery(Bytes data, Advertisement advertisement) {
        if (data.length() != 22) {
            return Numbers.wrongLength(data, 22);
        }
        int battery = data.u8(13);
        return relsib(data, 4)
                .add(StandardProperties.BATTERY, (battery & 0x80) != 0 ? 100 : battery)
                .build(DeviceModel.of("Relsib", "EClerk Eco"));
    }

    static Decoded relsib(Bytes data, Advertisement advertisement) {
        return data.length() == 22
                ? relsib(data, 0).build(DeviceModel.of("Relsib", "EClerk Eco"))
                : Numbers.wrongLength(data, 22);
    }

    private static ReadingsBuilder relsib(Bytes data, int at) {
        ReadingsBuilder readings = new ReadingsBuilder();
        if (data.u16le(at) != NOT_READY) {
            readings.add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.u16le(at)));
        }
        if (data.u16le(at + 2) != NOT_READY) {
            readings.add(StandardProperties.HUMIDITY, Numbers.hundredths(data.u16le(at + 2)));
        }
        if (data.u16le(at + 4) != NOT_READY) {
            readings.add(StandardProperties.CO2, data.u16le(at + 4));
        }
        return readings;
    }

    // The WT51 tells its temperature in letters; the WH52: two services with a number each; ble_monitor reads both on
    // the scale of temperature.
    static Decoded relsibPair(Bytes data, Advertisement advertisement) {
        String letters = new String(data.toArray(), StandardCharsets.US_ASCII).trim();
        if (data.length() == 6 && letters.matches("[+-]?[0-9]{1,3}[.][0-9]{1,3}")) {
            return new ReadingsBuilder()
                    .add(StandardProperties.TEMPERATURE, Decimals.plain(new BigDecimal(letters)))
                    .build(DeviceModel.of("Relsib", "WT51"));
        }
        Bytes humidity = advertisement.serviceData().get(BleUuid.of(0x181A));
        if (data.length() != 2 || humidity == null || humidity.length() != 2) {
            return Decoded.NOT_MINE;
        }
        return new ReadingsBuilder()
                .add(StandardProperties.TEMPERATURE, Numbers.sensirionTemperature(data.u16be(0)))
                .add(StandardProperties.HUMIDITY, Numbers.sensirionTemperature(humidity.u16be(0)))
                .build(DeviceModel.of("Relsib", "WH52"));
    }
}
