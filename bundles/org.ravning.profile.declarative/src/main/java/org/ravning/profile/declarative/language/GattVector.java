// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Value;
import org.ravning.profile.declarative.decode.DeclarativeGattProfile;
import org.ravning.profile.declarative.decode.GattLayout;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;

/**
 * A value of a characteristic and what must come of it, a command and what must be written, or an advertisement and whether
 * it is of such a device.
 *
 * @param settings what stands there
 */
record GattVector(Settings settings) {
    static GattVector read(Place place) {
        return new GattVector(place.settings(Stream.of(
                        VectorReader.HEARD,
                        new String[] {"recognised", "characteristic", "value", "expect", "reject", "set", "write"})
                .flatMap(Stream::of)
                .toArray(String[]::new)));
    }

    /** Tries it. What does not hold is a mistake at its place. */
    void check(DeclarativeGattProfile profile) {
        GattLayout layout = profile.layout();
        if (settings.has("recognised")) {
            boolean recognised = profile.recognises(VectorReader.advertisement(settings));
            if (recognised != settings.flag("recognised")) {
                throw settings.require("recognised").wrong(recognised ? "it is recognised" : "\"match\" does not fit");
            }
            return;
        }
        if (settings.has("set")) {
            settings.require("set").entries().forEach((name, value) -> checkWrite(layout, name, value));
            return;
        }
        UUID characteristic = settings.require("characteristic").map(BleUuid::parse);
        Bytes value = settings.require("value").map(Bytes::ofHex);
        GattLayout.Read read = layout.reads().stream()
                .filter(r -> r.target().characteristic().equals(characteristic))
                .findFirst()
                .orElseThrow(() -> settings.require("characteristic").wrong("is not read"));
        Decoded decoded = layout.decode(read, value);
        Map<String, Place> expected =
                settings.find("expect").map(Place::entries).orElse(Map.of());
        Vector.checkReadings(settings.place(), decoded, expected, settings.flag("reject"));
    }

    private void checkWrite(GattLayout layout, String name, Place value) {
        GattLayout.Setting set = layout.sets().stream()
                .filter(s -> s.property().name().equals(name))
                .findFirst()
                .orElseThrow(() -> value.wrong("is not set"));
        Value wanted = value(set.property().type(), value);
        set.property().type().reject(wanted).ifPresent(reason -> {
            throw value.wrong(reason);
        });
        Bytes written = set.template().fill(wanted);
        Place write = settings.require("write");
        if (!written.equals(write.map(Bytes::ofHex))) {
            throw write.wrong("expected " + write.text() + ", written " + written);
        }
    }

    private static Value value(PropertyType type, Place place) {
        if (type instanceof PropertyType.NumberType) {
            return Value.of(Settings.decimal(place));
        }
        return type instanceof PropertyType.BooleanType
                        && List.of("true", "false").contains(place.text())
                ? Value.of(place.text().equals("true"))
                : Value.of(place.text());
    }
}
