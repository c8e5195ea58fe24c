// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ravning.profile.declarative.ShippedProfiles;
import org.ravning.profile.declarative.yaml.ProfileFileException;

class MutatedFilesTest {
    private static final int FILES = 3_000;
    private static final String[] SCRAPS = {
        "-1",
        "99999999999999999999",
        "0x",
        "1e999",
        "u64",
        "[",
        "]",
        "{",
        "}",
        ":",
        "\n",
        "  ",
        "\"",
        "calc",
        "\0",
        "next",
        "{}",
        "[]",
        "~",
        "..",
        "u0",
        "bytes 9..1",
        "key",
        "x / 0",
        "((",
        "temperature",
        "'",
        "-",
        "true",
        "\uFFFF",
        "65536"
    };

    @Test
    void mutatedFile_read_isAProfileOrToldWithItsFile() throws IOException {
        Random random = new Random(20261121);
        List<String> originals = originals();
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            String text = mutated(originals.get(random.nextInt(originals.size())), random);
            try {
                ProfileReader.read(text, "mutant.yaml");
            } catch (ProfileFileException e) {
                assertThat(e.getMessage()).startsWith("mutant.yaml:");
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("file " + i + ":\n" + text, e);
            }
        }
        assertThat(refused).isBetween(FILES / 4, FILES);
    }

    private static String mutated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length());
            int end = Math.min(changed.length(), at + random.nextInt(6));
            changed.replace(at, end, SCRAPS[random.nextInt(SCRAPS.length)]);
        }
        return changed.toString();
    }

    private static List<String> originals() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String name : read("index.txt").split("\\s+")) {
            texts.add(read(name));
        }
        return texts;
    }

    private static String read(String name) throws IOException {
        try (InputStream bytes = ShippedProfiles.class.getResourceAsStream("shipped/" + name)) {
            return new String(Objects.requireNonNull(bytes, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
