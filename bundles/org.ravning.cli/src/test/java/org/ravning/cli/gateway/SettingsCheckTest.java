// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {
    @TempDir
    Path folder;

    private SettingsCheck check;

    @BeforeEach
    void create() {
        Map<String, Set<String>> known = Map.of(
                "org.ravning.mqtt", Set.of("url", "user", "password", "passwordFile"),
                "org.ravning.backend.feed", Set.of("url", "topics"));
        check = new SettingsCheck(new KnownSettings(known), folder);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.ravning.mqtt.cfg | usr = me | : there is no setting usr; did you mean user?",
                "org.ravning.mqtt.cfg | ulr = x | : there is no setting ulr; did you mean url?",
                "org.ravning.mqtt.cfg | URL = x | : there is no setting URL; did you mean url?",
                "org.ravning.mqtt.cfg | pasword_file = x | : there is no setting pasword_file; did you mean passwordFile?",
                "org.ravning.mqtt.cfg | elephant = x | : there is no setting elephant",
                "org.ravning.mqtt.cfg | a\\u0007b = x | : there is no setting a?b",
                "org.ravning.backend.feed-attic.cfg | topic = x | : there is no setting topic; did you mean topics?",
                "org.ravning.backend.feed~attic.cfg | topic = x | : there is no setting topic; did you mean topics?",
                "org.ravning.mqqt.cfg | url = x | : no part of Ravning is called org.ravning.mqqt; did you mean org.ravning.mqtt?",
                "org.ravning.mqtt.cfg | url = \\u00zz | ' cannot be read: Malformed \\uxxxx encoding.'",
            })
    void slipOfThePen_isNamed_withWhatIsNear(String name, String text, String told) throws Exception {
        Path file = write(name, text + "\n");

        assertThat(check.look()).containsExactly(file + told);
    }

    @Test
    void whatIsKnown_andWhatIsOfOthers_isNotNamed() throws Exception {
        write("org.ravning.mqtt.cfg", "# elephant = 1\nurl = x\nuser=\n");
        write("org.ravning.backend.feed-attic.cfg", "topics = x\n");
        write("org.apache.felix.http.cfg", "port = 1\n");
        write("notes.txt", "usr = x\n");

        assertThat(check.look()).isEmpty();
    }

    @Test
    void descriptionThatNamesNoComponent_isOfThePartThatItIsCalledAfter() throws Exception {
        Path jar = folder.resolve("feed.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("OSGI-INF/metatype/feed.xml"));
            zip.write("<MetaData><OCD id='org.ravning.feed'><AD id='url'/></OCD></MetaData>"
                    .getBytes(StandardCharsets.UTF_8));
        }

        assertThat(KnownSettings.of(Set.of(jar)).keys()).containsExactly(Map.entry("org.ravning.feed", Set.of("url")));
    }

    @Test
    void unchangedFile_isNamedOnce_andAgainWhenItChanges() throws Exception {
        Path file = write("org.ravning.mqtt.cfg", "usr = x\n");
        assertThat(check.look()).hasSize(1);
        assertThat(check.look()).isEmpty();

        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

        assertThat(check.look()).hasSize(1);
    }

    @Test
    @Timeout(30)
    void whatIsNoFile_isNamed_andNotRead() throws Exception {
        Path pipe = folder.resolve("org.ravning.mqtt.cfg");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(check.look()).containsExactly(pipe + " is no regular file of at most 1 MiB; put it elsewhere");
    }

    @Test
    void descriptionsInABundle_areRead() throws Exception {
        Path jar = folder.resolve("a.jar");
        String description = """
                <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
                  <OCD id="ocd"><AD id="url" type="String"/><AD id="topics" type="String"/></OCD>
                  <Designate factoryPid="org.ravning.a"><Object ocdref="ocd"/></Designate>
                  <Designate pid="org.ravning.b"><Object ocdref="ocd"/></Designate>
                </metatype:MetaData>
                """;
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("OSGI-INF/metatype/a.xml"));
            zip.write(description.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(KnownSettings.of(List.of(jar)).keys())
                .isEqualTo(Map.of("org.ravning.a", Set.of("url", "topics"), "org.ravning.b", Set.of("url", "topics")));
    }
}
