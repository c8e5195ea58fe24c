// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.gateway;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that Ravning is installed in.
 *
 * @param home its path
 */
record Installation(Path home) {
    /**
     * Returns the installation that this program runs from.
     *
     * @throws IOException if the program was started in another way
     */
    static Installation current() throws IOException {
        String home = System.getProperty("ravning.home");
        if (home == null || !Files.isDirectory(Path.of(home, "bundles"))) {
            throw new IOException(
                    "the gateway's bundles were not found; start it with bin/ravning of the distribution");
        }
        return new Installation(Path.of(home).toAbsolutePath());
    }

    Path defaultConfig() {
        return home.resolve("config");
    }

    /** Returns the JARs in the order in which they are started: folder by folder, by name. */
    List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("bundles"), 2)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().collect(Collectors.toList());
        }
    }

    /** Returns the framework's settings, with the places filled in. */
    Map<String, String> frameworkSettings(Path config) throws IOException {
        Properties raw = new Properties();
        try (Reader reader =
                Files.newBufferedReader(home.resolve("bundles/framework.properties"), StandardCharsets.UTF_8)) {
            raw.load(reader);
        }
        Path ownLogback = config.resolve("logback.xml");
        Path logback =
                Files.isReadable(ownLogback) ? ownLogback : defaultConfig().resolve("logback.xml");
        Map<String, String> settings = new TreeMap<>();
        for (String key : raw.stringPropertyNames()) {
            settings.put(
                    key,
                    raw.getProperty(key)
                            .replace("${ravning.home}", home.toString())
                            .replace("${ravning.config}", config.toString())
                            .replace("${ravning.logback}", logback.toString()));
        }
        return settings;
    }
}
