// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;

/** Objects of what people wear, stand on and brush with: thermometers, scales, toothbrushes, bands. */
final class BodyObjects {
    private static final int NO_HEART_RATE = 127;
    private static final int SLOWEST_HEART = 50;
    private static final List<String> CHARGING_STATES = List.of("Charging", "Not charging", "Full");

    private BodyObjects() {}

    static void addTo(Map<Integer, MiObjects.Type> types) {
        types.put(
                0x000A,
                new MiObjects.Type(
                        2,
                        (c, o) -> o.readings().add(StandardProperties.TEMPERATURE, Decimals.scaled(c.s16le(0), -2))));
        types.put(0x0010, new MiObjects.Type(1, BodyObjects::brushing));
        types.put(0x2000, new MiObjects.Type(5, BodyObjects::bodyTemperature));
        types.put(0x3003, new MiObjects.Type(1, BodyObjects::brushed));
        types.put(
                0x4E16,
                new MiObjects.Type(
                        5,
                        (c, o) -> o.readings()
                                .add(MiProperties.PROFILE_ID, c.u8(0))
                                .add(StandardProperties.WEIGHT, Decimals.scaled(c.u32le(1), -2))));
        types.put(0x5422, new MiObjects.Type(1, BodyObjects::charging));
        flag(types, 0x5810, MiProperties.ASLEEP);
        flag(types, 0x6461, MiProperties.WEARING);
        types.put(0x6E16, new MiObjects.Type(9, BodyObjects::bodyComposition));
    }

    private static void brushing(Bytes content, MiObjects objects) {
        objects.readings().add(MiProperties.BRUSHING, content.u8(0) == 0);
        if (content.length() > 1) {
            objects.readings().add(MiProperties.BRUSHING_TIME, content.u8(1));
        }
    }

    private static void brushed(Bytes content, MiObjects objects) {
        objects.readings().add(MiProperties.BRUSHING, content.u8(0) == 0);
        if (content.length() == 6) {
            objects.readings().add(MiProperties.SCORE, content.u8(5));
        }
    }

    // Of two temperatures in hundredths; fitted to what the maker's application shows from 36.5 to 37.8 °C
    // (xiaomi-ble). Far from there it grows without sense.
    private static void bodyTemperature(Bytes content, MiObjects objects) {
        double outer = content.s16le(0) / 100.0;
        double inner = content.s16le(2) / 100.0;
        double body = 3.71934e-11 * Math.exp(0.69314 * outer) - 1.02801e-8 * Math.exp(0.53871 * inner) + 36.413;
        if (body > 0 && body < 100) {
            BigDecimal rounded = BigDecimal.valueOf(body).setScale(3, RoundingMode.HALF_UP);
            objects.readings().add(StandardProperties.TEMPERATURE, Decimals.plain(rounded));
        } else {
            objects.complain(RejectReason.INVALID_VALUE, "body temperature " + body);
        }
        objects.readings().add(StandardProperties.BATTERY, content.u8(4));
    }

    private static void charging(Bytes content, MiObjects objects) {
        if (content.u8(0) < CHARGING_STATES.size()) {
            objects.readings().add(MiProperties.CHARGING_STATE, CHARGING_STATES.get(content.u8(0)));
        } else {
            objects.complain(RejectReason.INVALID_VALUE, "charging state " + content.u8(0));
        }
    }

    // The S400: eleven bits of weight, seven of heart rate over 50, fourteen of impedance. The high impedance comes in
    // a
    // frame of its own, after which nothing changes any more; nor does it after a weight that is told without either.
    private static void bodyComposition(Bytes content, MiObjects objects) {
        long bits = content.u32le(1);
        int weight = (int) (bits & 0x7FF);
        int heartRate = (int) (bits >> 11 & 0x7F);
        int impedance = (int) (bits >> 18);
        ReadingsBuilder readings = objects.readings();
        readings.add(MiProperties.PROFILE_ID, content.u8(0));
        if (weight != 0) {
            readings.add(StandardProperties.WEIGHT, Decimals.scaled(weight, -1));
        }
        if (heartRate > 0 && heartRate < NO_HEART_RATE) {
            readings.add(MiProperties.HEART_RATE, heartRate + SLOWEST_HEART);
        }
        if (impedance != 0) {
            readings.add(
                    weight == 0 ? MiProperties.IMPEDANCE_HIGH : MiProperties.IMPEDANCE_LOW,
                    Decimals.scaled(impedance, -1));
        }
        readings.add(MiProperties.STABILIZED, (weight == 0) != (impedance == 0));
    }

    // Bands say 1 for "no"; what else they say is taken to mean "yes".
    private static void flag(Map<Integer, MiObjects.Type> types, int id, Property property) {
        types.put(id, new MiObjects.Type(1, (c, o) -> o.readings().add(property, c.u8(0) != 1)));
    }
}
