// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.record;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingOptions;
import org.ravning.things.setting.Clean;

/** Records as text: a properties file with a line for each thing that was said, such as {@code c25a10000004.name = kitchen}. */
final class RecordText {
    private static final String HEAD = "# What was said of things; the first word is the id of the thing.\n"
            + "# Edit it at any time, and send bridge/request/reload afterwards; remarks stay.\n";
    private static final String NAME = "name";
    private static final String ADMISSION = "admission";
    private static final String MINIMUM = "minimum_seconds";
    private static final String MAXIMUM = "maximum_seconds";
    private static final String BAND = "dead_band.";
    private static final String OPTIMISTIC = "optimistic";
    private static final String MODEL = "model";
    private static final int MOST_DECIMALS = 100;
    private static final Set<String> KEYS = Set.of(NAME, ADMISSION, MINIMUM, MAXIMUM, OPTIMISTIC, MODEL);

    private RecordText() {}

    static String write(Map<ThingId, ThingRecord> records) {
        StringBuilder text = new StringBuilder(HEAD);
        byText(records).forEach((id, record) -> {
            text.append('\n');
            lines(id, record).values().forEach(line -> text.append(line.text()));
        });
        return text.toString();
    }

    /** Returns the text with what it says of one thing changed; remarks and all other lines stay as they are. */
    static String edit(String text, ThingId id, ThingRecord record) {
        Map<String, PropertyLine> wanted = lines(id.value(), record);
        List<PropertyLine> lines = PropertyLine.all(text);
        Set<Integer> last = new HashSet<>(lastOfEach(lines).values());
        List<PropertyLine> edited = new ArrayList<>();
        int end = -1;
        for (int i = 0; i < lines.size(); i++) {
            PropertyLine line = lines.get(i);
            boolean own = line.key().startsWith(id.value() + ".")
                    && isKnown(line.key().substring(id.value().length() + 1));
            if (!own) {
                edited.add(line);
                continue;
            }
            PropertyLine now = last.contains(i) ? wanted.remove(line.key()) : null;
            if (now != null) {
                edited.add(now.value().equals(line.value()) ? line : now);
            }
            end = edited.size();
        }
        add(edited, end, new ArrayList<>(wanted.values()));
        return edited.stream().map(PropertyLine::text).collect(Collectors.joining());
    }

    /** Returns by key where it stands last, which is what holds. */
    private static Map<String, Integer> lastOfEach(List<PropertyLine> lines) {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            last.put(lines.get(i).key(), i);
        }
        return last;
    }

    /** @param at behind what the text says of the thing; -1 if it says nothing */
    private static void add(List<PropertyLine> lines, int at, List<PropertyLine> more) {
        int place = at < 0 ? lines.size() : at;
        if (place > 0 && !more.isEmpty()) {
            lines.set(place - 1, lines.get(place - 1).ended());
        }
        lines.addAll(place, more);
        if (at < 0 && place > 0 && !more.isEmpty()) {
            lines.add(place, new PropertyLine("\n", "", ""));
        }
    }

    private static boolean isKnown(String key) {
        return KEYS.contains(key) || key.startsWith(BAND);
    }

    private static Map<String, ThingRecord> byText(Map<ThingId, ThingRecord> records) {
        Map<String, ThingRecord> sorted = new TreeMap<>();
        records.forEach((id, record) -> sorted.put(id.value(), record));
        return sorted;
    }

    /** Returns the lines about a thing, by their keys. */
    private static Map<String, PropertyLine> lines(String id, ThingRecord record) {
        Map<String, String> values = new LinkedHashMap<>();
        ThingOptions options = record.options();
        put(values, NAME, record.name());
        if (record.admission() != ThingRecord.Admission.USUAL) {
            put(values, ADMISSION, record.admission().name().toLowerCase(Locale.ROOT));
        }
        put(values, MINIMUM, seconds(options.minimumInterval()));
        put(values, MAXIMUM, seconds(options.maximumInterval()));
        put(values, OPTIMISTIC, options.optimistic() ? "true" : null);
        put(values, MODEL, options.model());
        options.deadBands().forEach((property, band) -> put(values, BAND + property, band.toPlainString()));
        Map<String, PropertyLine> lines = new LinkedHashMap<>();
        values.forEach((key, value) -> lines.put(id + "." + key, PropertyLine.of(id + "." + key, value)));
        return lines;
    }

    private static void put(Map<String, String> values, String key, @Nullable String value) {
        if (value != null) {
            values.put(key, value);
        }
    }

    private static @Nullable String seconds(Duration interval) {
        return interval.isZero()
                ? null
                : BigDecimal.valueOf(interval.toMillis(), 3)
                        .stripTrailingZeros()
                        .toPlainString();
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
        BigDecimal number = new BigDecimal(value);
        if (Math.abs((long) number.scale()) > MOST_DECIMALS) {
            throw new IllegalArgumentException("an interval is 0 to 86400 seconds");
        }
        BigDecimal millis = number.movePointRight(3);
        if (millis.signum() < 0 || millis.compareTo(BigDecimal.valueOf(86_400_000)) > 0) {
            throw new IllegalArgumentException("an interval is 0 to 86400 seconds");
        }
        return Duration.ofMillis(millis.longValue());
    }
}
