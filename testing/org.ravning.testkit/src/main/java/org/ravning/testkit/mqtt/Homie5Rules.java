// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.mqtt;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Homie convention 5.0.0 (homieiot.github.io/specification/spec-core-v5_0_0) as checks of what a client heard that was
 * there from the beginning.
 */
public final class Homie5Rules {
    private static final Set<String> STATES = Set.of("init", "ready", "disconnected", "sleeping", "lost");
    private static final Set<String> CHANGING = Set.of("", "init", "disconnected", "lost");
    private static final Set<String> DEVICE =
            Set.of("homie", "version", "nodes", "name", "type", "children", "root", "parent", "extensions");
    private static final Set<String> NODE = Set.of("name", "type", "properties");
    private static final Set<String> PROPERTY = Set.of("name", "datatype", "format", "settable", "retained", "unit");

    private final String base;
    private final HomieValues values = new HomieValues(true);
    private final List<String> problems = new ArrayList<>();
    private final Map<String, TreeMap<String, String>> now = new HashMap<>();
    private final Map<String, TreeMap<String, String>> devices = new TreeMap<>();
    private final Map<String, JsonObject> described = new HashMap<>();

    private Homie5Rules(String base) {
        this.base = base;
    }

    /**
     * Returns what is wrong with the devices under a base topic, {@code homie/5}.
     *
     * @param live everything that was heard as it was published, in order
     * @param kept what the broker keeps now, by topic
     */
    public static List<String> problems(String base, List<HeardMessage> live, Map<String, String> kept) {
        Homie5Rules rules = new Homie5Rules(base);
        live.stream().filter(message -> message.topic().startsWith(base + "/")).forEach(rules::hear);
        kept.forEach((topic, payload) -> {
            if (topic.startsWith(base + "/")) {
                String[] parts = topic.substring(base.length() + 1).split("/", 2);
                rules.devices
                        .computeIfAbsent(parts[0], d -> new TreeMap<>())
                        .put(parts.length == 2 ? parts[1] : "", payload);
            }
        });
        rules.devices.forEach((id, topics) ->
                rules.parse(topics.getOrDefault("$description", "")).ifPresent(json -> rules.described.put(id, json)));
        rules.devices.forEach(rules::device);
        return rules.problems;
    }

    private Optional<JsonObject> parse(String text) {
        try {
            return JsonParser.parseString(text) instanceof JsonObject json ? Optional.of(json) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /** What may change when. */
    private void hear(HeardMessage message) {
        String[] parts = message.topic().substring(base.length() + 1).split("/", 2);
        if (parts.length < 2 || parts[1].endsWith("/set")) {
            return;
        }
        TreeMap<String, String> device = now.computeIfAbsent(parts[0], d -> new TreeMap<>());
        if (parts[1].equals("$description")) {
            description(message, device);
        }
        boolean ready = parts[1].equals("$state") && message.payload().equals("ready");
        if (ready && !device.containsKey("$description")) {
            problems.add(message.topic() + ": ready before $description");
        }
        if (message.payload().isEmpty()) {
            device.remove(parts[1]);
            if (parts[1].equals("$state")) {
                device.clear(); // it ceased to exist
            }
        } else {
            device.put(parts[1], message.payload());
        }
    }

    private void description(HeardMessage message, TreeMap<String, String> device) {
        @Nullable String before = device.get("$description");
        if (before == null || before.equals(message.payload())) {
            return;
        }
        String state = device.getOrDefault("$state", "");
        if (!CHANGING.contains(state)) {
            problems.add(message.topic() + ": changed while " + state);
        }
        Optional<JsonObject> old = parse(before);
        Optional<JsonObject> next = parse(message.payload());
        if (old.isPresent() && next.isPresent()) {
            long from = old.get().remove("version").getAsLong();
            long to = next.get().remove("version").getAsLong();
            if (to <= from || old.get().equals(next.get())) {
                problems.add(message.topic() + ": version " + from + " became " + to);
            }
        }
    }

    private void device(String id, TreeMap<String, String> topics) {
        String at = base + "/" + id;
        if (id.startsWith("$")) {
            return;
        }
        id(at, id);
        if (!STATES.contains(topics.getOrDefault("$state", ""))) {
            problems.add(at + ": $state is " + topics.get("$state"));
        }
        JsonObject json = described.get(id);
        if (json == null) {
            problems.add(at + ": no description in JSON");
            return;
        }
        fields(at, json, DEVICE);
        if (!text(json, "homie").matches("5\\.[0-9]+") || text(json, "name").isEmpty()) {
            problems.add(at + ": homie is \"" + text(json, "homie") + "\", name \"" + text(json, "name") + "\"");
        }
        if (!(json.get("version") instanceof JsonPrimitive version)
                || !version.getAsString().matches("[0-9]+")) {
            problems.add(at + ": version is " + json.get("version"));
        }
        hierarchy(at, id, json);
        Set<String> known = new HashSet<>(Set.of("$state", "$description"));
        object(at, json, "nodes").forEach((node, inside) -> known.addAll(node(at, node, inside, topics)));
        topics.keySet().stream()
                .filter(topic -> !known.contains(topic) && !topic.startsWith("$alert/"))
                .forEach(topic -> problems.add(at + "/" + topic + ": nothing announces it"));
    }

    private void hierarchy(String at, String id, JsonObject json) {
        String root = text(json, "root");
        if (!root.isEmpty()) {
            JsonObject top = described.get(root);
            String parent = json.has("parent") ? text(json, "parent") : root;
            JsonObject above = described.get(parent);
            if (top == null
                    || top.has("root")
                    || above == null
                    || !children(above).contains(id)) {
                problems.add(at + ": is not below its root " + root);
            }
        }
        for (String child : children(json)) {
            JsonObject below = described.get(child);
            if (below == null || text(below, "root").isEmpty()) {
                problems.add(at + ": has a child that is none: " + child);
            }
        }
    }

    private static List<String> children(JsonObject json) {
        List<String> ids = new ArrayList<>();
        if (json.get("children") instanceof JsonArray children) {
            children.forEach(child -> ids.add(child.getAsString()));
        }
        return ids;
    }

    private Set<String> node(String device, String node, JsonElement inside, TreeMap<String, String> topics) {
        String at = device + "/" + node;
        id(at, node);
        Set<String> known = new HashSet<>();
        if (!(inside instanceof JsonObject json)) {
            problems.add(at + ": no object");
            return known;
        }
        fields(at, json, NODE);
        object(at, json, "properties").forEach((property, described) -> {
            String prefix = node + "/" + property;
            id(at + "/" + property, property);
            if (described instanceof JsonObject each) {
                known.addAll(property(device, prefix, each, topics));
            } else {
                problems.add(at + "/" + property + ": no object");
            }
        });
        return known;
    }

    private Set<String> property(String device, String prefix, JsonObject json, TreeMap<String, String> topics) {
        String at = device + "/" + prefix;
        fields(at, json, PROPERTY);
        String datatype = text(json, "datatype");
        @Nullable String format = json.has("format") ? text(json, "format") : null;
        if (!values.isDatatype(datatype)) {
            problems.add(at + ": datatype is \"" + datatype + "\"");
            return Set.of();
        }
        values.format(datatype, format).ifPresent(wrong -> problems.add(at + ": format: " + wrong));
        boolean retained = !json.has("retained") || json.get("retained").getAsBoolean();
        boolean settable = json.has("settable") && json.get("settable").getAsBoolean();
        if (!retained) {
            return Set.of();
        }
        for (String topic : List.of(prefix, prefix + "/$target")) {
            if (topics.containsKey(topic)) {
                values.payload(datatype, format, topics.get(topic)).ifPresent(wrong -> problems.add(at + ": " + wrong));
            }
        }
        if (topics.containsKey(prefix) && settable != topics.containsKey(prefix + "/$target")) {
            problems.add(at + ": $target is for every settable property, or for none");
        }
        return settable ? Set.of(prefix, prefix + "/$target") : Set.of(prefix);
    }

    private void fields(String at, JsonObject json, Set<String> allowed) {
        json.entrySet().forEach(entry -> {
            if (!allowed.contains(entry.getKey()) || entry.getValue().isJsonNull()) {
                problems.add(at + ": " + entry.getKey() + " does not belong there");
            }
        });
    }

    private Map<String, JsonElement> object(String at, JsonObject json, String name) {
        if (!json.has(name)) {
            return Map.of();
        }
        if (json.get(name) instanceof JsonObject inside) {
            return inside.asMap();
        }
        problems.add(at + ": " + name + " is no object");
        return Map.of();
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonPrimitive text && text.isString() ? text.getAsString() : "";
    }

    private void id(String at, String id) {
        if (!values.isId(id)) {
            problems.add(at + ": no id: \"" + id + "\"");
        }
    }
}
