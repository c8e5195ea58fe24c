// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Profile;
import org.ravning.profile.declarative.language.ProfileReader;
import org.ravning.profile.declarative.yaml.ProfileFileException;
import org.ravning.profile.declarative.yaml.YamlText;

/**
 * The profile files of a folder, each compared by its content with what was there before. Not for use by several threads
 * at once.
 *
 * <p>A file with a mistake is set aside: the profile that it held goes, and the reason stays until it is mended or
 * removed. Of two files with the same profile id the first by name counts, the other is set aside.
 */
final class ProfileFolder {
    /** The most files that are read; more are not looked at. */
    static final int MOST_FILES = 200;

    private static final long MOST_BYTES = 4L * YamlText.MAX_LENGTH;
    private static final Bytes TOO_LARGE = Bytes.of(new byte[YamlText.MAX_LENGTH + 1]);

    private static final Bytes NO_FILE = Bytes.ofHex("00");

    private final Path folder;
    private final Consumer<FolderEvent> listener;
    private Map<String, Content> contents = Map.of();
    private Map<String, Outcome> outcomes = new TreeMap<>();

    ProfileFolder(Path folder, Consumer<FolderEvent> listener) {
        this.folder = folder;
        this.listener = listener;
    }

    /**
     * What a file holds, taken by itself.
     *
     * @param bytes its bytes
     * @param outcome what was made of them
     */
    private record Content(Bytes bytes, Outcome outcome) {}

    /**
     * A profile or a mistake.
     *
     * @param profile the profile, or null
     * @param mistake the mistake, or null
     */
    private record Outcome(
            @Nullable Profile profile, @Nullable String mistake) {}

    /** Looks at every file, and tells what changed. */
    void look() {
        Map<String, Content> found = new TreeMap<>();
        for (String name : names()) {
            if (Files.isRegularFile(folder.resolve(name))) {
                Bytes bytes = bytes(name);
                Content before = contents.get(name);
                boolean same = before != null && before.bytes.equals(bytes);
                found.put(name, same ? before : new Content(bytes, read(name, bytes)));
            } else {
                // A pipe or a device may have no end, nor even a beginning.
                found.put(name, new Content(NO_FILE, new Outcome(null, name + ": is no regular file")));
            }
        }
        contents = found;
        tell(withoutRivals(found));
    }

    /** Takes every profile away. */
    void close() {
        contents = Map.of();
        tell(new TreeMap<>());
    }

    private SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            paths.forEach(path -> names.add(String.valueOf(path.getFileName())));
        } catch (IOException e) {
            // A folder that is not there holds nothing; it may come yet.
            return new TreeSet<>();
        }
        while (names.size() > MOST_FILES) {
            names.remove(names.last());
        }
        return names;
    }

    private Bytes bytes(String name) {
        Path path = folder.resolve(name);
        try {
            return Files.size(path) > MOST_BYTES ? TOO_LARGE : Bytes.of(Files.readAllBytes(path));
        } catch (IOException e) {
            // it went away; that it is empty is told
            return Bytes.EMPTY;
        }
    }

    private static Outcome read(String name, Bytes bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
            return new Outcome(ProfileReader.read(text, name), null);
        } catch (ProfileFileException e) {
            return new Outcome(null, String.valueOf(e.getMessage()));
        } catch (CharacterCodingException e) {
            return new Outcome(null, name + ": is not UTF-8");
        }
    }

    private static Map<String, Outcome> withoutRivals(Map<String, Content> found) {
        Map<String, String> owners = new HashMap<>();
        Map<String, Outcome> settled = new TreeMap<>();
        found.forEach((name, content) -> {
            Profile profile = content.outcome.profile;
            String owner =
                    profile == null ? null : owners.putIfAbsent(profile.info().id(), name);
            settled.put(
                    name,
                    owner == null
                            ? content.outcome
                            : new Outcome(null, name + ": " + owner + " holds a profile of the same name"));
        });
        return settled;
    }

    private void tell(Map<String, Outcome> now) {
        Map<String, Outcome> before = outcomes;
        outcomes = now;
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            Outcome old = before.get(name);
            Outcome current = now.get(name);
            if (!Objects.equals(old, current)) {
                listener.accept(new FolderEvent(
                        name,
                        old == null ? null : old.profile,
                        current == null ? null : current.profile,
                        current == null ? null : current.mistake));
            }
        }
    }
}
