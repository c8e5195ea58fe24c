// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the house promises of its sources: files of a length that one reads, and a README that leads through each bundle. */
class SourcesTest {
    private static final Path BUNDLES = Path.of("../../bundles");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final int MOST_LINES = 300;
    private static final int MOST_README_LINES = 20;

    /** Longer than they may be. They may shrink, and leave this list; nothing may join it. */
    private static final Map<String, Integer> STILL_LONGER = Map.of(
            "SharedLink", 328,
            "HomiePublisher", 323,
            "DeviceLink", 315,
            "ConnectAttempt", 311,
            "Session", 304,
            "BluezDaemon", 319,
            "BluezSupervisor", 304);

    private static List<Path> bundles() throws IOException {
        try (Stream<Path> folders = Files.list(BUNDLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> sources(Path bundle) throws IOException {
        Path root = bundle.resolve("src/main/java");
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** Lines of code: no comment, no blank line, no import, so that nobody shaves a comment to pass. */
    static long codeLines(String source) {
        return COMMENT.matcher(source)
                .replaceAll("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
                .count();
    }

    @Test
    void linesOfCode_areCountedWithoutCommentsAndImports() {
        String source =
                "// SPDX\npackage a;\n\nimport b;\n\n/**\n * Doc.\n */\nclass C { // here\n    /* x */ int d;\n}\n";

        assertThat(codeLines(source)).isEqualTo(3);
    }

    @Test
    void noFile_isLongerThanOneReads() throws IOException {
        Map<String, Long> tooLong = new TreeMap<>();
        for (Path bundle : bundles()) {
            for (Path file : sources(bundle)) {
                String name = file.getFileName().toString().replace(".java", "");
                long lines = codeLines(Files.readString(file));
                if (lines > STILL_LONGER.getOrDefault(name, MOST_LINES)) {
                    tooLong.put(name, lines);
                }
            }
        }
        assertThat(tooLong)
                .as("files of more than %d lines of code", MOST_LINES)
                .isEmpty();
    }

    @Test
    void filesThatWereMadeShorter_areNoExceptionsAnyMore() throws IOException {
        Map<String, Long> lengths = new HashMap<>();
        for (Path bundle : bundles()) {
            for (Path file : sources(bundle)) {
                String name = file.getFileName().toString().replace(".java", "");
                lengths.merge(name, codeLines(Files.readString(file)), Math::max);
            }
        }
        assertThat(STILL_LONGER.keySet())
                .allSatisfy(name ->
                        assertThat(lengths.getOrDefault(name, 0L)).as(name).isGreaterThan(MOST_LINES));
    }

    @TestFactory
    Stream<DynamicTest> readme_namesEachPackageOfItsBundle() throws IOException {
        return bundles().stream()
                .map(bundle -> DynamicTest.dynamicTest(bundle.getFileName().toString(), () -> {
                    List<String> readme = Files.readAllLines(bundle.resolve("README.md"));
                    assertThat(readme).hasSizeLessThanOrEqualTo(MOST_README_LINES);
                    String text = String.join("\n", readme);
                    assertThat(packages(bundle))
                            .isNotEmpty()
                            .allSatisfy(name -> assertThat(text).containsPattern("\\b" + Pattern.quote(name) + "\\b"));
                }));
    }

    /** The last part of the name of each package but the bundle's own; that of the bundle for one with a single package. */
    private static List<String> packages(Path bundle) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path file : sources(bundle)) {
            Path folder = file.getParent();
            if (folder != null) {
                names.add(folder.toString());
            }
        }
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            parts.add(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
        }
        return parts;
    }
}
