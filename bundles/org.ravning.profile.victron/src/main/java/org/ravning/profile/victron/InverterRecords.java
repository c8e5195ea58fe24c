// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.victron;

import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.Value;

/** Records of what makes alternating current. */
final class InverterRecords {
    private static final int NO_INPUT = 3;

    private InverterRecords() {}

    static void inverter(BitFields bits, ReadingsBuilder readings) {
        Fields.addCode(readings, bits, VictronProperties.STATE, Names.STATE);
        readings.add(VictronProperties.ALARM, Names.ofBits(Names.ALARM, bits.unsigned(16), "no_alarm"));
        Fields.addSigned(readings, bits, 16, VictronProperties.BATTERY_VOLTAGE, -2);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.AC_APPARENT_POWER, 0);
        Fields.addUnsigned(readings, bits, 15, VictronProperties.AC_VOLTAGE, -2);
        Fields.addUnsigned(readings, bits, 11, VictronProperties.AC_CURRENT, -1);
    }

    static void inverterRs(BitFields bits, ReadingsBuilder readings) {
        Fields.addStateAndError(readings, bits);
        Fields.addSigned(readings, bits, 16, VictronProperties.BATTERY_VOLTAGE, -2);
        Fields.addSigned(readings, bits, 16, VictronProperties.BATTERY_CURRENT, -1);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.PV_POWER, 0);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.YIELD_TODAY_KWH, -2);
        Fields.addSigned(readings, bits, 16, VictronProperties.AC_OUT_POWER, 0);
    }

    static void multiRs(BitFields bits, ReadingsBuilder readings) {
        Fields.addStateAndError(readings, bits);
        Fields.addSigned(readings, bits, 16, VictronProperties.BATTERY_CURRENT, -1);
        Fields.addUnsigned(readings, bits, 14, VictronProperties.BATTERY_VOLTAGE, -2);
        addInput(bits, readings);
        Fields.addSigned(readings, bits, 16, VictronProperties.AC_IN_POWER, 0);
        Fields.addSigned(readings, bits, 16, VictronProperties.AC_OUT_POWER, 0);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.PV_POWER, 0);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.YIELD_TODAY_KWH, -2);
    }

    static void veBus(BitFields bits, ReadingsBuilder readings) {
        Fields.addCode(readings, bits, VictronProperties.STATE, Names.STATE);
        bits.unsigned(8); // errors of VE.Bus, which are another list
        Fields.addSigned(readings, bits, 16, VictronProperties.BATTERY_CURRENT, -1);
        Fields.addUnsigned(readings, bits, 14, VictronProperties.BATTERY_VOLTAGE, -2);
        addInput(bits, readings);
        Fields.addSigned(readings, bits, 19, VictronProperties.AC_IN_POWER, 0);
        Fields.addSigned(readings, bits, 19, VictronProperties.AC_OUT_POWER, 0);
        addAlarm(bits, readings);
        Fields.addTemperature(readings, bits, VictronProperties.BATTERY_TEMPERATURE);
        Fields.addUnsigned(readings, bits, 7, VictronProperties.CHARGE, 0);
    }

    static void gxDevice(BitFields bits, ReadingsBuilder readings) {
        Fields.addUnsigned(readings, bits, 16, VictronProperties.BATTERY_VOLTAGE, -2);
        Fields.addUnsigned(readings, bits, 20, VictronProperties.PV_POWER, 0);
        Fields.addUnsigned(readings, bits, 7, VictronProperties.CHARGE, 0);
        Fields.addSigned(readings, bits, 21, VictronProperties.BATTERY_POWER, 0);
        Fields.addSigned(readings, bits, 21, VictronProperties.DC_POWER, 0);
    }

    private static void addInput(BitFields bits, ReadingsBuilder readings) {
        long input = bits.unsigned(2);
        Property property = VictronProperties.AC_INPUT;
        if (input == NO_INPUT) {
            readings.add(property, (Value) null);
        } else {
            Fields.addName(readings, property, Names.INPUT, input);
        }
    }

    private static void addAlarm(BitFields bits, ReadingsBuilder readings) {
        switch ((int) bits.unsigned(2)) {
            case 0 -> readings.add(VictronProperties.ALARM, "no_alarm");
            case 1 -> readings.add(VictronProperties.ALARM, "warning");
            case 2 -> readings.add(VictronProperties.ALARM, "alarm");
            default -> readings.add(VictronProperties.ALARM, (Value) null);
        }
    }
}
