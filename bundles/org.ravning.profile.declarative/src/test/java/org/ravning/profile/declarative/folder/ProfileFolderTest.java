// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProfileFolderTest {
    private static final String GOOD = """
            profile: acme
            match: {service_data: ffa1}
            fields:
              temperature: {at: 0}
            """;
    private static final String BROKEN = GOOD.replace("at: 0", "at: zero");
    private static final String MISTAKE =
            "set aside: acme.yaml:4: fields.temperature.at: expected a whole number, such as 12 or 0x0c, found \"zero\"";

    @TempDir
    Path parent;

    private final List<String> told = new ArrayList<>();
    private Path folder;
    private ProfileFolder profiles;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(parent.resolve("profiles"));
        profiles = new ProfileFolder(folder, event -> told.add(event.toString()));
    }

    @Test
    void file_addedBrokenMendedRemoved_isTold() throws IOException {
        look("acme.yaml", GOOD);
        look("acme.yaml", BROKEN);
        look("acme.yaml", GOOD);
        look("acme.yaml", GOOD.replace("temperature", "humidity"));
        Files.delete(folder.resolve("acme.yaml"));
        profiles.look();

        assertThat(told)
                .containsExactly(
                        "acme.yaml added: profile acme",
                        MISTAKE,
                        "acme.yaml added: profile acme",
                        "acme.yaml changed: profile acme",
                        "acme.yaml removed");
    }

    @Test
    void unchangedFile_lookedAt_isNotTold() throws IOException {
        look("acme.yaml", GOOD);
        look("acme.yaml", GOOD);
        look("other.yaml", BROKEN);
        profiles.look();

        assertThat(told).hasSize(2);
    }

    @Test
    void brokenFile_lookedAt_leavesTheOthersAlone() throws IOException {
        write("acme.yaml", BROKEN);
        look("good.yaml", GOOD.replace("acme", "good"));

        assertThat(told).containsExactly(MISTAKE, "good.yaml added: profile good");
    }

    @Test
    void sameIdTwice_lookedAt_secondWaitsUntilTheFirstGoes() throws IOException {
        write("a.yaml", GOOD);
        look("b.yaml", GOOD);
        Files.delete(folder.resolve("a.yaml"));
        profiles.look();

        assertThat(told)
                .containsExactly(
                        "a.yaml added: profile acme",
                        "set aside: b.yaml: a.yaml holds a profile of the same name",
                        "a.yaml removed",
                        "b.yaml added: profile acme");
    }

    @Test
    void strangeFiles_lookedAt_areSetAsideOrIgnored() throws IOException {
        Files.write(folder.resolve("latin.yaml"), new byte[] {'a', (byte) 0xE9});
        Files.write(folder.resolve("large.yaml"), new byte[2_000_000]);
        Files.createDirectory(folder.resolve("folder.yaml"));
        look("notes.txt", "not a profile");

        assertThat(told)
                .containsExactly(
                        "set aside: folder.yaml: is no regular file",
                        "set aside: large.yaml: larger than 262144 characters",
                        "set aside: latin.yaml: is not UTF-8");
    }

    @Test
    void missingFolder_lookedAt_holdsNothingUntilItComes() throws IOException {
        Path later = parent.resolve("later");
        ProfileFolder waiting = new ProfileFolder(later, event -> told.add(event.toString()));
        waiting.look();
        Files.createDirectory(later);
        Files.writeString(later.resolve("acme.yaml"), GOOD);
        waiting.look();
        waiting.close();

        assertThat(told).containsExactly("acme.yaml added: profile acme", "acme.yaml removed");
    }

    private void look(String name, String text) throws IOException {
        write(name, text);
        profiles.look();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    @Timeout(30)
    void whatIsNoFile_isSetAside_andTheOthersHold() throws Exception {
        Path pipe = folder.resolve("a.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Files.createSymbolicLink(folder.resolve("b.yaml"), pipe);
        Files.createSymbolicLink(folder.resolve("c.yaml"), Path.of("/dev/zero"));
        UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(folder.resolve("d.yaml"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(socket);
            look("good.yaml", GOOD);
        }

        assertThat(told)
                .containsExactly(
                        "set aside: a.yaml: is no regular file",
                        "set aside: b.yaml: is no regular file",
                        "set aside: c.yaml: is no regular file",
                        "set aside: d.yaml: is no regular file",
                        "good.yaml added: profile acme");
        profiles.look();
        assertThat(told).hasSize(5);
    }
}
