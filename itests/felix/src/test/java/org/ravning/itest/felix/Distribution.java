// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.felix;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gateway's folder as the build left it. */
record Distribution(Path home) {

    /** The distribution that the system property {@code ravning.home} names. */
    static Distribution built() {
        return new Distribution(Path.of(Objects.requireNonNull(System.getProperty("ravning.home"), "ravning.home")));
    }

    /** The JARs of the framework in the order in which they are started: folder by folder. */
    List<Path> bundles() {
        return files(home.resolve("bundles")).stream()
                .sorted()
                .filter(Files::isDirectory)
                .flatMap(folder -> files(folder).stream().sorted())
                .filter(file -> file.toString().endsWith(".jar"))
                .collect(Collectors.toUnmodifiableList());
    }

    /** The framework's own settings, with the places filled in. */
    Properties settings(Path config) {
        Properties raw = new Properties();
        try (Reader reader =
                Files.newBufferedReader(home.resolve("bundles/framework.properties"), StandardCharsets.UTF_8)) {
            raw.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Properties filled = new Properties();
        for (String key : raw.stringPropertyNames()) {
            filled.setProperty(
                    key,
                    raw.getProperty(key)
                            .replace("${ravning.home}", home.toString())
                            .replace("${ravning.config}", config.toString())
                            .replace(
                                    "${ravning.logback}",
                                    home.resolve("config/logback.xml").toString()));
        }
        return filled;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toUnmodifiableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
