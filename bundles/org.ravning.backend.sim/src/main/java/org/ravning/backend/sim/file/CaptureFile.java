// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ravning.api.Bytes;
import org.ravning.backend.sim.air.ReplayPlan;
import org.ravning.codec.capture.BadLineException;
import org.ravning.codec.capture.BtsnoopReader;
import org.ravning.codec.capture.CaptureReader;
import org.ravning.codec.capture.CapturedAdvertisement;
import org.ravning.codec.capture.LineSource;

/**
 * A capture on disk, and how it is to be played.
 *
 * @param path where it is: JSON lines, or a btsnoop file
 * @param speed by what the gaps are divided
 * @param loop whether it begins again
 */
record CaptureFile(Path path, double speed, boolean loop) {
    private static final Pattern OPTIONS = Pattern.compile("(.+?)((?:,(?:speed(?:=[^,]*)?|loop|once))+)");
    private static final int HEAD_ADVERTISEMENTS = 1000;
    private static final int MOST_ADAPTERS = 8;
    private static final Pattern ADAPTER = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    /**
     * Returns the capture that the text names, with options behind a comma or without, or empty if it names none.
     *
     * @throws AirFileException if an option is wrong, or stands behind something that is no capture
     */
    static Optional<CaptureFile> find(String text) {
        try {
            if (Files.exists(Path.of(text))) {
                return isCapture(Path.of(text))
                        ? Optional.of(new CaptureFile(Path.of(text), 1, false))
                        : Optional.empty();
            }
            Matcher matcher = OPTIONS.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Path path = Path.of(matcher.group(1));
            if (!Files.exists(path)) {
                throw new AirFileException(path + ": there is no such file");
            }
            if (!isCapture(path)) {
                throw new AirFileException(path + ": not a capture, so it has no "
                        + matcher.group(2).substring(1));
            }
            return Optional.of(
                    new CaptureFile(path, 1, false).with(matcher.group(2).substring(1)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Reads the setting of an air's file; a path in it is one beside that file. */
    static CaptureFile read(Yaml yaml, String airFile) {
        Fields fields = yaml.fields("file", "speed", "loop");
        Yaml name = fields.require("file");
        Path path = name.checked(() -> Path.of(airFile).resolveSibling(name.text()));
        if (!Files.isReadable(path) || !Files.isRegularFile(path)) {
            throw name.wrong("cannot read " + path + "; a capture is expected");
        }
        return yaml.checked(() -> new CaptureFile(
                path,
                fields.get("speed").map(y -> speed(y.text())).orElse(1.0),
                fields.get("loop").map(Yaml::bool).orElse(false)));
    }

    private CaptureFile with(String options) {
        CaptureFile result = this;
        for (String option : options.split(",", -1)) {
            if (option.startsWith("speed")) {
                result = new CaptureFile(path, speed(option.replaceFirst("speed=?", "")), result.loop);
            } else {
                result = new CaptureFile(path, result.speed, option.equals("loop"));
            }
        }
        return result;
    }

    private static double speed(String text) {
        try {
            double speed = Double.parseDouble(text);
            if (speed >= ReplayPlan.SLOWEST && speed <= ReplayPlan.FASTEST) {
                return speed;
            }
        } catch (NumberFormatException e) {
            throw new AirFileException("speed: expected a number such as 10 or 0.5, found \"" + text + "\"");
        }
        throw new AirFileException("speed: expected 0.001 to 1000000, found \"" + text + "\"");
    }

    /** Captures tell by how they begin; one that begins with nonsense, or is empty, by the end of its name. */
    private static boolean isCapture(Path path) {
        if (!Files.isReadable(path) || !Files.isRegularFile(path)) {
            return false;
        }
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return true;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return isBtsnoop(in) || beginsWithAdvertisement(in);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isBtsnoop(InputStream in) throws IOException {
        in.mark(BtsnoopReader.HEAD_BYTES);
        boolean is = BtsnoopReader.isBtsnoop(Bytes.of(in.readNBytes(BtsnoopReader.HEAD_BYTES)));
        in.reset();
        return is;
    }

    private static boolean beginsWithAdvertisement(InputStream in) throws IOException {
        try {
            String line = new LineSource(new InputStreamReader(in, StandardCharsets.UTF_8)).next();
            JsonCapture.parse(line == null ? "" : line);
            return true;
        } catch (BadLineException e) {
            return false;
        }
    }

    /** Returns the names of the adapters that heard its first advertisements. */
    List<String> adapters() {
        Set<String> names = new LinkedHashSet<>();
        try (CaptureReader reader = open(problem -> {})) {
            CapturedAdvertisement captured = reader.next();
            for (int i = 0; i < HEAD_ADVERTISEMENTS && captured != null && names.size() < MOST_ADAPTERS; i++) {
                String adapter = captured.adapter();
                if (adapter != null && ADAPTER.matcher(adapter).matches()) {
                    names.add(adapter);
                }
                captured = reader.next();
            }
        } catch (IOException e) {
            throw new AirFileException(path + ": cannot be read: " + e.getMessage());
        }
        return new ArrayList<>(names);
    }

    ReplayPlan plan() {
        return new ReplayPlan(path.toString(), this::open, speed, loop);
    }

    private CaptureReader open(Consumer<String> problems) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 65_536);
        try {
            return isBtsnoop(in)
                    ? new BtsnoopReader(in, problems)
                    : new JsonCapture(new InputStreamReader(in, StandardCharsets.UTF_8), problems);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
