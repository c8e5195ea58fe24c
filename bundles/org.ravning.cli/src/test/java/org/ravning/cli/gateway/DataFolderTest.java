// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

    @Test
    void filesOfTheGateway_becomeTheOwnersAlone_andOthersStayAsTheyAre() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path own = Files.createFile(
                Files.createDirectories(data.resolve("framework")).resolve("file"));
        Path things = Files.createFile(data.resolve("things.properties"));
        Path other = Files.createFile(data.resolve("holiday.jpg"));
        for (Path path : List.of(data, own.getParent(), own, things, other)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        DataFolder.lock(data).close();
        DataFolder.lock(folder.resolve("new/data")).close();

        assertThat(List.of(own.getParent(), own, things, folder.resolve("new/data")))
                .allSatisfy(path -> assertThat(permissions(path)).isEqualTo("rwx------"));
        assertThat(List.of(data, other))
                .allSatisfy(path -> assertThat(permissions(path)).isEqualTo("rwxr-xr-x"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
