// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.decoding;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ravning.testkit.vector.AdvertisementVector;

/**
 * The frames that are decoded: the vectors of the profiles' tests, and a capture of a room in the codec's tests. The
 * folder of the bundles is the system property {@code ravning.bundles}.
 */
final class Frames {
    private static final String BUNDLES = "ravning.bundles";
    private static final String NOISE = "org.ravning.codec/src/test/resources/org/ravning/codec/noise.jsonl";

    private Frames() {}

    /** Returns the vectors by format. */
    static Map<String, List<Heard>> families() throws IOException {
        Map<String, List<Heard>> families = new TreeMap<>();
        for (Path file : vectorFiles()) {
            try (Reader reader = Files.newBufferedReader(file)) {
                for (JsonElement element : JsonParser.parseReader(reader).getAsJsonArray()) {
                    JsonObject json = element.getAsJsonObject();
                    AdvertisementVector vector = AdvertisementVector.of(json);
                    families.computeIfAbsent(json.get("format").getAsString(), format -> new ArrayList<>())
                            .add(new Heard(vector.advertisement(), vector.context()));
                }
            }
        }
        return families;
    }

    /** Returns what was heard in a room, in order. */
    static List<RawFrame> noise() throws IOException {
        List<RawFrame> frames = new ArrayList<>();
        for (String line : Files.readAllLines(bundles().resolve(NOISE))) {
            frames.add(RawFrame.of(JsonParser.parseString(line).getAsJsonObject()));
        }
        return frames;
    }

    private static List<Path> vectorFiles() throws IOException {
        try (Stream<Path> tree = Files.find(
                bundles(),
                12,
                (path, kind) ->
                        path.endsWith("advertisements.json") && path.toString().contains("src/test/resources"))) {
            return tree.sorted().toList();
        }
    }

    private static Path bundles() {
        return Path.of(System.getProperty(BUNDLES, "../../bundles"));
    }
}
