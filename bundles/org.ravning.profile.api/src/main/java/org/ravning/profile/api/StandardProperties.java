// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/** Properties that devices of many makers have, so that they are named alike. */
public final class StandardProperties {
    /** Air, water or whatever the probe is in. */
    public static final Property TEMPERATURE =
            Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");
    /** Relative humidity of the air. */
    public static final Property HUMIDITY = Property.number("humidity", "Humidity", Unit.PERCENT, "humidity");
    /** Pressure of the air. */
    public static final Property PRESSURE =
            Property.number("pressure", "Pressure", Unit.HECTOPASCAL, "atmospheric_pressure");
    /** How bright it is. */
    public static final Property ILLUMINANCE = Property.number("illuminance", "Illuminance", Unit.LUX, "illuminance");
    /** Carbon dioxide in the air. */
    public static final Property CO2 = Property.number("co2", "CO2", Unit.PARTS_PER_MILLION, "carbon_dioxide");
    /** Water in the soil. */
    public static final Property MOISTURE = Property.number("moisture", "Moisture", Unit.PERCENT, "moisture");
    /** Conductivity of the soil, which grows with its fertility. */
    public static final Property CONDUCTIVITY =
            Property.number("conductivity", "Conductivity", Unit.MICROSIEMENS_PER_CENTIMETRE, "conductivity");
    /** Body weight, once it is stable. */
    public static final Property WEIGHT = Property.number("weight", "Weight", Unit.KILOGRAM, "weight");
    /** Electric power. */
    public static final Property POWER = Property.number("power", "Power", Unit.WATT, "power");
    /** Charge of the device's own battery. */
    public static final Property BATTERY =
            Property.number("battery", "Battery", Unit.PERCENT, "battery").in(Category.DIAGNOSTIC);
    /** Voltage of the device's own battery. */
    public static final Property BATTERY_VOLTAGE =
            Property.number("voltage", "Battery voltage", Unit.VOLT, "voltage").in(Category.DIAGNOSTIC);
    /** The device's own battery must be changed or charged. */
    public static final Property BATTERY_LOW =
            Property.flag("battery_low", "Battery low", "battery").in(Category.DIAGNOSTIC);
    /** The device's own battery is being charged. */
    public static final Property BATTERY_CHARGING = Property.flag(
                    "battery_charging", "Battery charging", "battery_charging")
            .in(Category.DIAGNOSTIC);
    /** Somebody moves. */
    public static final Property MOTION = Property.flag("motion", "Motion", "motion");
    /** Somebody is there. */
    public static final Property OCCUPANCY = Property.flag("occupancy", "Occupancy", "occupancy");
    /** It is there: heard within its usual interval. */
    public static final Property PRESENCE = Property.flag("presence", "Presence", "presence");
    /** A door or window is open. */
    public static final Property OPENING = Property.flag("opening", "Opening", "opening");
    /** A door is open. */
    public static final Property DOOR = Property.flag("door", "Door", "door");
    /** It is unlocked. */
    public static final Property LOCK = Property.flag("lock", "Lock", "lock");
    /** It is light. */
    public static final Property LIGHT = Property.flag("light", "Light", "light");
    /** It is wet. */
    public static final Property MOISTURE_DETECTED =
            Property.flag("moisture_detected", "Moisture detected", "moisture");
    /** There is smoke. */
    public static final Property SMOKE = Property.flag("smoke", "Smoke", "smoke");
    /** Somebody tampers with the device. */
    public static final Property TAMPER =
            Property.flag("tamper", "Tamper", "tamper").in(Category.DIAGNOSTIC);
    /** Calibrated transmit power of a beacon. */
    public static final Property TX_POWER = Property.number(
                    "tx_power", "Tx power", Unit.DECIBEL_MILLIWATT, "signal_strength")
            .in(Category.DIAGNOSTIC);

    private StandardProperties() {}
}
