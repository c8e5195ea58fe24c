// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.victron;

import org.ravning.codec.Decimals;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.StandardProperties;

/** Records of what measures batteries and direct current. */
final class BatteryRecords {
    private static final int STARTER = 0;
    private static final int MIDPOINT = 1;
    private static final int TEMPERATURE = 2;
    private static final int NO_AUX = 0xFFFF;
    private static final int ABSOLUTE_ZERO = -27_315;
    private static final long NO_CHARGE = 0xFFFFF;
    private static final int CELLS = 8;
    private static final int NO_CELL = 0x7F;
    private static final int LOWEST_CELL = 260;

    private BatteryRecords() {}

    static void monitor(BitFields bits, ReadingsBuilder readings) {
        Fields.addUnsigned(readings, bits, 16, VictronProperties.REMAINING_TIME, 0);
        Fields.addSigned(readings, bits, 16, VictronProperties.VOLTAGE, -2);
        readings.add(VictronProperties.ALARM, Names.ofBits(Names.ALARM, bits.unsigned(16), "no_alarm"));
        addAux(bits, readings);
        Fields.addSigned(readings, bits, 22, VictronProperties.CURRENT, -3);
        addTakenOut(bits, readings);
        Fields.addUnsigned(readings, bits, 10, VictronProperties.CHARGE, -1);
    }

    // Of a meter no alarm is no reading: it need not watch anything.
    static void energyMeter(BitFields bits, ReadingsBuilder readings) {
        Fields.addName(readings, VictronProperties.METER_TYPE, Names.METER, bits.signed(16));
        Fields.addSigned(readings, bits, 16, VictronProperties.VOLTAGE, -2);
        long alarm = bits.unsigned(16);
        if (alarm != 0) {
            readings.add(VictronProperties.ALARM, Names.ofBits(Names.ALARM, alarm, ""));
        }
        addAux(bits, readings);
        Fields.addSigned(readings, bits, 22, VictronProperties.CURRENT, -3);
    }

    static void lynx(BitFields bits, ReadingsBuilder readings) {
        bits.unsigned(8); // errors, which are not documented
        Fields.addUnsigned(readings, bits, 16, VictronProperties.REMAINING_TIME, 0);
        Fields.addSigned(readings, bits, 16, VictronProperties.VOLTAGE, -2);
        Fields.addSigned(readings, bits, 16, VictronProperties.CURRENT, -1);
        bits.unsigned(16); // inputs and outputs
        bits.unsigned(18); // warnings and alarms
        Fields.addUnsigned(readings, bits, 10, VictronProperties.CHARGE, -1);
        Fields.addUnsigned(readings, bits, 20, VictronProperties.CONSUMED, -1);
        Fields.addTemperature(readings, bits, VictronProperties.BATTERY_TEMPERATURE);
    }

    static void smartLithium(BitFields bits, ReadingsBuilder readings) {
        bits.unsigned(32); // flags of the battery management system
        bits.unsigned(16); // errors
        for (int cell = 1; cell <= CELLS; cell++) {
            long raw = bits.unsigned(7);
            Fields.add(
                    readings,
                    VictronProperties.CELL_VOLTAGE.numbered(cell),
                    raw + LOWEST_CELL,
                    NO_CELL + LOWEST_CELL,
                    -2);
        }
        Fields.addUnsigned(readings, bits, 12, VictronProperties.BATTERY_VOLTAGE, -2);
        Fields.addName(readings, VictronProperties.BALANCER, Names.BALANCER, bits.unsigned(4));
        Fields.addTemperature(readings, bits, VictronProperties.BATTERY_TEMPERATURE);
    }

    // What the auxiliary input means stands behind it.
    private static void addAux(BitFields bits, ReadingsBuilder readings) {
        int raw = (int) bits.unsigned(16);
        int mode = (int) bits.unsigned(2);
        Fields.addName(readings, VictronProperties.AUX_MODE, Names.AUX, mode);
        switch (mode) {
            case STARTER -> add(readings, VictronProperties.STARTER_VOLTAGE, (short) raw);
            case MIDPOINT -> add(readings, VictronProperties.MIDPOINT_VOLTAGE, raw);
            case TEMPERATURE -> {
                if (raw != NO_AUX) {
                    add(readings, StandardProperties.TEMPERATURE, raw + ABSOLUTE_ZERO);
                }
            }
            default -> {}
        }
    }

    private static void add(ReadingsBuilder readings, Property property, int hundredths) {
        readings.add(property, Decimals.scaled(hundredths, -2));
    }

    // A monitor tells what was taken out without its sign; VictronConnect shows it as negative.
    private static void addTakenOut(BitFields bits, ReadingsBuilder readings) {
        long raw = bits.unsigned(20);
        Fields.add(readings, VictronProperties.CONSUMED, -raw, -NO_CHARGE, -1);
    }
}
