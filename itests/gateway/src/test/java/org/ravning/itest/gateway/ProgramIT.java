// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramIT {
    @TempDir
    Path folder;

    @Test
    void help_asked_saysHowToUseIt() throws Exception {
        Program.Outcome outcome = Program.shipped(folder).run("--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("Usage: ravning").contains("scan", "read", "notify");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void unknownCommand_given_isWrongUsage() throws Exception {
        Program.Outcome outcome = Program.shipped(folder).run("nonsense");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("nonsense").doesNotContain("\tat ");
    }

    @Test
    void symbolicLink_inAFolderWithASpace_startsTheProgram() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("my programs"));
        Program shipped = Program.shipped(folder);
        Path link = Files.createSymbolicLink(bin.resolve("ravning"), shipped.executable());

        try {
            assertThat(shipped.at(link).run("--help").out()).startsWith("Usage: ravning");
        } finally {
            Files.delete(link);
        }
    }

    @Test
    void oldJava_used_isNamedInOneLine() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 99\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");

        Program.Outcome outcome =
                Program.shipped(folder).withJava(folder.resolve("jdk")).run("--help");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .hasLineCount(1)
                .contains("Java 17 or newer is needed")
                .contains("11");
    }
}
