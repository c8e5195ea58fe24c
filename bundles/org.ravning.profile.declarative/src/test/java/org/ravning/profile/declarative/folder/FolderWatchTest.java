// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.testkit.ThreadLeakCheck;

@ExtendWith(ThreadLeakCheck.class)
class FolderWatchTest {
    private static final String PROFILE = """
            profile: acme
            match: {service_data: ffa1}
            fields:
              temperature: {at: 0}
            """;

    @TempDir
    Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    void fileThere_opened_isToldBeforeItReturns() throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), PROFILE);

        try (FolderWatch watch = open(folder)) {
            assertThat(told).containsExactly("acme.yaml added: profile acme");
        }
        assertThat(told).containsExactly("acme.yaml added: profile acme", "acme.yaml removed");
    }

    @Test
    void file_movedInAndRemoved_isToldWithoutBeingAsked() throws IOException, InterruptedException {
        try (FolderWatch watch = open(folder)) {
            moveIn(folder);
            assertThat(next()).isEqualTo("acme.yaml added: profile acme");

            Files.delete(folder.resolve("acme.yaml"));
            assertThat(next()).isEqualTo("acme.yaml removed");
        }
    }

    @Test
    void folderThatComesLater_watched_isFound() throws IOException, InterruptedException {
        Path later = folder.resolve("later");

        try (FolderWatch watch = open(later)) {
            Files.createDirectory(later);
            moveIn(later);
            assertThat(next()).isEqualTo("acme.yaml added: profile acme");
        }
    }

    private FolderWatch open(Path path) {
        return new FolderWatch(path, Duration.ofMillis(200), event -> told.add(event.toString()));
    }

    // In one step, so that nobody sees half a file.
    private void moveIn(Path target) throws IOException {
        Path written = Files.writeString(folder.resolve("written.txt"), PROFILE);
        Files.move(written, target.resolve("acme.yaml"));
    }

    private String next() throws InterruptedException {
        return told.poll(30, TimeUnit.SECONDS);
    }
}
