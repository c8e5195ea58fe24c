// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

import java.util.List;
import org.ravning.api.Bytes;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Value;

/** Locks and the keypads that open them. */
final class Locks {
    private static final List<String> STATES = List.of(
            "locked",
            "unlocked",
            "locking",
            "unlocking",
            "locking_stop",
            "unlocking_stop",
            "not_fully_locked",
            "half_locked");

    private Locks() {}

    static void lock(Frame frame) {
        Bytes maker = frame.maker();
        lite(frame);
        frame.flag(StandardProperties.DOOR, maker.u8(7), 0x04);
        frame.flag(Properties.UNCLOSED_ALARM, maker.u8(8), 0x20);
        frame.flag(Properties.AUTO_LOCK_PAUSED, maker.u8(8), 0x02);
    }

    // Without a sensor at the door.
    static void lite(Frame frame) {
        Bytes maker = frame.maker();
        frame.packetId();
        frame.battery();
        frame.flag(Properties.CALIBRATED, maker.u8(7), 0x80);
        state(frame, maker.u8(7) >> 4 & 7);
        frame.flag(Properties.UNLOCKED_ALARM, maker.u8(8), 0x10);
    }

    static void pro(Frame frame) {
        sides(frame);
        frame.flag(StandardProperties.BATTERY_LOW, frame.maker().u8(11), 0x06);
    }

    static void ultra(Frame frame) {
        sides(frame);
        frame.flag(Properties.POWER_ALARM, frame.maker().u8(11), 0x10);
    }

    // Two of these can lock one door; each tells of its own side.
    private static void sides(Frame frame) {
        Bytes maker = frame.maker();
        frame.packetId();
        frame.readings().add(StandardProperties.BATTERY, maker.u8(9) & 0x7F);
        frame.flag(Properties.CALIBRATED, maker.u8(7), 0x80);
        state(frame, maker.u8(7) >> 3 & 0x0F);
        frame.flag(StandardProperties.DOOR, maker.u8(8), 0x10);
        frame.flag(Properties.AUTO_LOCK_PAUSED, maker.u8(8), 0x08);
        frame.flag(Properties.UNCLOSED_ALARM, maker.u8(11), 0x80);
        frame.flag(Properties.UNLOCKED_ALARM, maker.u8(11), 0x40);
    }

    private static void state(Frame frame, int code) {
        frame.readings().add(Properties.LOCK_STATE, code < STATES.size() ? Value.of(STATES.get(code)) : null);
    }

    // The number of the attempt changes with each.
    static void keypad(Frame frame) {
        frame.battery();
        frame.readings().add(Properties.ATTEMPT, frame.maker().u8(6));
    }

    static void keypadVision(Frame frame) {
        Bytes maker = frame.maker();
        frame.packetId();
        frame.batteryAndCharging(maker.u8(7));
        frame.flag(Properties.LOCKOUT_ALARM, maker.u8(8), 0x01);
        frame.flag(StandardProperties.TAMPER, maker.u8(8), 0x02);
        frame.flag(Properties.DURESS_ALARM, maker.u8(8), 0x04);
        frame.flag(Properties.TOO_HOT, maker.u8(8), 0x40);
        frame.flag(Properties.TOO_COLD, maker.u8(8), 0x80);
        frame.flag(Properties.DOORBELL, maker.u8(12), 0x08);
        frame.flag(StandardProperties.MOTION, maker.u8(13), 0x03);
    }
}
