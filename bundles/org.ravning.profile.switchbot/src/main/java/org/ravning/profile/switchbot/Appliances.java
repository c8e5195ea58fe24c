// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Value;

/** Lights, air, water and dust. */
final class Appliances {
    private static final List<String> WATER_LEVELS = List.of("empty", "low", "medium", "high");
    private static final int NO_MEASUREMENT = 0x7F;

    private Appliances() {}

    static void light(Frame frame) {
        frame.packetId();
        frame.flag(Properties.ON, frame.maker().u8(7), 0x80);
        frame.readings().add(Properties.BRIGHTNESS, frame.maker().u8(7) & 0x7F);
    }

    static void bulb(Frame frame) {
        light(frame);
        frame.readings().add(Properties.SPEED, frame.maker().u8(9) & 0x7F);
    }

    static void ceilingLight(Frame frame) {
        frame.packetId();
        frame.flag(Properties.ON, frame.maker().u8(10), 0x80);
        frame.readings().add(Properties.BRIGHTNESS, frame.maker().u8(7) & 0x7F);
    }

    static void fan(Frame frame) {
        Bytes maker = frame.maker();
        frame.packetId();
        frame.flag(Properties.ON, maker.u8(7), 0x80);
        frame.flag(Properties.OSCILLATING, maker.u8(7), 0x03);
        frame.readings().add(StandardProperties.BATTERY, maker.u8(8) & 0x7F).add(Properties.SPEED, maker.u8(9) & 0x7F);
    }

    static void standingFan(Frame frame) {
        fan(frame);
        frame.flag(StandardProperties.BATTERY_CHARGING, frame.maker().u8(8), 0x80);
    }

    static void fanWithBatteryFirst(Frame frame) {
        Bytes maker = frame.maker();
        frame.packetId();
        frame.batteryAndCharging(maker.u8(7));
        frame.flag(Properties.ON, maker.u8(8), 0x80);
        frame.flag(Properties.OSCILLATING, maker.u8(8), 0x03);
        frame.readings().add(Properties.SPEED, maker.u8(9) & 0x7F);
    }

    static void airPurifier(Frame frame) {
        Bytes maker = frame.maker();
        frame.packetId();
        frame.flag(Properties.ON, maker.u8(7), 0x80);
        frame.flag(Properties.CHILD_LOCK, maker.u8(8), 0x02);
        frame.readings().add(Properties.SPEED, maker.u8(9) & 0x7F);
    }

    static void humidifier(Frame frame) {
        frame.readings()
                .add(Properties.ON, frame.service().u8(1) != 0)
                .add(Properties.LEVEL, frame.service().u8(4));
    }

    static void evaporativeHumidifier(Frame frame) {
        Bytes maker = frame.maker();
        boolean on = (maker.u8(7) & 0x80) != 0;
        frame.readings().add(Properties.ON, on);
        frame.flag(Properties.CHILD_LOCK, maker.u8(8), 0x20);
        frame.readings().add(StandardProperties.HUMIDITY, measured(maker.u8(9), 0));
        frame.readings().add(StandardProperties.TEMPERATURE, measured(maker.u8(10), maker.u8(11) >> 4));
        if (on) {
            frame.readings().add(Properties.TARGET_HUMIDITY, maker.u8(16) & 0x7F);
        }
        boolean tankRemoved = (maker.u8(8) & 0x04) != 0;
        frame.readings()
                .add(Properties.WATER_LEVEL, tankRemoved ? null : Value.of(WATER_LEVELS.get(maker.u8(11) & 0x03)));
    }

    // Bit 7 says that there is a measurement.
    private static @Nullable Value measured(int whole, int tenths) {
        boolean valid = (whole & 0x80) != 0 && (whole & 0x7F) != NO_MEASUREMENT;
        return valid ? Value.of(Decimals.scaled((whole & 0x7F) * 10L + tenths, -1)) : null;
    }

    static void thermostat(Frame frame) {
        Bytes maker = frame.maker();
        frame.packetId();
        frame.flag(Properties.ON, maker.u8(7), 0x80);
        frame.readings().add(StandardProperties.BATTERY, maker.u8(7) & 0x7F);
        frame.temperature(StandardProperties.TEMPERATURE, maker.u8(8) & 0x0F, maker.u8(9));
        frame.temperature(Properties.TARGET_TEMPERATURE, maker.u8(8) >> 4, maker.u8(10));
        frame.flag(StandardProperties.DOOR, maker.u8(12), 0x01);
    }

    static void vacuum(Frame frame) {
        frame.packetId();
        frame.readings().add(StandardProperties.BATTERY, frame.maker().u8(12) & 0x7F);
    }

    static void smallVacuum(Frame frame) {
        frame.packetId();
        frame.readings().add(StandardProperties.BATTERY, frame.maker().u8(8) & 0x7F);
    }
}
