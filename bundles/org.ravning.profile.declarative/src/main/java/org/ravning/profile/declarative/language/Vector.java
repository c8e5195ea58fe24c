// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;
import org.ravning.profile.declarative.decode.DeclarativeProfile;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;

/**
 * A captured advertisement, and what must come of it. Readings that are not named may be there too.
 *
 * @param place where it stands
 * @param advertisement what is heard
 * @param context the key
 * @param expected the readings
 * @param events the kind of each event
 * @param model the model
 * @param rejected whether nothing may be decoded
 */
record Vector(
        Place place,
        Advertisement advertisement,
        DecodeContext context,
        Map<String, Place> expected,
        Map<String, Place> events,
        Optional<String> model,
        boolean rejected) {
    /** Tries it. What does not hold is a mistake at its place. */
    void check(DeclarativeProfile profile) {
        Decoded decoded = profile.decode(advertisement, context);
        checkReadings(place, decoded, expected, rejected);
        if (decoded instanceof Decoded.Readings readings) {
            events.forEach((name, wanted) -> checkEvent(readings, name, wanted));
            if (model.isPresent() && !model.get().equals(readings.model().model())) {
                throw place.wrong("the model is " + readings.model().model());
            }
        }
    }

    /** Tries what was decoded. What does not hold is a mistake at its place. */
    static void checkReadings(Place place, Decoded decoded, Map<String, Place> expected, boolean rejected) {
        if (!(decoded instanceof Decoded.Readings readings)) {
            if (!rejected) {
                throw place.wrong("is not decoded: " + because(decoded));
            }
            return;
        }
        if (rejected) {
            throw place.wrong("is decoded, but should be rejected");
        }
        expected.forEach((name, wanted) -> checkReading(readings, name, wanted));
    }

    private static String because(Decoded decoded) {
        return decoded instanceof Decoded.Malformed malformed ? malformed.why() : "\"match\" does not fit";
    }

    private static void checkReading(Decoded.Readings readings, String name, Place wanted) {
        Reading reading = readings.readings().stream()
                .filter(r -> r.property().name().equals(name))
                .findFirst()
                .orElse(null);
        Value value = reading == null ? null : reading.value();
        if (!meets(value, wanted)) {
            throw wanted.wrong("expected " + wanted.text() + ", decoded "
                    + (reading == null ? "nothing" : value == null ? "none (not available)" : value.toString()));
        }
    }

    // A number is compared in as many decimals as the file has.
    private static boolean meets(@Nullable Value value, Place wanted) {
        if (value == null) {
            return wanted.text().equals("none");
        } else if (value instanceof Value.Numeric number) {
            BigDecimal expected = Settings.decimal(wanted);
            BigDecimal rounded = number.value().setScale(Math.max(0, expected.scale()), RoundingMode.HALF_UP);
            return rounded.compareTo(expected) == 0;
        }
        return value.toString().equals(wanted.text());
    }

    private static void checkEvent(Decoded.Readings readings, String name, Place wanted) {
        boolean there = readings.events().stream()
                .anyMatch(event ->
                        event.property().name().equals(name) && event.type().equals(wanted.text()));
        if (!there) {
            throw wanted.wrong("expected this event, decoded "
                    + readings.events().stream()
                            .map(event -> event.property().name() + " " + event.type())
                            .collect(Collectors.toList()));
        }
    }
}
