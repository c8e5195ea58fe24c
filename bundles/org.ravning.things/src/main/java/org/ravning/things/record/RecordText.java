// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.record;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingOptions;
import org.ravning.things.setting.Clean;

/** Records as text: a properties file with a line for each thing that was said, such as {@code c25a10000004.name = kitchen}. */
final class RecordText {
    private static final String HEAD = "# What was said of things; the first word is the id of the thing.\n"
            + "# Edit it while the gateway is stopped, or send bridge/request/reload afterwards.\n";
    private static final String NAME = "name";
    private static final String ADMISSION = "admission";
    private static final String MINIMUM = "minimum_seconds";
    private static final String MAXIMUM = "maximum_seconds";
    private static final String BAND = "dead_band.";
    private static final String OPTIMISTIC = "optimistic";
    private static final String MODEL = "model";

    private RecordText() {}

    static String write(Map<ThingId, ThingRecord> records) {
        StringBuilder text = new StringBuilder(HEAD);
        byText(records).forEach((id, record) -> {
            text.append('\n');
            String name = record.name();
            if (name != null) {
                line(text, id, NAME, name);
            }
            if (record.admission() != ThingRecord.Admission.USUAL) {
                line(text, id, ADMISSION, record.admission().name().toLowerCase(Locale.ROOT));
            }
            interval(text, id, MINIMUM, record.options().minimumInterval());
            interval(text, id, MAXIMUM, record.options().maximumInterval());
            if (record.options().optimistic()) {
                line(text, id, OPTIMISTIC, "true");
            }
            String model = record.options().model();
            if (model != null) {
                line(text, id, MODEL, model.replace("\\", "\\\\"));
            }
            record.options()
                    .deadBands()
                    .forEach((property, band) -> line(text, id, BAND + property, band.toPlainString()));
        });
        return text.toString();
    }

    private static Map<String, ThingRecord> byText(Map<ThingId, ThingRecord> records) {
        Map<String, ThingRecord> sorted = new TreeMap<>();
        records.forEach((id, record) -> sorted.put(id.value(), record));
        return sorted;
    }

    private static void interval(StringBuilder text, String id, String key, Duration interval) {
        if (!interval.isZero()) {
            line(
                    text,
                    id,
                    key,
                    BigDecimal.valueOf(interval.toMillis(), 3)
                            .stripTrailingZeros()
                            .toPlainString());
        }
    }

    private static void line(StringBuilder text, String id, String key, String value) {
        text.append(id).append('.').append(key).append(" = ").append(value).append('\n');
    }

    /** @param problems told, in one line each, what is left out */
    static Map<ThingId, ThingRecord> read(String text, Consumer<String> problems) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            problems.accept("what is kept of things cannot be read: " + e.getMessage());
            return Map.of();
        }
        Map<ThingId, ThingRecord> records = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        for (String key : new TreeSet<>(lines.stringPropertyNames())) {
            try {
                int dot = key.indexOf('.');
                ThingId id = new ThingId(key.substring(0, Math.max(0, dot)));
                ThingRecord before = records.getOrDefault(id, ThingRecord.NONE);
                records.put(
                        id,
                        parse(
                                before,
                                key.substring(dot + 1),
                                lines.getProperty(key).trim()));
            } catch (IllegalArgumentException e) {
                problems.accept("of what is kept of things, the line \"" + Clean.text(key, 80) + "\" is left out: "
                        + e.getMessage());
            }
        }
        return records;
    }

    private static ThingRecord parse(ThingRecord before, String key, String value) {
        ThingOptions options = before.options();
        if (key.equals(NAME)) {
            return before.withName(ThingNameRule.check(value));
        }
        if (key.equals(ADMISSION)) {
            return before.with(ThingRecord.Admission.valueOf(value.toUpperCase(Locale.ROOT)));
        }
        return before.with(parse(options, key, value));
    }

    private static ThingOptions parse(ThingOptions options, String key, String value) {
        if (key.equals(MINIMUM)) {
            return options.withIntervals(seconds(value), options.maximumInterval());
        }
        if (key.equals(MAXIMUM)) {
            return options.withIntervals(options.minimumInterval(), seconds(value));
        }
        if (key.equals(OPTIMISTIC) && (value.equals("true") || value.equals("false"))) {
            return options.withOptimistic(value.equals("true"));
        }
        if (key.equals(MODEL)) {
            return options.withModel(value);
        }
        if (key.startsWith(BAND)) {
            Map<String, BigDecimal> bands = new TreeMap<>(options.deadBands());
            bands.put(key.substring(BAND.length()), new BigDecimal(value));
            return options.withDeadBands(bands);
        }
        throw new IllegalArgumentException("expected name, admission, minimum_seconds, maximum_seconds, dead_band,"
                + " optimistic (true or false) or model");
    }

    private static Duration seconds(String value) {
        BigDecimal millis = new BigDecimal(value).movePointRight(3);
        if (millis.signum() < 0 || millis.compareTo(BigDecimal.valueOf(86_400_000)) > 0) {
            throw new IllegalArgumentException("an interval is 0 to 86400 seconds");
        }
        return Duration.ofMillis(millis.longValue());
    }
}
