// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.Value;

/** Object 0x1001: which button, a number, and how it was pressed; each kind of remote control has its own buttons. */
final class RemoteButtons {
    private static final Map<String, List<String>> NAMES = Map.of(
            "YLYK01YL", List.of("on", "off", "brightness", "plus", "M", "min"),
            "YLYK01YL-FANCL", List.of("fan", "light", "wind_speed", "color_temperature", "wind_mode", "brightness"),
            "YLYK01YL-VENFAN",
                    List.of(
                            "swing",
                            "power",
                            "timer_60_minutes",
                            "increase_wind_speed",
                            "timer_30_minutes",
                            "decrease_wind_speed"),
            "YLYB01YL-BHFRC",
                    List.of(
                            "stop",
                            "air_exchange",
                            "fan",
                            "increase_speed",
                            "decrease_speed",
                            "dry",
                            "light",
                            "swing",
                            "heat"));

    // Several buttons of a wall switch can be pressed at once; each row is what one code means.
    private static final Map<String, List<List<String>>> WALL_SWITCHES = Map.of(
            "K9B-2BTN", List.of(List.of("left"), List.of("right"), List.of("left", "right")),
            "K9B-3BTN",
                    List.of(
                            List.of("left"),
                            List.of("middle"),
                            List.of("right"),
                            List.of("left", "middle"),
                            List.of("middle", "right"),
                            List.of("left", "right"),
                            List.of("left", "middle", "right")));
    private static final String WALL_SWITCH = "K9B-1BTN";
    private static final String CUBE = "XMMF01JQD";
    private static final String DIMMER = "YLKG07YL/YLKG08YL";
    private static final String REMOTE_WITH_POWER = "YLYK01YL";

    private static final Property CUBE_EVENT = Property.event("cube", "Cube", "rotate_right", "rotate_left");
    private static final Property DIMMER_EVENT = Property.event(
            "dimmer",
            "Dimmer",
            "press",
            "long_press",
            "rotate_left",
            "rotate_right",
            "rotate_left_pressed",
            "rotate_right_pressed");

    private RemoteButtons() {}

    static void read(Bytes content, MiObjects objects) {
        int code = content.u8(0);
        int press = content.u8(2);
        String model = objects.model();
        if (model.equals(CUBE)) {
            cube(code, objects);
        } else if (model.equals(DIMMER)) {
            dimmer(code, content.u8(1), press, objects);
        } else if (model.equals(WALL_SWITCH) || WALL_SWITCHES.containsKey(model)) {
            wallSwitch(code, press, objects);
        } else {
            remote(code, press, objects);
        }
    }

    private static void remote(int code, int press, MiObjects objects) {
        String type = switch (press) {
            case 0, 5 -> "press";
            case 1 -> "double_press";
            case 2, 6 -> "long_press";
            case 3 -> code == 1 ? "long_press" : "press";
            default -> null;
        };
        List<String> names = NAMES.getOrDefault(objects.model(), List.of());
        if (type == null || !names.isEmpty() && code >= names.size()) {
            objects.complain(RejectReason.INVALID_VALUE, "button " + code + ", press " + press);
        } else if (names.isEmpty()) {
            SwitchObjects.button(objects.readings(), type);
        } else {
            if (objects.model().equals(REMOTE_WITH_POWER) && code <= 1) {
                objects.readings().add(MiProperties.POWER_ON, code == 0);
            }
            SwitchObjects.button(objects.readings(), type, names.get(code));
        }
    }

    private static void wallSwitch(int code, int press, MiObjects objects) {
        String type = wallPress(press);
        List<List<String>> rows = WALL_SWITCHES.get(objects.model());
        if (type == null || code >= (rows == null ? 1 : rows.size())) {
            objects.complain(RejectReason.INVALID_VALUE, "button " + code + ", press " + press);
        } else if (rows == null) {
            SwitchObjects.button(objects.readings(), type);
        } else {
            rows.get(code).forEach(name -> SwitchObjects.button(objects.readings(), type, name));
        }
    }

    private static @Nullable String wallPress(int press) {
        return switch (press) {
            case 0 -> "press";
            case 1 -> "long_press";
            case 2 -> "double_press";
            default -> null;
        };
    }

    private static void cube(int code, MiObjects objects) {
        if (code > 1) {
            objects.complain(RejectReason.INVALID_VALUE, "cube " + code);
        } else {
            objects.readings().addEvent(CUBE_EVENT, code == 0 ? "rotate_right" : "rotate_left");
        }
    }

    // Steps are signed; those of a turn while pressed are where the button else is.
    private static void dimmer(int code, int value, int press, MiObjects objects) {
        ReadingsBuilder readings = objects.readings();
        if (press == 3 && code == 0) {
            readings.addEvent(DIMMER_EVENT, "press", Map.of("number_of_presses", Value.of(value)));
        } else if (press == 3 && code == 1) {
            readings.addEvent(DIMMER_EVENT, "long_press", Map.of("duration", Value.of(value)));
        } else if (press == 4) {
            int steps = (byte) (code == 0 ? value : code);
            readings.addEvent(
                    DIMMER_EVENT,
                    (steps < 0 ? "rotate_left" : "rotate_right") + (code == 0 ? "" : "_pressed"),
                    Map.of("steps", Value.of(Math.abs(steps))));
        } else {
            objects.complain(RejectReason.INVALID_VALUE, "dimmer " + code + ", press " + press);
        }
    }
}
