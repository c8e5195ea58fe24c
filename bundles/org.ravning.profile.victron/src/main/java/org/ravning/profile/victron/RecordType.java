// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.victron;

import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.ReadingsBuilder;

/** The records, by their type. */
enum RecordType {
    SOLAR_CHARGER(0x01, 12, "Solar charger", ChargerRecords::solarCharger),
    BATTERY_MONITOR(0x02, 15, "Battery monitor", BatteryRecords::monitor),
    INVERTER(0x03, 11, "Inverter", InverterRecords::inverter),
    DC_DC_CONVERTER(0x04, 10, "DC-DC converter", ChargerRecords::dcDcConverter),
    SMART_LITHIUM(0x05, 16, "Smart Lithium", BatteryRecords::smartLithium),
    INVERTER_RS(0x06, 12, "Inverter RS", InverterRecords::inverterRs),
    GX_DEVICE(0x07, 11, "GX device", InverterRecords::gxDevice),
    AC_CHARGER(0x08, 13, "AC charger", ChargerRecords::acCharger),
    SMART_BATTERY_PROTECT(0x09, 15, "Smart BatteryProtect", ChargerRecords::batteryProtect),
    LYNX_SMART_BMS(0x0A, 16, "Lynx Smart BMS", BatteryRecords::lynx),
    MULTI_RS(0x0B, 14, "Multi RS", InverterRecords::multiRs),
    VE_BUS(0x0C, 13, "VE.Bus", InverterRecords::veBus),
    DC_ENERGY_METER(0x0D, 11, "DC energy meter", BatteryRecords::energyMeter),
    ORION_XS(0x0F, 14, "Orion XS", ChargerRecords::orionXs);

    private final int code;
    private final int length;
    private final String title;
    private final Layout layout;

    RecordType(int code, int length, String title, Layout layout) {
        this.code = code;
        this.length = length;
        this.title = title;
        this.layout = layout;
    }

    /** Reads the fields of a record that is long enough. */
    @FunctionalInterface
    interface Layout {
        void read(BitFields bits, ReadingsBuilder readings);
    }

    static @Nullable RecordType of(int code) {
        for (RecordType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    /** Returns the bytes that the record needs. */
    int length() {
        return length;
    }

    /** Returns what such a device is called where its model is not known. */
    String title() {
        return title;
    }

    void read(BitFields bits, ReadingsBuilder readings) {
        layout.read(bits, readings);
    }
}
