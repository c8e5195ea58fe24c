// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Value;

/** The two parts of a frame, and the readings made of them. Either part may be empty. */
final class Frame {
    private static final int BATTERY = 2;

    private final Bytes maker;
    private final Bytes service;
    private final ReadingsBuilder readings = new ReadingsBuilder();

    Frame(Bytes maker, Bytes service) {
        this.maker = maker;
        this.service = service;
    }

    Bytes maker() {
        return maker;
    }

    Bytes service() {
        return service;
    }

    ReadingsBuilder readings() {
        return readings;
    }

    boolean hasService(int length) {
        return service.length() >= length;
    }

    /** Adds whether bits of a byte are set. */
    void flag(Property property, int octet, int mask) {
        readings.add(property, (octet & mask) != 0);
    }

    /** Adds the charge from the service data, where most models tell it. */
    void battery() {
        if (hasService(BATTERY + 1)) {
            readings.add(StandardProperties.BATTERY, service.u8(BATTERY) & 0x7F);
        }
    }

    /** Adds the charge, and whether it grows, of one byte. */
    void batteryAndCharging(int octet) {
        readings.add(StandardProperties.BATTERY, octet & 0x7F);
        flag(StandardProperties.BATTERY_CHARGING, octet, 0x80);
    }

    /** Sets the packet number from the manufacturer data, where most models tell it. */
    void packetId() {
        readings.packetId(maker.u8(6));
    }

    /** Adds temperature and humidity of three bytes: tenths, sign and degrees, per cents; all zero before the first. */
    void climate(Bytes from, int at) {
        if ((from.u8(at) & 0x0F) == 0 && (from.u8(at + 1) & 0x7F) == 0 && (from.u8(at + 2) & 0x7F) == 0) {
            readings.add(StandardProperties.TEMPERATURE, (Value) null).add(StandardProperties.HUMIDITY, (Value) null);
            return;
        }
        temperature(StandardProperties.TEMPERATURE, from.u8(at) & 0x0F, from.u8(at + 1));
        readings.add(StandardProperties.HUMIDITY, from.u8(at + 2) & 0x7F);
    }

    /** Adds a temperature; bit 7 of the degrees is set above zero. */
    void temperature(Property property, int tenths, int degrees) {
        int value = (degrees & 0x7F) * 10 + tenths;
        readings.add(property, Decimals.scaled((degrees & 0x80) == 0 ? -value : value, -1));
    }
}
