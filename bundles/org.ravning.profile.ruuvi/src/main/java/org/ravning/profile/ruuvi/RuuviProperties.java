// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.ruuvi;

import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Unit;

/** What Ruuvi's devices measure. */
final class RuuviProperties {
    static final Property TEMPERATURE = Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");
    static final Property HUMIDITY = Property.number("humidity", "Humidity", Unit.PERCENT, "humidity");
    static final Property PRESSURE = Property.number("pressure", "Pressure", Unit.HECTOPASCAL, "atmospheric_pressure");
    static final Property ACCELERATION_X = acceleration("x");
    static final Property ACCELERATION_Y = acceleration("y");
    static final Property ACCELERATION_Z = acceleration("z");
    static final Property VOLTAGE = diagnostic("voltage", "Battery voltage", Unit.VOLT, "voltage");
    static final Property TX_POWER = diagnostic("tx_power", "Tx power", Unit.DECIBEL_MILLIWATT, "signal_strength");
    static final Property MOVEMENT_COUNTER = Property.number("movement_counter", "Movement counter", null, null);
    static final Property SEQUENCE = diagnostic("measurement_sequence_number", "Measurement number", null, null);
    static final Property PM1 = particles("pm1", "PM1");
    static final Property PM25 = particles("pm25", "PM2.5");
    static final Property PM4 = Property.number("pm4", "PM4", Unit.MICROGRAM_PER_CUBIC_METRE, null);
    static final Property PM10 = particles("pm10", "PM10");
    static final Property CO2 = Property.number("co2", "CO2", Unit.PARTS_PER_MILLION, "carbon_dioxide");
    static final Property VOC_INDEX = Property.number("voc_index", "VOC index", null, null);
    static final Property NOX_INDEX = Property.number("nox_index", "NOx index", null, null);
    static final Property ILLUMINANCE = Property.number("illuminance", "Illuminance", Unit.LUX, "illuminance");
    static final Property CALIBRATING = Property.flag("calibration_in_progress", "Calibration in progress", null)
            .in(Category.DIAGNOSTIC);

    private RuuviProperties() {}

    private static Property acceleration(String axis) {
        return Property.number("acceleration_" + axis, "Acceleration " + axis, Unit.STANDARD_GRAVITY, null);
    }

    private static Property particles(String name, String label) {
        return Property.number(name, label, Unit.MICROGRAM_PER_CUBIC_METRE, name);
    }

    private static Property diagnostic(String name, String label, @Nullable Unit unit, @Nullable String deviceClass) {
        return Property.number(name, label, unit, deviceClass).in(Category.DIAGNOSTIC);
    }
}
