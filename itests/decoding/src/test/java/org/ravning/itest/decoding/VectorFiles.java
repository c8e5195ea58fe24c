// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.decoding;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The vectors that the profiles' bundles are tested with; or those of another file, by the property {@code ravning.vectors}. */
final class VectorFiles {
    private static final String OTHER_FILE = "ravning.vectors";
    private static final String NAME = "advertisements.json";

    private VectorFiles() {}

    static List<JsonObject> all() throws IOException {
        List<JsonObject> vectors = new ArrayList<>();
        for (Path file : files()) {
            try (Reader reader = Files.newBufferedReader(file)) {
                for (JsonElement vector : JsonParser.parseReader(reader).getAsJsonArray()) {
                    vectors.add(vector.getAsJsonObject());
                }
            }
        }
        return vectors;
    }

    private static List<Path> files() throws IOException {
        String other = System.getProperty(OTHER_FILE);
        if (other != null) {
            return List.of(Path.of(other));
        }
        try (Stream<Path> tree = Files.find(
                Path.of("../../bundles"),
                12,
                (path, kind) -> path.endsWith(NAME) && path.toString().contains("src/test/resources"))) {
            return tree.sorted().toList();
        }
    }
}
