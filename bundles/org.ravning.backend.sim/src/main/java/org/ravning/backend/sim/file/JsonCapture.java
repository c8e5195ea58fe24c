// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.codec.capture.BadLineException;
import org.ravning.codec.capture.CaptureFields;
import org.ravning.codec.capture.CaptureReader;
import org.ravning.codec.capture.CapturedAdvertisement;
import org.ravning.codec.capture.LineSource;

/** Reads a capture with a JSON object a line (docs/cli.md); empty lines are skipped. */
final class JsonCapture implements CaptureReader {
    private static final TypeAdapter<Object> JSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER)
            .create()
            .getAdapter(Object.class);

    private final Reader reader;
    private final LineSource lines;
    private final Consumer<String> problems;
    private long number;

    JsonCapture(Reader reader, Consumer<String> problems) {
        this.reader = reader;
        this.lines = new LineSource(reader);
        this.problems = problems;
    }

    @Override
    public @Nullable CapturedAdvertisement next() throws IOException {
        while (true) {
            number++;
            try {
                String line = lines.next();
                if (line == null) {
                    return null;
                }
                if (!line.isBlank()) {
                    return parse(line);
                }
            } catch (BadLineException e) {
                problems.accept("line " + number + ": " + e.getMessage());
            }
        }
    }

    /** Reads a line that a device with an address sent. */
    static CapturedAdvertisement parse(String line) throws BadLineException {
        CapturedAdvertisement captured = CaptureFields.read(object(line));
        if (captured.device() == null) {
            throw new BadLineException("it has no address");
        }
        return captured;
    }

    private static Map<?, ?> object(String line) throws BadLineException {
        try (JsonReader json = new JsonReader(new StringReader(line))) {
            json.setStrictness(Strictness.STRICT);
            if (JSON.read(json) instanceof Map<?, ?> object && json.peek() == JsonToken.END_DOCUMENT) {
                return object;
            }
            throw new BadLineException("not one JSON object");
        } catch (JsonParseException | IOException e) {
            throw new BadLineException("not JSON");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
