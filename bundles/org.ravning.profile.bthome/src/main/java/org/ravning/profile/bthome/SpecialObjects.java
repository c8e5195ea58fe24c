// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.bthome;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.Value;

/** Objects that are neither numbers nor flags. */
final class SpecialObjects {
    private static final Property BUTTON = Property.event(
            "button",
            "Button",
            "press",
            "double_press",
            "triple_press",
            "long_press",
            "long_double_press",
            "long_triple_press",
            "hold_press");
    private static final Property DIMMER = Property.event("dimmer", "Dimmer", "rotate_left", "rotate_right");
    private static final Property COMMAND = Property.event("command", "Command", "command");
    private static final Property TEXT = Property.text("text", "Text");
    private static final Property RAW = Property.text("raw", "Raw data").in(Category.DIAGNOSTIC);

    private SpecialObjects() {}

    // A button that was not pressed still takes its number, so that button_2 is always the second one.
    static void button(Bytes content, Payload payload) {
        int code = content.u8(0);
        String type = buttonEvent(code);
        if (type != null) {
            payload.addEvent(BUTTON, type, Map.of());
        } else if (code == 0) {
            payload.addNoEvent(BUTTON);
        } else {
            payload.complain(RejectReason.INVALID_VALUE, "button event " + code);
        }
    }

    static void dimmer(Bytes content, Payload payload) {
        int code = content.u8(0);
        Map<String, Value> steps = Map.of("steps", Value.of(content.length() > 1 ? content.u8(1) : 0));
        switch (code) {
            case 0 -> payload.addNoEvent(DIMMER);
            case 1 -> payload.addEvent(DIMMER, "rotate_left", steps);
            case 2 -> payload.addEvent(DIMMER, "rotate_right", steps);
            default -> payload.complain(RejectReason.INVALID_VALUE, "dimmer event " + code);
        }
    }

    // The codes are the device's own.
    static void command(Bytes content, Payload payload) {
        if (content.isEmpty()) {
            payload.addNoEvent(COMMAND);
            return;
        }
        Map<String, Value> attributes = new LinkedHashMap<>();
        attributes.put("code", Value.of(content.u8(0)));
        if (content.length() > 1) {
            attributes.put("arguments", Value.of(content.slice(1).hex()));
        }
        payload.addEvent(COMMAND, "command", attributes);
    }

    static void text(Bytes content, Payload payload) {
        try {
            payload.add(
                    TEXT,
                    Value.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content.toArray()))
                            .toString()));
        } catch (CharacterCodingException e) {
            payload.complain(RejectReason.INVALID_VALUE, "text is not UTF-8: " + content);
        }
    }

    static void raw(Bytes content, Payload payload) {
        payload.add(RAW, Value.of(content.hex()));
    }

    // The last byte is the major version.
    static void firmware(Bytes content, Payload payload) {
        StringBuilder version = new StringBuilder();
        for (int at = content.length() - 1; at >= 0; at--) {
            version.append(content.u8(at)).append(at > 0 ? "." : "");
        }
        payload.firmware(version.toString());
    }

    private static @Nullable String buttonEvent(int code) {
        return switch (code) {
            case 0x01 -> "press";
            case 0x02 -> "double_press";
            case 0x03 -> "triple_press";
            case 0x04 -> "long_press";
            case 0x05 -> "long_double_press";
            case 0x06 -> "long_triple_press";
            case 0x80 -> "hold_press";
            default -> null;
        };
    }
}
