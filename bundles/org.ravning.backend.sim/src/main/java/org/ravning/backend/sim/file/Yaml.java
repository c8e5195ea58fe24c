// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A place in a YAML file: its content, and where it stands.
 *
 * <p>Scalars are read as they are written, never as YAML types: {@code 180f} and {@code 0102} stay what they are.
 */
final class Yaml {
    private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *(ms|s|m|h)");
    private static final Map<String, Long> NANOS =
            Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(366).toNanos());

    private final String file;
    private final String path;
    private final Node node;

    private Yaml(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /** Reads a document, which must be there. */
    static Yaml parse(String text, String file) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new AirFileException(file + ":1: the file is empty; expected \"devices:\""));
            return new Yaml(file, "", root);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new AirFileException(file + ":" + line + ": not YAML: " + printable(e.getProblem(), 200));
        } catch (YamlEngineException e) {
            throw new AirFileException(file + ": not YAML: " + printable(String.valueOf(e.getMessage()), 200));
        }
    }

    /** Returns where this stands, such as {@code devices[2].interval}. */
    String path() {
        return path;
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Returns the error that something else was expected here. */
    AirFileException expected(String what) {
        return wrong("expected " + what + ", found " + found());
    }

    /** Returns the error that this is wrong. */
    AirFileException wrong(String message) {
        int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        return new AirFileException(file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + message);
    }

    /** Calls something that checks its arguments; what it refuses is an error at this place. */
    <T> T checked(Supplier<T> action) {
        try {
            return action.get();
        } catch (AirFileException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the fields of a mapping that may have these keys only. */
    Fields fields(String... known) {
        Map<String, Yaml> entries = entries();
        for (Map.Entry<String, Yaml> entry : entries.entrySet()) {
            if (!List.of(known).contains(entry.getKey())) {
                throw entry.getValue().wrong("no such setting; expected one of " + String.join(", ", known));
            }
        }
        return new Fields(this, entries);
    }

    /** Returns the entries of a mapping, in the order of the file. */
    Map<String, Yaml> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw expected("a mapping (key: value)");
        }
        Map<String, Yaml> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw expected("plain keys");
            }
            Yaml value =
                    new Yaml(file, path.isEmpty() ? key.getValue() : path + "." + key.getValue(), tuple.getValueNode());
            if (entries.put(key.getValue(), value) != null) {
                throw value.wrong("is there twice");
            }
        }
        return entries;
    }

    /** Returns the items of a list. */
    List<Yaml> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw expected("a list");
        }
        List<Yaml> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new Yaml(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw expected("a single value");
        }
        return scalar.getValue().trim();
    }

    boolean bool() {
        return switch (text().toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw expected("true or false");
        };
    }

    /** Returns a whole number, decimal or with 0x, within the limits. */
    int integer(int min, int max) {
        String what = "a whole number from " + min + " to " + max;
        try {
            int value = Integer.decode(text().replaceFirst("^0+(?=[0-9])", ""));
            if (value < min || value > max) {
                throw expected(what);
            }
            return value;
        } catch (NumberFormatException e) {
            throw expected(what);
        }
    }

    /** Returns a number; true, on and open count as 1, their opposites as 0. */
    double number() {
        String text = text();
        try {
            double value = switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "on", "open" -> 1;
                case "false", "off", "closed" -> 0;
                default -> text.startsWith("0x") ? Long.decode(text) : Double.parseDouble(text);
            };
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw expected("a number, or one of true, on, open, false, off, closed");
        }
        throw expected("a finite number");
    }

    /** Returns a time longer than nothing, at most a year. */
    Duration duration() {
        Duration time = durationOrZero();
        if (time.isZero()) {
            throw expected("a time longer than nothing");
        }
        return time;
    }

    /** Returns a time, at most a year. */
    Duration durationOrZero() {
        if (text().equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(text());
        if (!matcher.matches()) {
            throw expected("a time such as 500ms, 2s, 1.5m or 1h");
        }
        BigDecimal nanos =
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(NANOS.getOrDefault(matcher.group(2), 1L)));
        if (nanos.compareTo(LONGEST) > 0) {
            throw expected("a time of at most 366 days");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    Bytes hex() {
        String digits = text();
        try {
            return Bytes.ofHex(digits.startsWith("0x") ? digits.substring(2) : digits);
        } catch (IllegalArgumentException e) {
            throw expected("hexadecimal bytes such as \"02 01 06\"");
        }
    }

    UUID uuid() {
        return checked(() -> BleUuid.parse(text()));
    }

    private String found() {
        if (node instanceof ScalarNode scalar) {
            return "\"" + printable(scalar.getValue(), 40) + "\"";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }

    private static String printable(String text, int most) {
        String line = text.replaceAll("\\p{C}+", " ");
        return line.length() <= most ? line : line.substring(0, most) + "...";
    }
}
