// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.StandardProperties;

/** What moves and switches: bots, covers, plugs, relays. */
final class Actuators {
    private static final int CHARGE_OF_CURTAIN = 12;

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

    static void plugMini(Frame frame) {
        frame.readings()
                .add(Properties.ON, frame.maker().u8(7) == 0x80)
                .add(StandardProperties.POWER, Decimals.scaled(frame.maker().u16be(10) & 0x7FFF, -1));
    }

    static void relay(Frame frame) {
        frame.packetId();
        frame.flag(Properties.ON, frame.maker().u8(7), 0x80);
    }

    // Watts, where the frame is long enough.
    static void relayWithPower(Frame frame) {
        relay(frame);
        power(frame, StandardProperties.POWER, 10);
    }

    static void plugWithPower(Frame frame) {
        relay(frame);
        frame.readings().add(Properties.SWITCH_MODE, true);
        power(frame, StandardProperties.POWER, 10);
    }

    static void twoRelays(Frame frame) {
        frame.packetId();
        frame.flag(Properties.ON.numbered(1), frame.maker().u8(7), 0x80);
        frame.flag(Properties.ON.numbered(2), frame.maker().u8(7), 0x40);
        power(frame, StandardProperties.POWER.numbered(1), 10);
        power(frame, StandardProperties.POWER.numbered(2), 12);
    }

    private static void power(Frame frame, Property property, int at) {
        if (frame.maker().length() >= at + 2) {
            frame.readings().add(property, frame.maker().u16be(at));
        }
    }

    static void garageDoor(Frame frame) {
        relay(frame);
        frame.readings().add(StandardProperties.DOOR, (frame.maker().u8(7) & 0x20) == 0);
    }
}
