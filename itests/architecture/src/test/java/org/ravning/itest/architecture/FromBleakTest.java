// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/from-bleak.md names exists. */
class FromBleakTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern API_NAME = Pattern.compile("`([A-Z]\\w+(?:\\.\\w+)*)`");
    private static final Pattern TEST_NAME = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
    private static final int PAINS = 20;

    private static List<String[]> rows(boolean pains) throws IOException {
        String text = Files.readString(ROOT.resolve("docs/from-bleak.md"));
        int split = text.indexOf("## Twenty pains");
        List<String[]> rows = new ArrayList<>();
        for (String line : (pains ? text.substring(split) : text.substring(0, split)).split("\n")) {
            if (line.startsWith("| ") && !line.startsWith("| Bleak |") && !line.startsWith("| pain |")) {
                rows.add(Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new));
            }
        }
        return rows;
    }

    @Test
    void everyRow_hasANameOrAReason() throws IOException {
        assertThat(rows(false)).hasSizeGreaterThan(100).allSatisfy(row -> {
            assertThat(row).as(String.join("|", row)).hasSize(5);
            assertThat(row[2]).as(String.join("|", row)).isNotEmpty();
            assertThat(row[2].startsWith("*none*") && row[3].isEmpty())
                    .as(String.join("|", row))
                    .isFalse();
        });
    }

    @Test
    void everyNameOfTheApi_exists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String[] row : rows(false)) {
            Matcher names = API_NAME.matcher(row[2]);
            while (names.find()) {
                if (!exists(names.group(1))) {
                    missing.add(names.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPain_hasATestNamedAfterIt_andAllItsTestsExist() throws IOException {
        List<String[]> rows = rows(true);
        assertThat(rows).hasSize(PAINS);
        for (int pain = 1; pain <= PAINS; pain++) {
            String cell = rows.get(pain - 1)[3];
            assertThat(cell).contains(String.format(".pain%02d_", pain));
            Matcher test = TEST_NAME.matcher(cell);
            while (test.find()) {
                String named = test.group(2) == null ? "@Test" : "void " + test.group(2) + "(";
                assertThat(source(test.group(1)))
                        .as(test.group())
                        .hasValueSatisfying(source -> assertThat(source).contains(named));
            }
        }
    }

    /** Says whether a name such as {@code Type}, {@code Type.member} or {@code Type.Nested.member} is there. */
    private static boolean exists(String name) {
        if (type(name).isPresent()) {
            return true;
        }
        int dot = name.lastIndexOf('.');
        return dot > 0
                && type(name.substring(0, dot))
                        .filter(owner -> hasMember(owner, name.substring(dot + 1)))
                        .isPresent();
    }

    private static boolean hasMember(Class<?> owner, String member) {
        return Stream.of(owner.getMethods()).anyMatch(method -> method.getName().equals(member))
                || Stream.of(owner.getFields())
                        .anyMatch(field -> field.getName().equals(member));
    }

    private static Optional<Class<?>> type(String name) {
        String nested = name.replace('.', '$');
        return load("org.ravning.api." + nested).or(() -> load("org.ravning.codec." + nested));
    }

    private static Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> source(String className) throws IOException {
        for (String folder : List.of("bundles", "testing")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                Optional<Path> file =
                        files.filter(path -> path.endsWith(className + ".java")).findFirst();
                if (file.isPresent()) {
                    return Optional.of(Files.readString(file.get()));
                }
            }
        }
        return Optional.empty();
    }
}
