// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.decode;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.ravning.codec.capture.BadLineException;

/** JSON objects, one a line, as maps; numbers stay as they are written. */
public final class JsonLines {
    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER)
            .create();
    private static final TypeAdapter<Object> ADAPTER = GSON.getAdapter(Object.class);

    private JsonLines() {}

    /** Returns the line, without its end, that holds this object. */
    public static String write(Map<String, ?> object) {
        return GSON.toJson(object);
    }

    /**
     * Reads a line.
     *
     * @throws BadLineException if it holds anything else than one JSON object
     */
    public static Map<?, ?> read(String line) throws BadLineException {
        try (JsonReader reader = new JsonReader(new StringReader(line))) {
            reader.setStrictness(Strictness.STRICT);
            Object element = ADAPTER.read(reader);
            if (!(element instanceof Map<?, ?> object)) {
                throw new BadLineException("not a JSON object");
            }
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new BadLineException("more than one JSON object");
            }
            return object;
        } catch (JsonParseException | IOException e) {
            throw new BadLineException("not JSON");
        }
    }
}
