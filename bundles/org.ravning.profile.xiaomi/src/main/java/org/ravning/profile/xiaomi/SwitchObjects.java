// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Value;

/** Objects of buttons, and of contacts on doors and windows. */
final class SwitchObjects {
    private static final String PRESS = "press";
    private static final String DOUBLE = "double_press";
    private static final String LONG = "long_press";
    private static final Property BUTTON = Property.event("button", "Button", PRESS, DOUBLE, LONG);

    // Which buttons the codes 1, 2, 3 of the two-button switch mean, and 1 to 4 of the four-button one.
    private static final List<String> LEFT_RIGHT = List.of("left", "right");
    private static final List<String> FOUR = List.of("left", "mid_left", "mid_right", "right");
    private static final String TWO_BUTTONS = "XMWXKG01YL";
    private static final Set<String> FOUR_BUTTONS = Set.of("KS1", "KS1BP");
    private static final Set<String> NUMBERED_BUTTONS = Set.of("PTX-F1-Display");
    private static final String ONE_OF_TWO = "XMWS01XS";
    private static final String SAFE = "loock.safe.v1";
    private static final String CODED_PRESS = "K9BB-1BTN";

    private SwitchObjects() {}

    static void addTo(Map<Integer, MiObjects.Type> types) {
        types.put(0x1001, new MiObjects.Type(3, RemoteButtons::read));
        types.put(0x1019, new MiObjects.Type(1, SwitchObjects::contact));
        types.put(0x100F, new MiObjects.Type(1, SwitchObjects::safe));
        types.put(0x480C, new MiObjects.Type(1, SwitchObjects::magnet));
        types.put(0x4804, new MiObjects.Type(1, SwitchObjects::opening));
        types.put(0x4A12, new MiObjects.Type(1, SwitchObjects::opening));
        types.put(
                0x4A0F,
                new MiObjects.Type(
                        1,
                        (c, o) -> o.readings()
                                .add(StandardProperties.OPENING, true)
                                .add(MiProperties.FORCIBLY_REMOVED, c.u8(0) == 1)));
        types.put(
                0x4A1A,
                new MiObjects.Type(
                        1,
                        (c, o) -> o.readings()
                                .add(StandardProperties.OPENING, true)
                                .add(MiProperties.DOOR_LEFT_OPEN, c.u8(0) == 1)));
        types.put(0x4A13, new MiObjects.Type(1, (c, o) -> button(o.readings(), PRESS)));
        addPresses(types, 0x4A);
        addPresses(types, 0x4E);
        addPresses(types, 0x56);
        types.put(0x5A16, new MiObjects.Type(1, SwitchObjects::bedButton));
    }

    private static void addPresses(Map<Integer, MiObjects.Type> types, int group) {
        types.put(group << 8 | 0x0C, new MiObjects.Type(0, (c, o) -> press(c, o, PRESS)));
        types.put(group << 8 | 0x0D, new MiObjects.Type(0, (c, o) -> press(c, o, DOUBLE)));
        types.put(group << 8 | 0x0E, new MiObjects.Type(0, (c, o) -> press(c, o, LONG)));
    }

    static void button(ReadingsBuilder readings, String type) {
        readings.addEvent(BUTTON, type);
    }

    static void button(ReadingsBuilder readings, String type, String which) {
        readings.addEvent(BUTTON, type, Map.of("button", Value.of(which)));
    }

    // The type of the object says how it was pressed; its content, if there is any, which button it was.
    private static void press(Bytes content, MiObjects objects, String type) {
        ReadingsBuilder readings = objects.readings();
        int code = content.isEmpty() ? 0 : content.u8(0);
        String model = objects.model();
        if (model.equals(TWO_BUTTONS)) {
            for (int i = 0; i < LEFT_RIGHT.size(); i++) {
                if ((code >> i & 1) != 0) {
                    button(readings, type, LEFT_RIGHT.get(i));
                }
            }
        } else if (model.equals(ONE_OF_TWO) && code < LEFT_RIGHT.size()) {
            button(readings, type, LEFT_RIGHT.get(code));
        } else if (FOUR_BUTTONS.contains(model) && code >= 1 && code <= FOUR.size()) {
            button(readings, type, FOUR.get(code - 1));
        } else if (NUMBERED_BUTTONS.contains(model) && code > 0) {
            readings.addEvent(BUTTON.numbered(code), type);
        } else if (model.equals(CODED_PRESS)) {
            codedPress(code, objects);
        } else {
            button(readings, type);
        }
    }

    private static void codedPress(int code, MiObjects objects) {
        switch (code) {
            case 1 -> button(objects.readings(), PRESS);
            case 8 -> button(objects.readings(), LONG);
            case 15 -> button(objects.readings(), DOUBLE);
            default -> objects.complain(RejectReason.INVALID_VALUE, "press " + code);
        }
    }

    // The bedside control MJZNZ018H; only its double press has been seen.
    private static void bedButton(Bytes content, MiObjects objects) {
        if (content.u8(0) == 3) {
            button(objects.readings(), DOUBLE);
        } else {
            objects.complain(RejectReason.INVALID_VALUE, "press " + content.u8(0));
        }
    }

    private static void contact(Bytes content, MiObjects objects) {
        switch (content.u8(0)) {
            case 0 -> objects.readings().add(StandardProperties.OPENING, true);
            case 1 -> objects.readings().add(StandardProperties.OPENING, false).add(MiProperties.DOOR_LEFT_OPEN, false);
            case 2 -> objects.readings().add(StandardProperties.OPENING, true).add(MiProperties.DOOR_LEFT_OPEN, true);
            default -> objects.complain(RejectReason.INVALID_VALUE, "contact state " + content.u8(0));
        }
    }

    // Only the safe loock.safe.v1 is known to send it.
    private static void safe(Bytes content, MiObjects objects) {
        if (objects.model().equals(SAFE)) {
            objects.readings().add(StandardProperties.DOOR, content.u8(0) == 1);
        } else {
            objects.complain(RejectReason.UNKNOWN_OBJECT, "a door of " + objects.model());
        }
    }

    private static void magnet(Bytes content, MiObjects objects) {
        if (content.u8(0) <= 1) {
            objects.readings().add(StandardProperties.OPENING, content.u8(0) == 0);
        } else {
            objects.complain(RejectReason.INVALID_VALUE, "magnet state " + content.u8(0));
        }
    }

    private static void opening(Bytes content, MiObjects objects) {
        switch (content.u8(0)) {
            case 1 -> objects.readings().add(StandardProperties.OPENING, true);
            case 2 ->
                objects.readings()
                        .add(StandardProperties.OPENING, false)
                        .add(MiProperties.DOOR_LEFT_OPEN, false)
                        .add(MiProperties.FORCIBLY_REMOVED, false);
            default -> objects.complain(RejectReason.INVALID_VALUE, "opening state " + content.u8(0));
        }
    }
}
