// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.gateway;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Names what nobody reads in a folder of settings, which is often a slip of the pen. One thread. */
final class SettingsCheck {
    private static final String OURS = "org.ravning.";
    private static final String END = ".cfg";
    private static final long LARGEST = 1 << 20;
    private static final int SHOWN = 60;

    private final KnownSettings known;
    private final Path folder;
    private Map<Path, FileTime> seen = new HashMap<>();

    SettingsCheck(KnownSettings known, Path folder) {
        this.known = known;
        this.folder = folder;
    }

    /** Looks at the files that are new or were changed since, and returns what is wrong with them, in one line each. */
    List<String> look() {
        List<String> problems = new ArrayList<>();
        Map<Path, FileTime> now = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + END)) {
            for (Path file : files) {
                look(file, now, problems);
            }
        } catch (IOException e) {
            return List.of(); // that the folder is gone, who reads it tells
        }
        seen = now;
        problems.sort(null);
        return problems;
    }

    private void look(Path file, Map<Path, FileTime> now, List<String> problems) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            now.put(file, attributes.lastModifiedTime());
            if (attributes.lastModifiedTime().equals(seen.get(file))) {
                return;
            }
            if (!attributes.isRegularFile() || attributes.size() > LARGEST) {
                problems.add(file + " is no regular file of at most 1 MiB; put it elsewhere");
                return;
            }
            check(file, problems);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(file + " cannot be read: " + e.getMessage());
        }
    }

    private void check(Path file, List<String> problems) throws IOException {
        String name = String.valueOf(file.getFileName());
        String part = name.substring(0, name.length() - END.length());
        // What is behind a dash or a tilde tells one of several of a kind from the others.
        String pid = part.replaceFirst("[-~].*", "");
        Set<String> keys = known.keys().get(pid);
        if (keys == null) {
            if (pid.startsWith(OURS)) {
                problems.add(file + ": no part of Ravning is called " + pid
                        + meant(pid, known.keys().keySet()));
            }
            return;
        }
        Properties said = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            said.load(reader);
        }
        for (String key : new TreeSet<>(said.stringPropertyNames())) {
            if (!keys.contains(key)) {
                problems.add(file + ": there is no setting " + shown(key) + meant(key, keys));
            }
        }
    }

    private static String meant(String word, Set<String> words) {
        return KnownSettings.nearest(word, words)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private static String shown(String key) {
        String plain = key.replaceAll("\\p{C}", "?");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain;
    }
}
