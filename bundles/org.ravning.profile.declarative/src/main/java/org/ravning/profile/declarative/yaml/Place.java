// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A place in a profile file: what stands there, and where that is, for the message about a mistake.
 *
 * <p>Scalars are what is written, never YAML types: {@code 180f} and {@code 0102} stay what they are.
 */
public final class Place {
    private final String file;
    private final String path;
    private final Node node;

    Place(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /** Says whether a single value stands here. */
    public boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /** Says whether a mapping stands here. */
    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Returns the text of the single value here. */
    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().trim();
        }
        throw expected("a single value");
    }

    /** Returns the items of the list here; anything else is a list of one. */
    public List<Place> items() {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(this);
        }
        List<Place> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new Place(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /** Returns the entries of the mapping here, in the order of the file. */
    public Map<String, Place> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw expected("a mapping (name: value)");
        }
        Map<String, Place> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw expected("plain names");
            }
            String name = key.getValue().trim();
            Place value = new Place(file, path.isEmpty() ? name : path + "." + name, tuple.getValueNode());
            if (entries.put(name, value) != null) {
                throw value.wrong("is there twice");
            }
        }
        return entries;
    }

    /** Returns the mapping here, which may have these settings only. */
    public Settings settings(String... known) {
        Map<String, Place> entries = entries();
        for (Map.Entry<String, Place> entry : entries.entrySet()) {
            if (!List.of(known).contains(entry.getKey())) {
                throw entry.getValue().wrong("no such setting; there are " + String.join(", ", known));
            }
        }
        return new Settings(this, entries);
    }

    /** Returns what a function makes of the text here; what it refuses is a mistake at this place. */
    public <T> T map(Function<String, T> function) {
        String text = text();
        try {
            return function.apply(text);
        } catch (ProfileFileException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong("\"" + printable(text, 40) + "\": " + e.getMessage());
        }
    }

    /** Returns the mistake that something else was expected here. */
    public ProfileFileException expected(String what) {
        String found = node instanceof ScalarNode scalar
                ? "\"" + printable(scalar.getValue(), 40) + "\""
                : node instanceof SequenceNode ? "a list" : "a mapping";
        return wrong("expected " + what + ", found " + found);
    }

    /** Returns a mistake at this place. */
    public ProfileFileException wrong(String message) {
        return new ProfileFileException(
                file + ":" + line(node.getStartMark()) + ": " + (path.isEmpty() ? "" : path + ": ") + message);
    }

    static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    static String printable(String text, int most) {
        String line = text.replaceAll("\\p{C}+", " ");
        return line.length() <= most ? line : line.substring(0, most) + "...";
    }
}
