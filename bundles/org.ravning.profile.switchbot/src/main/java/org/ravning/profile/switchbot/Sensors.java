// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

import java.util.List;
import org.ravning.api.Bytes;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Value;

/** What measures and watches. */
final class Sensors {
    // What the levels of light mean, from the maker's own curves (pySwitchbot); they have no unit.
    private static final List<Integer> HUB_2_LIGHT =
            List.of(0, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 105, 205, 317, 416, 510, 610, 707, 801, 897, 1023, 1091);
    private static final List<Integer> HUB_3_LIGHT = List.of(0, 0, 50, 90, 205, 317, 510, 610, 707, 801, 1023);

    private static final int MOST_CO2 = 9999;

    private Sensors() {}

    static void meter(Frame frame) {
        frame.climate(frame.maker(), 8);
        frame.battery();
    }

    static void meterByService(Frame frame) {
        frame.climate(frame.service(), 3);
        frame.battery();
    }

    static void meterWithCo2(Frame frame) {
        meter(frame);
        if (frame.maker().length() >= 15) {
            int co2 = frame.maker().u16be(13);
            frame.readings().add(StandardProperties.CO2, co2 <= MOST_CO2 ? Value.of(co2) : null);
        }
    }

    static void weatherStation(Frame frame) {
        frame.climate(frame.maker(), 8);
        frame.batteryAndCharging(frame.maker().u8(7));
    }

    static void climatePanel(Frame frame) {
        Bytes maker = frame.maker();
        frame.packetId();
        frame.flag(Properties.ON, maker.u8(7), 0x80);
        frame.readings().add(StandardProperties.BATTERY, maker.u8(7) & 0x7F);
        frame.climate(maker, 8);
        frame.flag(StandardProperties.MOTION, maker.u8(15), 0x80);
        frame.readings().add(StandardProperties.LIGHT, (maker.u8(15) & 0x06) == 0x04);
    }

    static void artFrame(Frame frame) {
        frame.packetId();
        frame.batteryAndCharging(frame.maker().u8(7));
        frame.readings().add(Properties.IMAGE, frame.maker().u8(8));
    }

    static void hubMini(Frame frame) {
        frame.climate(frame.maker(), 13);
    }

    static void hub2(Frame frame) {
        light(frame, frame.maker().u8(12) & 0x1F, HUB_2_LIGHT);
        frame.climate(frame.maker(), 13);
    }

    static void hub3(Frame frame) {
        frame.packetId();
        light(frame, frame.maker().u8(12) & 0x0F, HUB_3_LIGHT);
        frame.climate(frame.maker(), 13);
        frame.flag(StandardProperties.MOTION, frame.maker().u8(16), 0x80);
    }

    private static void light(Frame frame, int level, List<Integer> meanings) {
        frame.readings()
                .add(Properties.LIGHT_LEVEL, level)
                .add(Properties.ILLUMINANCE, meanings.get(Math.min(level, meanings.size() - 1)));
    }

    static void contact(Frame frame) {
        int state = frame.maker().u8(7);
        testedAndBattery(frame);
        frame.flag(StandardProperties.MOTION, state, 0x80);
        opening(frame, (state & 0x10) != 0, (state & 0x20) != 0);
        frame.flag(StandardProperties.LIGHT, state, 0x40);
        frame.readings().add(Properties.BUTTON_COUNT, frame.maker().u8(12) & 0x0F);
    }

    static void contactByService(Frame frame) {
        Bytes service = frame.service();
        testedAndBattery(frame);
        frame.flag(StandardProperties.MOTION, service.u8(1), 0x40);
        opening(frame, (service.u8(3) & 0x02) != 0, (service.u8(3) & 0x04) != 0);
        frame.flag(StandardProperties.LIGHT, service.u8(3), 0x01);
        frame.readings().add(Properties.BUTTON_COUNT, service.u8(8) & 0x0F);
    }

    // What was left open is still open.
    private static void opening(Frame frame, boolean open, boolean leftOpen) {
        frame.readings().add(StandardProperties.OPENING, open || leftOpen).add(Properties.OPENING_TIMEOUT, leftOpen);
    }

    static void motion(Frame frame) {
        testedAndBattery(frame);
        frame.flag(StandardProperties.MOTION, frame.maker().u8(7), 0x40);
        frame.flag(StandardProperties.LIGHT, frame.maker().u8(7), 0x20);
    }

    static void motionByService(Frame frame) {
        testedAndBattery(frame);
        frame.flag(StandardProperties.MOTION, frame.service().u8(1), 0x40);
        frame.flag(StandardProperties.LIGHT, frame.service().u8(5), 0x02);
    }

    static void presence(Frame frame) {
        frame.packetId();
        frame.battery();
        frame.flag(StandardProperties.MOTION, frame.maker().u8(7), 0x40);
        frame.readings().add(Properties.LIGHT_LEVEL, frame.maker().u8(11) & 0x1F);
    }

    static void leak(Frame frame) {
        int battery = frame.maker().u8(7);
        frame.readings().add(StandardProperties.BATTERY, battery & 0x7F);
        frame.flag(StandardProperties.BATTERY_LOW, battery, 0x80);
        frame.flag(StandardProperties.MOISTURE_DETECTED, frame.maker().u8(8), 0x01);
        frame.flag(StandardProperties.TAMPER, frame.maker().u8(8), 0x02);
    }

    // Without service data it only says that it is there.
    static void remote(Frame frame) {
        if (frame.hasService(3)) {
            frame.battery();
        } else {
            frame.readings().add(StandardProperties.BATTERY, (Value) null);
        }
    }

    static void universalRemote(Frame frame) {
        frame.batteryAndCharging(frame.maker().u8(7));
    }

    private static void testedAndBattery(Frame frame) {
        if (frame.hasService(2)) {
            frame.flag(Properties.TESTED, frame.service().u8(1), 0x80);
        }
        frame.battery();
    }
}
