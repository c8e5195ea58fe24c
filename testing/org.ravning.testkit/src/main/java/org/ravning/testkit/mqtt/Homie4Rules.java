// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Homie convention 4.0.0 (homieiot.github.io/specification/spec-core-v4_0_0) as checks of what a client heard that was
 * there from the beginning.
 */
public final class Homie4Rules {
    private static final Set<String> DEVICE =
            Set.of("$homie", "$name", "$state", "$nodes", "$extensions", "$implementation");
    private static final Set<String> NODE = Set.of("$name", "$type", "$properties");
    private static final Set<String> PROPERTY =
            Set.of("$name", "$datatype", "$format", "$settable", "$retained", "$unit");
    private static final Set<String> STATES = Set.of("init", "ready", "disconnected", "sleeping", "lost", "alert");
    private static final Set<String> STEADY = Set.of("ready", "sleeping", "alert");

    private final String base;
    private final HomieValues values = new HomieValues(false);
    private final List<String> problems = new ArrayList<>();
    private final Map<String, TreeMap<String, String>> now = new HashMap<>();
    private final Set<String> sent = new HashSet<>();

    private Homie4Rules(String base) {
        this.base = base;
    }

    /**
     * Returns what is wrong with the devices under a base topic.
     *
     * @param live everything that was heard as it was published, in order
     * @param kept what the broker keeps now, by topic
     */
    public static List<String> problems(String base, List<HeardMessage> live, Map<String, String> kept) {
        Homie4Rules rules = new Homie4Rules(base);
        live.stream().filter(message -> message.topic().startsWith(base + "/")).forEach(rules::hear);
        Map<String, TreeMap<String, String>> devices = new TreeMap<>();
        kept.forEach((topic, payload) -> {
            if (topic.startsWith(base + "/")) {
                String[] parts = topic.substring(base.length() + 1).split("/", 2);
                devices.computeIfAbsent(parts[0], d -> new TreeMap<>()).put(parts.length == 2 ? parts[1] : "", payload);
            }
        });
        devices.forEach(rules::device);
        return rules.problems;
    }

    /** What may change when. */
    private void hear(HeardMessage message) {
        String[] parts = message.topic().substring(base.length() + 1).split("/", 2);
        if (parts.length < 2 || parts[1].endsWith("/set")) {
            return;
        }
        if (message.qos() != 1) {
            problems.add(message.topic() + ": QoS " + message.qos());
        }
        sent.add(message.topic());
        TreeMap<String, String> device = now.computeIfAbsent(parts[0], d -> new TreeMap<>());
        String before = message.payload().isEmpty() ? device.remove(parts[1]) : device.put(parts[1], message.payload());
        boolean fixed = parts[1].contains("$") && !parts[1].endsWith("$name") && !parts[1].equals("$state");
        boolean steady = STEADY.contains(device.getOrDefault("$state", ""));
        if (fixed && steady && before != null && !before.equals(message.payload())) {
            problems.add(message.topic() + ": changed while " + device.get("$state"));
        }
        if (parts[1].equals("$state") && message.payload().equals("ready")) {
            Set.of("$homie", "$name", "$nodes").stream()
                    .filter(name -> !device.containsKey(name))
                    .forEach(name -> problems.add(message.topic() + ": ready before " + name));
        }
    }

    private void device(String id, TreeMap<String, String> topics) {
        String at = base + "/" + id;
        if (id.startsWith("$")) {
            return;
        }
        id(at, id);
        if (!topics.getOrDefault("$homie", "").matches("4\\.[0-9]+\\.[0-9]+")) {
            problems.add(at + ": $homie is " + topics.get("$homie"));
        }
        required(at, topics, "$name");
        if (!STATES.contains(topics.getOrDefault("$state", ""))) {
            problems.add(at + ": $state is " + topics.get("$state"));
        }
        if (!sent.contains(at + "/$extensions")) {
            problems.add(at + ": $extensions was not sent");
        }
        Set<String> known = new HashSet<>(DEVICE);
        for (String node : list(at, topics, "$nodes")) {
            known.addAll(node(at, node, topics));
        }
        topics.keySet().stream()
                .filter(topic -> !known.contains(topic))
                .forEach(topic -> problems.add(at + "/" + topic + ": nothing announces it"));
    }

    private Set<String> node(String device, String node, TreeMap<String, String> topics) {
        String at = device + "/" + node;
        id(at, node);
        Set<String> known = new HashSet<>();
        NODE.forEach(name -> known.add(node + "/" + name));
        required(device, topics, node + "/$name");
        required(device, topics, node + "/$type");
        for (String property : list(device, topics, node + "/$properties")) {
            String prefix = node + "/" + property;
            id(device + "/" + prefix, property);
            PROPERTY.forEach(name -> known.add(prefix + "/" + name));
            property(device, prefix, topics);
            if (!"false".equals(topics.get(prefix + "/$retained"))) {
                known.add(prefix);
            }
        }
        return known;
    }

    private void property(String device, String prefix, TreeMap<String, String> topics) {
        String at = device + "/" + prefix;
        required(device, topics, prefix + "/$name");
        String datatype = topics.getOrDefault(prefix + "/$datatype", "");
        @Nullable String format = topics.get(prefix + "/$format");
        if (!values.isDatatype(datatype)) {
            problems.add(at + ": $datatype is \"" + datatype + "\"");
            return;
        }
        for (String flag : List.of("$settable", "$retained")) {
            if (!topics.getOrDefault(prefix + "/" + flag, "true").matches("true|false")) {
                problems.add(at + ": " + flag + " is " + topics.get(prefix + "/" + flag));
            }
        }
        values.format(datatype, format).ifPresent(wrong -> problems.add(at + ": $format: " + wrong));
        String value = topics.get(prefix);
        if (value != null) {
            values.payload(datatype, format, value).ifPresent(wrong -> problems.add(at + ": " + wrong));
        }
    }

    private void id(String at, String id) {
        if (!values.isId(id)) {
            problems.add(at + ": no id: \"" + id + "\"");
        }
    }

    private void required(String at, TreeMap<String, String> topics, String name) {
        if (!topics.containsKey(name)) {
            problems.add(at + ": no " + name);
        }
    }

    private List<String> list(String at, TreeMap<String, String> topics, String name) {
        required(at, topics, name);
        String text = topics.getOrDefault(name, "");
        List<String> ids = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        if (new HashSet<>(ids).size() != ids.size()) {
            problems.add(at + ": " + name + " has one twice: " + text);
        }
        return ids;
    }
}
