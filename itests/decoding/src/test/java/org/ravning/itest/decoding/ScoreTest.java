// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ravning.cli.decode.FrameDecoder;

/**
 * Puts every vector through what {@code ravning decode} does, with all profiles at once, and prints how many of each
 * family come out as expected. With {@code -Dravning.vectors=FILE} it does so with the vectors of another file, and only
 * prints.
 */
class ScoreTest {
    private static final BigDecimal POUND_IN_KG = new BigDecimal("0.45359237");
    private static final BigDecimal ROUNDING = new BigDecimal("0.0005");
    // The reasons are beside the vectors, in the tests of the bundles.
    private static final Set<String> DISPUTED = Set.of("mibeacon-0081", "thermobeacon-0007");
    private static final List<String> FIELDS =
            List.of("address", "name", "rssi", "ad", "manufacturerData", "serviceData", "serviceUuids", "key");

    private final FrameDecoder decoder = FrameDecoder.load(problem -> {
        throw new AssertionError(problem);
    });

    @Test
    void everyVector_throughTheProgram_asExpected() throws IOException {
        Map<String, int[]> scores = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (JsonObject vector : VectorFiles.all()) {
            int[] score = scores.computeIfAbsent(text(vector, "format"), format -> new int[2]);
            List<String> wrong = compare(vector, decoder.decode(line(vector)));
            score[1]++;
            if (wrong.isEmpty()) {
                score[0]++;
            } else {
                failures.add(text(vector, "id") + ": " + wrong);
            }
        }
        scores.forEach((family, score) -> System.out.printf("%-14s %3d of %3d%n", family, score[0], score[1]));
        failures.forEach(System.out::println);
        if (System.getProperty("ravning.vectors") == null) {
            assertThat(scores).hasSizeGreaterThan(30);
            assertThat(failures).allMatch(failure -> DISPUTED.contains(failure.substring(0, failure.indexOf(':'))));
        }
    }

    private static String line(JsonObject vector) {
        JsonObject line = new JsonObject();
        FIELDS.forEach(field -> line.add(field, vector.get(field)));
        if (vector.has("deviceHint")) {
            line.add("device", vector.get("device"));
        }
        return line.toString();
    }

    private static List<String> compare(JsonObject vector, JsonObject result) {
        List<String> wrong = new ArrayList<>();
        JsonObject readings = result.getAsJsonObject("readings");
        if (vector.has("reject")) {
            if (!readings.isEmpty() || !result.getAsJsonArray("events").isEmpty()) {
                wrong.add("decoded, expected " + text(vector, "rejectReason"));
            }
            return wrong;
        }
        for (Map.Entry<String, JsonElement> expected :
                vector.getAsJsonObject("expected").entrySet()) {
            JsonObject reading = readings.getAsJsonObject(expected.getKey());
            if (!matches(expected.getValue().getAsJsonObject(), reading)) {
                wrong.add(expected.getKey() + " " + reading + ", expected " + expected.getValue());
            }
        }
        if (!asSet(result.getAsJsonArray("events")).equals(asSet(vector.getAsJsonArray("events")))) {
            wrong.add("events " + result.get("events") + ", expected " + vector.get("events"));
        }
        return wrong;
    }

    private static boolean matches(JsonObject expected, JsonObject reading) {
        JsonElement wanted = expected.get("value");
        boolean absent = reading == null || reading.get("value").isJsonNull();
        if (wanted.isJsonNull() || absent) {
            return wanted.isJsonNull() && absent;
        }
        JsonPrimitive value = wanted.getAsJsonPrimitive();
        if (!value.isNumber()) {
            return value.equals(reading.get("value"));
        }
        BigDecimal number = value.getAsBigDecimal();
        BigDecimal tolerance = expected.get("tolerance").getAsBigDecimal();
        boolean pounds = "lb".equals(text(expected, "unit"));
        if (pounds) {
            number = number.multiply(POUND_IN_KG);
            tolerance = tolerance.multiply(POUND_IN_KG).add(ROUNDING);
        }
        BigDecimal difference = reading.get("value").getAsBigDecimal().subtract(number);
        return difference.abs().compareTo(tolerance) <= 0
                && (pounds ? "kg" : String.valueOf(text(expected, "unit")))
                        .equals(String.valueOf(text(reading, "unit")));
    }

    // Each event as its fields in the order of their names.
    private static Set<String> asSet(JsonArray events) {
        Set<String> texts = new TreeSet<>();
        events.forEach(event -> texts.add(new TreeMap<>(event.getAsJsonObject().asMap()).toString()));
        return texts;
    }

    private static String text(JsonObject object, String field) {
        JsonElement value = object.get(field);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }
}
