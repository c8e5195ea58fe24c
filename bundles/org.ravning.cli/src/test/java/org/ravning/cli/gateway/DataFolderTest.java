// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void default_followsTheDesktopStandard() {
        assertThat(DataFolder.defaultPath(Map.of("XDG_STATE_HOME", "/x"), "/home/a"))
                .isEqualTo(Path.of("/x/ravning"));
        assertThat(DataFolder.defaultPath(Map.of("XDG_STATE_HOME", ""), "/home/a"))
                .isEqualTo(Path.of("/home/a/.local/state/ravning"));
        assertThat(DataFolder.defaultPath(Map.of(), "/home/a")).isEqualTo(Path.of("/home/a/.local/state/ravning"));
    }

    @Test
    void folderInUse_isRefusedUntilItIsGivenUp() throws Exception {
        Path path = folder.resolve("a/b");
        try (DataFolder first = DataFolder.lock(path)) {
            assertThat(first.path()).isDirectory();
            assertThatThrownBy(() -> DataFolder.lock(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another gateway uses the data folder " + path);
        }
        DataFolder.lock(path).close();
    }

    @Test
    void folderThatCannotBeMade_isToldWithWhatToDo() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.lock(file.resolve("data")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot write to the data folder")
                .hasMessageContaining("--data DIR");
    }
}
