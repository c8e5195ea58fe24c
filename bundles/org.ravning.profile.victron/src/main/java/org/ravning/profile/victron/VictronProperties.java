// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.victron;

import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Unit;

/** What Victron's devices tell. */
final class VictronProperties {
    static final Property STATE = Property.text("state", "State");
    static final Property CHARGER_ERROR =
            Property.text("charger_error", "Charger error").in(Category.DIAGNOSTIC);
    static final Property OFF_REASON = Property.text("off_reason", "Off reason").in(Category.DIAGNOSTIC);
    static final Property ALARM = Property.text("alarm", "Alarm");
    static final Property WARNING = Property.text("warning", "Warning");
    static final Property OUTPUT_STATE = Property.text("output_state", "Output");
    static final Property AUX_MODE =
            Property.text("aux_mode", "Auxiliary input").in(Category.DIAGNOSTIC);
    static final Property METER_TYPE = Property.text("meter_type", "Meter type").in(Category.DIAGNOSTIC);
    static final Property BALANCER =
            Property.text("balancer_status", "Balancer").in(Category.DIAGNOSTIC);

    // The battery is what these devices measure, not what they run on.
    static final Property CHARGE = Property.number("battery", "State of charge", Unit.PERCENT, "battery");
    static final Property VOLTAGE = volts("voltage", "Voltage");
    static final Property CURRENT = amperes("current", "Current");
    static final Property CONSUMED = Property.number("consumed_ah", "Consumed charge", Unit.AMPERE_HOUR, null);
    static final Property REMAINING_TIME = Property.number("remaining_time", "Remaining time", Unit.MINUTE, "duration");
    static final Property STARTER_VOLTAGE = volts("starter_voltage", "Starter battery voltage");
    static final Property MIDPOINT_VOLTAGE = volts("midpoint_voltage", "Midpoint voltage");
    static final Property BATTERY_VOLTAGE = volts("battery_voltage", "Battery voltage");
    static final Property BATTERY_CURRENT = amperes("battery_current", "Battery current");
    static final Property BATTERY_POWER = watts("battery_power", "Battery power");
    static final Property BATTERY_TEMPERATURE =
            Property.number("battery_temperature", "Battery temperature", Unit.CELSIUS, "temperature");
    static final Property CELL_VOLTAGE = volts("cell_voltage", "Cell voltage");

    static final Property PV_POWER = watts("pv_power", "Solar power");
    static final Property YIELD_TODAY = Property.number("yield_today", "Yield today", Unit.WATT_HOUR, "energy");
    static final Property YIELD_TODAY_KWH = Property.number("yield_today", "Yield today", Unit.KILOWATT_HOUR, "energy");
    static final Property LOAD_CURRENT = amperes("load_current", "Load current");
    static final Property INPUT_VOLTAGE = volts("input_voltage", "Input voltage");
    static final Property INPUT_CURRENT = amperes("input_current", "Input current");
    static final Property OUTPUT_VOLTAGE = volts("output_voltage", "Output voltage");
    static final Property OUTPUT_CURRENT = amperes("output_current", "Output current");
    static final Property DC_POWER = watts("dc_power", "DC power");

    static final Property AC_INPUT = Property.text("ac_in_state", "AC input");
    static final Property AC_IN_POWER = watts("ac_in_power", "AC input power");
    static final Property AC_OUT_POWER = watts("ac_out_power", "AC output power");
    static final Property AC_APPARENT_POWER =
            Property.number("ac_apparent_power", "AC apparent power", Unit.VOLT_AMPERE, "apparent_power");
    static final Property AC_VOLTAGE = volts("ac_voltage", "AC voltage");
    static final Property AC_CURRENT = amperes("ac_current", "AC current");

    private VictronProperties() {}

    private static Property volts(String name, String label) {
        return Property.number(name, label, Unit.VOLT, "voltage");
    }

    private static Property amperes(String name, String label) {
        return Property.number(name, label, Unit.AMPERE, "current");
    }

    private static Property watts(String name, String label) {
        return Property.number(name, label, Unit.WATT, "power");
    }
}
