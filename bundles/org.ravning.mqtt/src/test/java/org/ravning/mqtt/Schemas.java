// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The JSON Schemas of docs/schema, and which topic follows which. */
final class Schemas {
    private static final Path FOLDER = Path.of("../../docs/schema");
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<String, JsonSchema> LOADED = new ConcurrentHashMap<>();
    private static final Map<Pattern, String> TOPICS = new LinkedHashMap<>();

    static {
        follows("ravning/bridge/(state|info|devices|profiles|health|waiting)", "bridge-$1");
        follows("ravning/bridge/gateways/[^/]+/(state|info|devices|profiles|health)", "bridge-$1");
        follows("ravning/bridge/gateways/[^/]+/(heartbeat|heard)", "gateway-$1");
        follows("ravning/bridge/claims/[^/]+", "claim");
        follows("ravning/bridge/response/[^/]+", "response");
        follows("ravning/gatt/[^/]+/[^/]+/[^/]+/response", "response");
        follows("ravning/gatt/[^/]+/[^/]+/[^/]+", "gatt-value");
        follows("ravning/advertisement/[^/]+", "advertisement");
        follows("ravning/[^/]+/response", "response");
        follows("ravning/[^/]+/event", "thing-event");
        follows("ravning/[^/]+", "thing-state");
    }

    private Schemas() {}

    private static void follows(String topic, String schema) {
        TOPICS.put(Pattern.compile(topic), schema);
    }

    /** Returns what is wrong with something that the bridge published; nothing if no schema is about that topic. */
    static List<String> problems(String topic, String payload) {
        for (Map.Entry<Pattern, String> entry : TOPICS.entrySet()) {
            var matcher = entry.getKey().matcher(topic);
            if (matcher.matches() && !payload.isEmpty()) {
                return check(matcher.replaceFirst(entry.getValue()), payload);
            }
        }
        return List.of();
    }

    /** Returns what is wrong with a payload by the schema of that name, or by a definition in it: {@code name#definition}. */
    static List<String> check(String name, String payload) {
        List<String> problems = new ArrayList<>();
        LOADED.computeIfAbsent(name, Schemas::load)
                .validate(payload, InputFormat.JSON)
                .forEach(problem -> problems.add(name + ": " + problem + " in " + payload));
        return problems;
    }

    private static JsonSchema load(String name) {
        try {
            String[] parts = name.split("#", 2);
            String text = Files.readString(FOLDER.resolve(parts[0] + ".json"));
            if (parts.length == 2) {
                JsonObject schema = JsonParser.parseString(text).getAsJsonObject();
                schema.addProperty("$ref", "#/$defs/" + parts[1]);
                text = schema.toString();
            }
            return FACTORY.getSchema(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
