// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

import java.util.List;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.StandardProperties;

/** What moves and switches: bots, covers, locks, plugs. */
final class Actuators {
    private static final int CHARGE_OF_CURTAIN = 12;
    private static final List<String> LOCK_STATES = List.of(
            "locked",
            "unlocked",
            "locking",
            "unlocking",
            "locking_stop",
            "unlocking_stop",
            "not_fully_locked",
            "unknown");

    private Actuators() {}

    // Only in switch mode the bot knows whether it is on.
    static void bot(Frame frame) {
        int state = frame.service().u8(1);
        boolean switchMode = (state & 0x80) != 0;
        frame.readings().add(Properties.SWITCH_MODE, switchMode).add(Properties.ON, switchMode && (state & 0x40) == 0);
        frame.battery();
    }

    // The third curtain has its charge in the manufacturer data too.
    static void curtain(Frame frame) {
        if (frame.maker().length() > CHARGE_OF_CURTAIN) {
            frame.readings().add(StandardProperties.BATTERY, frame.maker().u8(CHARGE_OF_CURTAIN) & 0x7F);
        } else {
            frame.battery();
        }
        cover(frame, frame.maker(), 8);
    }

    static void curtainByService(Frame frame) {
        frame.battery();
        cover(frame, frame.service(), 3);
    }

    private static void cover(Frame frame, Bytes from, int at) {
        if (frame.hasService(2)) {
            frame.flag(Properties.CALIBRATED, frame.service().u8(1), 0x40);
        }
        frame.flag(Properties.MOVING, from.u8(at), 0x80);
        frame.readings()
                .add(Properties.POSITION, 100 - Math.min(from.u8(at) & 0x7F, 100))
                .add(Properties.LIGHT_LEVEL, from.u8(at + 1) >> 4);
    }

    static void blindTilt(Frame frame) {
        Bytes maker = frame.maker();
        frame.packetId();
        frame.battery();
        frame.flag(Properties.CALIBRATED, maker.u8(7), 0x01);
        frame.flag(Properties.MOVING, maker.u8(8), 0x80);
        frame.readings()
                .add(Properties.TILT, Math.min(maker.u8(8) & 0x7F, 100))
                .add(Properties.LIGHT_LEVEL, maker.u8(9) >> 4);
    }

    static void rollerShade(Frame frame) {
        Bytes maker = frame.maker();
        frame.packetId();
        frame.battery();
        frame.flag(Properties.CALIBRATED, maker.u8(8), 0x80);
        frame.flag(Properties.MOVING, maker.u8(7), 0x06);
        frame.readings()
                .add(Properties.POSITION, 100 - Math.min(maker.u8(8) & 0x7F, 100))
                .add(Properties.LIGHT_LEVEL, maker.u8(9) >> 4);
    }

    static void lock(Frame frame) {
        int state = frame.maker().u8(7);
        frame.packetId();
        frame.battery();
        frame.flag(Properties.CALIBRATED, state, 0x80);
        frame.readings().add(Properties.LOCK_STATE, LOCK_STATES.get(state >> 4 & 7));
        frame.flag(StandardProperties.DOOR, state, 0x04);
        frame.flag(Properties.UNCLOSED_ALARM, frame.maker().u8(8), 0x20);
        frame.flag(Properties.UNLOCKED_ALARM, frame.maker().u8(8), 0x10);
    }

    static void lockPro(Frame frame) {
        int state = frame.maker().u8(7);
        frame.packetId();
        frame.readings().add(StandardProperties.BATTERY, batteryOfLock(frame));
        frame.flag(Properties.CALIBRATED, state, 0x80);
        frame.readings().add(Properties.LOCK_STATE, LOCK_STATES.get(state >> 3 & 7));
        frame.flag(StandardProperties.DOOR, frame.maker().u8(8), 0x60);
        frame.flag(Properties.UNCLOSED_ALARM, frame.maker().u8(11), 0x80);
        frame.flag(Properties.UNLOCKED_ALARM, frame.maker().u8(11), 0x40);
    }

    private static int batteryOfLock(Frame frame) {
        return (frame.hasService(3) ? frame.service().u8(2) : frame.maker().u8(9)) & 0x7F;
    }

    static void keypad(Frame frame) {
        int battery = frame.maker().u8(7);
        int alarms = frame.maker().u8(8);
        frame.packetId();
        frame.readings().add(StandardProperties.BATTERY, battery & 0x7F);
        frame.flag(StandardProperties.BATTERY_CHARGING, battery, 0x80);
        frame.flag(Properties.LOCKOUT_ALARM, alarms, 0x01);
        frame.flag(StandardProperties.TAMPER, alarms, 0x02);
        frame.flag(Properties.DURESS_ALARM, alarms, 0x04);
    }

    static void plugMini(Frame frame) {
        frame.readings()
                .add(Properties.ON, frame.maker().u8(7) == 0x80)
                .add(StandardProperties.POWER, Decimals.scaled(frame.maker().u16be(10) & 0x7FFF, -1));
    }

    static void relay(Frame frame) {
        frame.packetId();
        frame.flag(Properties.ON, frame.maker().u8(7), 0x80);
    }

    static void twoRelays(Frame frame) {
        frame.packetId();
        frame.flag(Properties.ON.numbered(1), frame.maker().u8(7), 0x80);
        frame.flag(Properties.ON.numbered(2), frame.maker().u8(7), 0x40);
    }

    static void garageDoor(Frame frame) {
        relay(frame);
        frame.readings().add(StandardProperties.DOOR, (frame.maker().u8(7) & 0x20) == 0);
    }

    static void plugWithPower(Frame frame) {
        relay(frame);
        ReadingsBuilder readings = frame.readings();
        readings.add(Properties.SWITCH_MODE, true)
                .add(StandardProperties.POWER, frame.maker().u16be(10));
    }
}
