// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program, run in this JVM, and what it printed. */
final class Program {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** What a run left. */
    record Outcome(int status, String out, String err) {
        List<String> lines() {
            return out.lines().collect(Collectors.toList());
        }

        List<JsonObject> objects() {
            return out.lines()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .collect(Collectors.toList());
        }

        JsonObject object() {
            return objects().get(0);
        }

        /** The one line on standard error. */
        String problem() {
            List<String> lines = err.lines().collect(Collectors.toList());
            if (lines.size() != 1) {
                throw new AssertionError("not one line on standard error: " + err);
            }
            return lines.get(0);
        }
    }

    static Outcome run(String... arguments) {
        return new Program().start(arguments);
    }

    /** Runs a command with the devices of {@code test-air.yaml}. */
    static Outcome simulated(String... arguments) {
        return run(with(arguments));
    }

    /** Runs a command with the devices of another file among the test's resources. */
    static Outcome simulatedBy(String resource, String... arguments) {
        return run(Stream.concat(Arrays.stream(arguments), Stream.of("--simulate=" + air(resource)))
                .toArray(String[]::new));
    }

    /** Returns the arguments with the test's air added. */
    static String[] with(String... arguments) {
        return Stream.concat(Arrays.stream(arguments), Stream.of("--simulate=" + air("/test-air.yaml")))
                .toArray(String[]::new);
    }

    Outcome start(String... arguments) {
        int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    /** What standard output holds so far. */
    String outSoFar() {
        return out.toString();
    }

    private static Path air(String resource) {
        try {
            return Path.of(Program.class.getResource(resource).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
