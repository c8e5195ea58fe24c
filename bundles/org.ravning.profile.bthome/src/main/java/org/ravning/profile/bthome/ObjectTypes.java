// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.bthome;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Unit;

/** The object ids of BTHome (bthome.io/format, Sensor data, Binary sensor data, Events and Device information). */
final class ObjectTypes {
    private static final Map<Integer, ObjectType> BY_ID = new HashMap<>();
    private static final BigDecimal POUND = new BigDecimal("0.45359237");

    private static final Property BATTERY =
            Property.number("battery", "Battery", Unit.PERCENT, "battery").in(Category.DIAGNOSTIC);
    private static final Property TEMPERATURE =
            Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");
    private static final Property HUMIDITY = Property.number("humidity", "Humidity", Unit.PERCENT, "humidity");
    private static final Property DEW_POINT = Property.number("dew_point", "Dew point", Unit.CELSIUS, "temperature");
    private static final Property PRESSURE =
            Property.number("pressure", "Pressure", Unit.HECTOPASCAL, "atmospheric_pressure");
    private static final Property ILLUMINANCE = Property.number("illuminance", "Illuminance", Unit.LUX, "illuminance");
    private static final Property WEIGHT = Property.number("weight", "Weight", Unit.KILOGRAM, "weight");
    private static final Property COUNT = Property.number("count", "Count", null, null);
    private static final Property ENERGY = Property.number("energy", "Energy", Unit.KILOWATT_HOUR, "energy");
    private static final Property POWER = Property.number("power", "Power", Unit.WATT, "power");
    private static final Property VOLTAGE = Property.number("voltage", "Voltage", Unit.VOLT, "voltage");
    private static final Property CURRENT = Property.number("current", "Current", Unit.AMPERE, "current");
    private static final Property MOISTURE = Property.number("moisture", "Moisture", Unit.PERCENT, "moisture");
    private static final Property SPEED = Property.number("speed", "Speed", Unit.METRE_PER_SECOND, "speed");
    private static final Property ACCELERATION =
            Property.number("acceleration", "Acceleration", Unit.METRE_PER_SECOND_SQUARED, null);
    private static final Property GAS = Property.number("gas", "Gas", Unit.CUBIC_METRE, "gas");

    static {
        addClimate();
        addElectricity();
        addAir();
        addMotion();
        addQuantities();
        addFlags();
        addSpecials();
    }

    private ObjectTypes() {}

    /** Returns what the id means, or null if this profile does not know it. */
    static @Nullable ObjectType of(int id) {
        return BY_ID.get(id);
    }

    private static void addClimate() {
        unsigned(0x01, BATTERY, 1, "1");
        signed(0x02, TEMPERATURE, 2, "0.01");
        unsigned(0x03, HUMIDITY, 2, "0.01");
        unsigned(0x04, PRESSURE, 3, "0.01");
        unsigned(0x05, ILLUMINANCE, 3, "0.01");
        signed(0x08, DEW_POINT, 2, "0.01");
        unsigned(0x14, MOISTURE, 2, "0.01");
        unsigned(0x2E, HUMIDITY, 1, "1");
        unsigned(0x2F, MOISTURE, 1, "1");
        signed(0x45, TEMPERATURE, 2, "0.1");
        unsigned(0x46, Property.number("uv_index", "UV index", null, null), 1, "0.1");
        signed(0x57, TEMPERATURE, 1, "1");
        signed(0x58, TEMPERATURE, 1, "0.35");
        unsigned(0x5E, Property.number("direction", "Direction", Unit.DEGREE, null), 2, "0.01");
        unsigned(0x5F, Property.number("precipitation", "Precipitation", Unit.MILLIMETRE, "precipitation"), 2, "0.1");
        unsigned(0x64, Property.number("light_level", "Light level", null, null), 1, "1");
    }

    private static void addElectricity() {
        unsigned(0x0A, ENERGY, 3, "0.001");
        unsigned(0x0B, POWER, 3, "0.01");
        unsigned(0x0C, VOLTAGE, 2, "0.001");
        unsigned(0x43, CURRENT, 2, "0.001");
        unsigned(0x4A, VOLTAGE, 2, "0.1");
        unsigned(0x4D, ENERGY, 4, "0.001");
        signed(0x5C, POWER, 4, "0.01");
        signed(0x5D, CURRENT, 2, "0.001");
    }

    private static void addAir() {
        unsigned(0x0D, Property.number("pm25", "PM2.5", Unit.MICROGRAM_PER_CUBIC_METRE, "pm25"), 2, "1");
        unsigned(0x0E, Property.number("pm10", "PM10", Unit.MICROGRAM_PER_CUBIC_METRE, "pm10"), 2, "1");
        unsigned(0x12, Property.number("co2", "CO2", Unit.PARTS_PER_MILLION, "carbon_dioxide"), 2, "1");
        unsigned(
                0x13,
                Property.number("tvoc", "TVOC", Unit.MICROGRAM_PER_CUBIC_METRE, "volatile_organic_compounds"),
                2,
                "1");
        unsigned(
                0x56,
                Property.number("conductivity", "Conductivity", Unit.MICROSIEMENS_PER_CENTIMETRE, "conductivity"),
                2,
                "1");
    }

    private static void addMotion() {
        signed(0x3F, Property.number("rotation", "Rotation", Unit.DEGREE, null), 2, "0.1");
        unsigned(0x40, Property.number("distance", "Distance", Unit.MILLIMETRE, "distance"), 2, "1");
        unsigned(0x41, Property.number("distance", "Distance", Unit.METRE, "distance"), 2, "0.1");
        unsigned(0x44, SPEED, 2, "0.01");
        unsigned(0x51, ACCELERATION, 2, "0.001");
        unsigned(0x52, Property.number("gyroscope", "Gyroscope", Unit.DEGREE_PER_SECOND, null), 2, "0.001");
        unsigned(
                0x61,
                Property.number("rotational_speed", "Rotational speed", Unit.REVOLUTIONS_PER_MINUTE, null),
                2,
                "1");
        signed(0x62, SPEED, 4, "0.000001");
        signed(0x63, ACCELERATION, 4, "0.000001");
    }

    private static void addQuantities() {
        unsigned(0x06, WEIGHT, 2, "0.01");
        BY_ID.put(0x07, new ObjectType.Scalar(WEIGHT, 2, false, POUND.movePointLeft(2)));
        unsigned(0x09, COUNT, 1, "1");
        unsigned(0x3D, COUNT, 2, "1");
        unsigned(0x3E, COUNT, 4, "1");
        unsigned(0x42, Property.number("duration", "Duration", Unit.SECOND, "duration"), 3, "0.001");
        unsigned(0x47, Property.number("volume", "Volume", Unit.LITRE, "volume"), 2, "0.1");
        unsigned(0x48, Property.number("volume", "Volume", Unit.MILLILITRE, "volume"), 2, "1");
        unsigned(
                0x49,
                Property.number("volume_flow_rate", "Flow rate", Unit.CUBIC_METRE_PER_HOUR, "volume_flow_rate"),
                2,
                "0.001");
        unsigned(0x4B, GAS, 3, "0.001");
        unsigned(0x4C, GAS, 4, "0.001");
        unsigned(0x4E, Property.number("volume", "Volume", Unit.LITRE, "volume"), 4, "0.001");
        unsigned(0x4F, Property.number("water", "Water", Unit.LITRE, "water"), 4, "0.001");
        unsigned(0x50, Property.number("timestamp", "Timestamp", null, null), 4, "1");
        unsigned(0x55, Property.number("volume_storage", "Stored volume", Unit.LITRE, "volume_storage"), 4, "0.001");
        signed(0x59, COUNT, 1, "1");
        signed(0x5A, COUNT, 2, "1");
        signed(0x5B, COUNT, 4, "1");
        unsigned(0x60, Property.number("channel", "Channel", null, null), 1, "1");
        unsigned(0x65, diagnostic("settings_revision", "Settings revision"), 1, "1");
        unsigned(0xF0, diagnostic("device_type_id", "Device type id"), 2, "1");
    }

    private static void addFlags() {
        flag(0x0F, Property.flag("generic", "Generic", null));
        flag(0x10, Property.flag("power_on", "Power", "power"));
        flag(0x11, Property.flag("opening", "Opening", "opening"));
        flag(0x15, Property.flag("battery_low", "Battery low", "battery").in(Category.DIAGNOSTIC));
        flag(
                0x16,
                Property.flag("battery_charging", "Battery charging", "battery_charging")
                        .in(Category.DIAGNOSTIC));
        flag(0x17, Property.flag("carbon_monoxide", "Carbon monoxide", "carbon_monoxide"));
        flag(0x18, Property.flag("cold", "Cold", "cold"));
        flag(0x19, Property.flag("connectivity", "Connectivity", "connectivity").in(Category.DIAGNOSTIC));
        flag(0x1A, Property.flag("door", "Door", "door"));
        flag(0x1B, Property.flag("garage_door", "Garage door", "garage_door"));
        flag(0x1C, Property.flag("gas_detected", "Gas detected", "gas"));
        flag(0x1D, Property.flag("heat", "Heat", "heat"));
        flag(0x1E, Property.flag("light", "Light", "light"));
        flag(0x1F, Property.flag("lock", "Lock", "lock"));
        flag(0x20, Property.flag("moisture_detected", "Moisture detected", "moisture"));
        flag(0x21, Property.flag("motion", "Motion", "motion"));
        flag(0x22, Property.flag("moving", "Moving", "moving"));
        flag(0x23, Property.flag("occupancy", "Occupancy", "occupancy"));
        flag(0x24, Property.flag("plug", "Plug", "plug"));
        flag(0x25, Property.flag("presence", "Presence", "presence"));
        flag(0x26, Property.flag("problem", "Problem", "problem"));
        flag(0x27, Property.flag("running", "Running", "running"));
        flag(0x28, Property.flag("safety", "Safety", "safety"));
        flag(0x29, Property.flag("smoke", "Smoke", "smoke"));
        flag(0x2A, Property.flag("sound", "Sound", "sound"));
        flag(0x2B, Property.flag("tamper", "Tamper", "tamper"));
        flag(0x2C, Property.flag("vibration", "Vibration", "vibration"));
        flag(0x2D, Property.flag("window", "Window", "window"));
    }

    private static void addSpecials() {
        special(0x00, 1, (content, payload) -> payload.packetId(content.u8(0)));
        special(0x3A, 1, SpecialObjects::button);
        special(0x3B, ObjectType.COUNTED, SpecialObjects::command);
        special(0x3C, 2, SpecialObjects::dimmer);
        special(0x53, ObjectType.COUNTED, SpecialObjects::text);
        special(0x54, ObjectType.COUNTED, SpecialObjects::raw);
        special(0xF1, 4, SpecialObjects::firmware);
        special(0xF2, 3, SpecialObjects::firmware);
    }

    private static Property diagnostic(String name, String label) {
        return Property.number(name, label, null, null).in(Category.DIAGNOSTIC);
    }

    private static void unsigned(int id, Property property, int width, String factor) {
        BY_ID.put(id, new ObjectType.Scalar(property, width, false, new BigDecimal(factor)));
    }

    private static void signed(int id, Property property, int width, String factor) {
        BY_ID.put(id, new ObjectType.Scalar(property, width, true, new BigDecimal(factor)));
    }

    private static void flag(int id, Property property) {
        BY_ID.put(id, new ObjectType.Flag(property));
    }

    private static void special(int id, int width, ObjectType.Reader reader) {
        BY_ID.put(id, new ObjectType.Special(width, reader));
    }
}
