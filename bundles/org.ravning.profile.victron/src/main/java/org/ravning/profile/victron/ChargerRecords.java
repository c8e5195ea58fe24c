// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.victron;

import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.StandardProperties;

/** Records of what charges and protects batteries. */
final class ChargerRecords {
    private static final String NO_ALARM = "no_alarm";
    private static final String NO_REASON = "no_reason";
    private static final int OUTPUTS = 3;

    private ChargerRecords() {}

    static void solarCharger(BitFields bits, ReadingsBuilder readings) {
        Fields.addStateAndError(readings, bits);
        Fields.addSigned(readings, bits, 16, VictronProperties.BATTERY_VOLTAGE, -2);
        Fields.addSigned(readings, bits, 16, VictronProperties.BATTERY_CURRENT, -1);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.YIELD_TODAY, 1);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.PV_POWER, 0);
        Fields.addUnsigned(readings, bits, 9, VictronProperties.LOAD_CURRENT, -1);
    }

    static void dcDcConverter(BitFields bits, ReadingsBuilder readings) {
        Fields.addStateAndError(readings, bits);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.INPUT_VOLTAGE, -2);
        Fields.addSigned(readings, bits, 16, VictronProperties.OUTPUT_VOLTAGE, -2);
        addOffReason(bits, readings);
    }

    // Not documented; as esphome-victron_ble found out.
    static void orionXs(BitFields bits, ReadingsBuilder readings) {
        Fields.addStateAndError(readings, bits);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.OUTPUT_VOLTAGE, -2);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.OUTPUT_CURRENT, -1);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.INPUT_VOLTAGE, -2);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.INPUT_CURRENT, -1);
        addOffReason(bits, readings);
    }

    static void acCharger(BitFields bits, ReadingsBuilder readings) {
        Fields.addStateAndError(readings, bits);
        for (int output = 1; output <= OUTPUTS; output++) {
            Fields.addUnsigned(readings, bits, 13, VictronProperties.OUTPUT_VOLTAGE.numbered(output), -2);
            Fields.addUnsigned(readings, bits, 11, VictronProperties.OUTPUT_CURRENT.numbered(output), -1);
        }
        Fields.addTemperature(readings, bits, StandardProperties.TEMPERATURE);
        Fields.addUnsigned(readings, bits, 9, VictronProperties.AC_CURRENT, -1);
    }

    static void batteryProtect(BitFields bits, ReadingsBuilder readings) {
        Fields.addCode(readings, bits, VictronProperties.STATE, Names.STATE);
        Fields.addCode(readings, bits, VictronProperties.OUTPUT_STATE, Names.OUTPUT);
        Fields.addCode(readings, bits, VictronProperties.CHARGER_ERROR, Names.ERROR);
        readings.add(VictronProperties.ALARM, Names.ofBits(Names.ALARM, bits.unsigned(16), NO_ALARM));
        readings.add(VictronProperties.WARNING, Names.ofBits(Names.ALARM, bits.unsigned(16), NO_ALARM));
        Fields.addSigned(readings, bits, 16, VictronProperties.INPUT_VOLTAGE, -2);
        Fields.addUnsigned(readings, bits, 16, VictronProperties.OUTPUT_VOLTAGE, -2);
        addOffReason(bits, readings);
    }

    private static void addOffReason(BitFields bits, ReadingsBuilder readings) {
        readings.add(
                VictronProperties.OFF_REASON, Names.ofBits(Names.OFF_REASON, bits.unsigned(Integer.SIZE), NO_REASON));
    }
}
