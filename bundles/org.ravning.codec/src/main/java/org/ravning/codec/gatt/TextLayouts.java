// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ravning.api.BleUuid;

/** Characteristics that are a text, or one of a few words. */
final class TextLayouts {
    private static final Map<UUID, String> TEXTS = Map.of(
            BleUuid.of(0x2A00), "device_name",
            BleUuid.of(0x2A24), "model_number",
            BleUuid.of(0x2A25), "serial_number",
            BleUuid.of(0x2A26), "firmware_revision",
            BleUuid.of(0x2A27), "hardware_revision",
            BleUuid.of(0x2A28), "software_revision",
            BleUuid.of(0x2A29), "manufacturer_name",
            BleUuid.of(0x2AA2), "language");

    private TextLayouts() {}

    static Optional<String> name(UUID characteristic) {
        return Optional.ofNullable(TEXTS.get(characteristic));
    }

    static void addTo(Map<UUID, Layout> layouts) {
        TEXTS.forEach((uuid, name) -> layouts.put(uuid, reader -> reader.addText(name, untilPadding(reader))));
        choice(layouts, 0x2A06, "alert_level", List.of("no_alert", "mild_alert", "high_alert"));
        choice(
                layouts,
                0x2A38,
                "body_sensor_location",
                List.of("other", "chest", "wrist", "finger", "hand", "ear_lobe", "foot"));
        choice(
                layouts,
                0x2AA3,
                "barometric_pressure_trend",
                List.of(
                        "unknown",
                        "continuously_falling",
                        "continuously_rising",
                        "falling_then_steady",
                        "rising_then_steady",
                        "falling_before_lesser_rise",
                        "falling_before_greater_rise",
                        "rising_before_greater_fall",
                        "rising_before_lesser_fall",
                        "steady"));
    }

    private static void choice(Map<UUID, Layout> layouts, int uuid, String name, List<String> choices) {
        layouts.put(BleUuid.of(uuid), reader -> reader.addChoice(name, choices));
    }

    // Some devices send fixed-length texts, padded with zero bytes.
    private static String untilPadding(FieldReader reader) {
        String text = reader.rest().utf8();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
