// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

/** Checks that a profile decodes a vector as expected. */
public final class VectorAssertions {
    private static final BigDecimal POUND_IN_KG = new BigDecimal("0.45359237");
    private static final BigDecimal ROUNDING = new BigDecimal("0.0005");

    private VectorAssertions() {}

    /**
     * Fails unless the profile is offered the advertisement and decodes it to the expected readings and events, or
     * rejects it for the expected reason; a frame of another kind ({@code not_ibeacon}) only must not be decoded.
     */
    public static void assertDecodes(AdvertisementProfile profile, AdvertisementVector vector) {
        if (vector.rejectReason() != null && vector.rejectReason().startsWith("not_")) {
            assertThat(profile.decode(vector.advertisement(), vector.context()))
                    .isNotInstanceOf(Decoded.Readings.class);
            return;
        }
        assertThat(isOffered(profile, vector))
                .as("match of %s", profile.info().id())
                .isTrue();
        Decoded decoded = profile.decode(vector.advertisement(), vector.context());
        if (vector.rejectReason() != null) {
            assertThat(reasonOf(decoded)).isEqualTo(vector.rejectReason());
            return;
        }
        assertThat(decoded).isInstanceOf(Decoded.Readings.class);
        Decoded.Readings readings = (Decoded.Readings) decoded;
        vector.expected().entrySet().forEach(e -> assertReading(readings, e.getKey(), (JsonObject) e.getValue()));
        assertThat(readings.events().stream().map(VectorAssertions::described))
                .containsExactlyElementsOf(vector.events().stream()
                        .map(VectorAssertions::described)
                        .toList());
    }

    private static boolean isOffered(AdvertisementProfile profile, AdvertisementVector vector) {
        return vector.advertisement().manufacturerData().keySet().stream()
                        .anyMatch(profile.match().companies()::contains)
                || vector.advertisement().serviceData().keySet().stream()
                        .anyMatch(profile.match().serviceData()::contains)
                || vector.advertisement().serviceUuids().stream()
                        .anyMatch(profile.match().services()::contains)
                || vector.advertisement().localName() != null
                        && profile.match().namePrefixes().stream()
                                .anyMatch(vector.advertisement().localName()::startsWith);
    }

    private static String reasonOf(Decoded decoded) {
        return decoded instanceof Decoded.Malformed malformed
                ? malformed.reason().name().toLowerCase(Locale.ROOT)
                : decoded.toString();
    }

    private static void assertReading(Decoded.Readings readings, String name, JsonObject expected) {
        JsonElement value = expected.get("value");
        switch (name) {
            case "packet_id" -> assertThat(readings.packetId()).isEqualTo(value.getAsInt());
            case "firmware_version" -> assertThat(readings.model().firmware()).isEqualTo(value.getAsString());
            default -> {
                Optional<Reading> reading = readings.readings().stream()
                        .filter(r -> r.property().name().equals(name))
                        .findFirst();
                if (value.isJsonNull()) {
                    assertThat(reading.map(Reading::value)).as(name).isEmpty();
                } else {
                    assertThat(reading).as(name).isPresent();
                    assertValue(reading.get(), value.getAsJsonPrimitive(), expected);
                }
            }
        }
    }

    private static void assertValue(Reading reading, JsonPrimitive value, JsonObject expected) {
        String name = reading.property().name();
        if (value.isBoolean()) {
            assertThat(reading.value()).as(name).isEqualTo(Value.of(value.getAsBoolean()));
        } else if (value.isString()) {
            assertThat(reading.value()).as(name).isEqualTo(Value.of(value.getAsString()));
        } else {
            BigDecimal actual = numberOf(reading);
            BigDecimal wanted = value.getAsBigDecimal();
            BigDecimal tolerance = expected.get("tolerance").getAsBigDecimal();
            String unit = unitOf(expected);
            if ("lb".equals(unit)) {
                wanted = wanted.multiply(POUND_IN_KG);
                tolerance = tolerance.multiply(POUND_IN_KG).add(ROUNDING);
                unit = "kg";
            }
            assertThat(actual.subtract(wanted).abs())
                    .as("%s %s, expected %s", name, actual, wanted)
                    .isLessThanOrEqualTo(tolerance);
            assertThat(
                            reading.property().unit() == null
                                    ? null
                                    : reading.property().unit().symbol())
                    .as(name)
                    .isEqualTo(unit);
        }
    }

    private static BigDecimal numberOf(Reading reading) {
        if (reading.value() instanceof Value.Numeric number) {
            return number.value();
        }
        throw new AssertionError(reading.property().name() + " is no number: " + reading.value());
    }

    private static @Nullable String unitOf(JsonObject expected) {
        JsonElement unit = expected.get("unit");
        return unit == null || unit.isJsonNull() ? null : unit.getAsString();
    }

    // As one line of sorted fields: button, index=2, value=press.
    private static String described(JsonObject expected) {
        Map<String, String> fields = new TreeMap<>();
        expected.entrySet().forEach(e -> fields.put(e.getKey(), e.getValue().getAsString()));
        return fields.toString();
    }

    private static String described(Event event) {
        Map<String, String> fields = new TreeMap<>();
        List<String> parts = new ArrayList<>(List.of(event.property().name().split("_(?=[0-9]+$)", 2)));
        fields.put("type", parts.get(0).replaceFirst("_event$", ""));
        if (parts.size() > 1) {
            fields.put("index", parts.get(1));
        }
        fields.put("value", event.type());
        event.attributes().forEach((name, value) -> fields.put(name, value.toString()));
        return fields.toString();
    }
}
