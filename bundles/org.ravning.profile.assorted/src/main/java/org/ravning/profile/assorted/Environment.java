// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

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

/** Air and soil (layouts after ble_monitor). */
final class Environment {
    private static final DeviceModel AIR_MENTOR = DeviceModel.of("Air Mentor", "Air Mentor Pro 2");
    private static final Property TVOC =
            Property.number("tvoc", "TVOC", Unit.MICROGRAM_PER_CUBIC_METRE, "volatile_organic_compounds");
    private static final Property AQI = Property.number("aqi", "Air quality index", null, "aqi");
    private static final Property PM25 = Property.number("pm25", "PM2.5", Unit.MICROGRAM_PER_CUBIC_METRE, "pm25");
    private static final Property PM10 = Property.number("pm10", "PM10", Unit.MICROGRAM_PER_CUBIC_METRE, "pm10");
    private static final Property CALIBRATED =
            Property.number("temperature_calibrated", "Temperature, calibrated", Unit.CELSIUS, "temperature");
    private static final Property ACCELERATION =
            Property.number("acceleration", "Acceleration", Unit.MILLIGRAVITY, null);
    // Grams per mole of the usual mixture, litres per mole of air (Sensirion, indoor air quality module).
    private static final double TVOC_MASS = 110;
    private static final double MOLAR_VOLUME = 24.4;

    private Environment() {}

    // Parts per billion, hundredths over -40, tenths of correction, per cents before the correction, index; big-endian.
    static Decoded airMentorClimate(Bytes data, Advertisement advertisement) {
        if (data.length() != 8) {
            return Numbers.wrongLength(data, 8);
        }
        int temperature = data.u16be(2) - 4000;
        int calibrated = temperature - 10 * data.u8(4);
        double humidity = data.u8(5) * saturation(temperature / 100.0) / saturation(calibrated / 100.0);
        ReadingsBuilder readings = new ReadingsBuilder()
                .add(TVOC, Numbers.rounded(data.u16be(0) * TVOC_MASS / MOLAR_VOLUME, 2))
                .add(StandardProperties.TEMPERATURE, Numbers.hundredths(temperature))
                .add(CALIBRATED, Numbers.hundredths(calibrated))
                .add(AQI, data.u16be(6));
        if (humidity <= 100) {
            readings.add(StandardProperties.HUMIDITY, Numbers.rounded(humidity, 2));
        }
        return readings.build(AIR_MENTOR);
    }

    // Magnus' formula, without its constant factor.
    private static double saturation(double celsius) {
        return Math.exp(17.62 * celsius / (celsius + 243.12));
    }

    static Decoded airMentorParticles(Bytes data, Advertisement advertisement) {
        if (data.length() != 8) {
            return Numbers.wrongLength(data, 8);
        }
        return new ReadingsBuilder()
                .add(StandardProperties.CO2, data.u16be(0))
                .add(PM25, data.u16be(2))
                .add(PM10, data.u16be(4))
                .build(AIR_MENTOR);
    }

    static Decoded almendo(Bytes data, Advertisement advertisement) {
        if (data.length() < 16) {
            return Numbers.wrongLength(data, 16);
        }
        if (data.u8(0) != 1 || data.u8(2) != 0x0A) {
            return new Decoded.Malformed(
                    RejectReason.UNKNOWN_OBJECT, "version " + data.u8(0) + ", model " + data.u8(2));
        }
        return new ReadingsBuilder()
                .add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.s16le(7)))
                .add(StandardProperties.HUMIDITY, Numbers.hundredths(data.u16le(9)))
                .add(StandardProperties.CO2, data.u16le(11))
                .add(TVOC, data.u16le(13))
                .add(AQI, data.u8(15))
                .build(DeviceModel.of("Almendo", "bluSensor Mini"));
    }

    static Decoded blustream(Bytes data, Advertisement advertisement) {
        if (data.length() != 9) {
            return Numbers.wrongLength(data, 9);
        }
        return new ReadingsBuilder()
                .add(ACCELERATION, data.u8(4))
                .add(StandardProperties.HUMIDITY, Numbers.hundredths(data.u16be(5)))
                .add(StandardProperties.TEMPERATURE, Numbers.hundredths(data.s16be(7)))
                .build(DeviceModel.of("Blustream", "Blustream"));
    }

    // April Brother's N03: AB03, address, charge; eighths of a degree, half per cents, lux, little-endian (Theengs
    // Decoder).
    static Decoded aprilBrother(Bytes data, Advertisement advertisement) {
        if (data.length() != 15 || data.u16be(0) != 0xAB03 || Numbers.isOfAnother(data.slice(2, 8), advertisement)) {
            return Decoded.NOT_MINE;
        }
        return new ReadingsBuilder()
                .allOrNothing()
                .add(StandardProperties.BATTERY, data.u8(8))
                .add(StandardProperties.TEMPERATURE, Decimals.divided(data.s16le(9), 8, 3))
                .add(StandardProperties.HUMIDITY, Decimals.divided(data.u16le(11), 2, 1))
                .add(StandardProperties.ILLUMINANCE, data.u16le(13))
                .build(DeviceModel.of("April Brother", "N03"));
    }

    // github.com/rbaron/b-parasite: the length tells it from the other users of this service; big-endian.
    static Decoded parasite(Bytes data, Advertisement advertisement) {
        if (data.length() != 16 && data.length() != 18 || Numbers.isOfAnother(data.slice(10, 16), advertisement)) {
            return Decoded.NOT_MINE;
        }
        int exponent = data.u8(0) >> 4 == 2 ? -2 : -3;
        ReadingsBuilder readings = new ReadingsBuilder()
                .packetId(data.u8(1))
                .add(StandardProperties.BATTERY_VOLTAGE, Decimals.scaled(data.u16be(2), -3))
                .add(StandardProperties.TEMPERATURE, Decimals.scaled(data.s16be(4), exponent))
                .add(StandardProperties.HUMIDITY, Decimals.divided(100L * data.u16be(6), 65_536, 2))
                .add(StandardProperties.MOISTURE, Decimals.divided(100L * data.u16be(8), 65_536, 2));
        if (data.length() == 18) {
            readings.add(StandardProperties.ILLUMINANCE, data.u16be(16));
        }
        return readings.build(DeviceModel.of(null, "b-parasite"));
    }
}
