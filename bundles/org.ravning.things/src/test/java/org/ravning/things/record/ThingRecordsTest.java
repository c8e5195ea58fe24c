// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingOptions;

class ThingRecordsTest {
    private static final ThingId LAMP = new ThingId("a4c138000001");
    private static final ThingId KEYS = new ThingId("ibeacon-0a-1-2");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("things.properties");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    @Test
    void change_leavesRemarksAndOtherLines_asTheyAre() throws IOException {
        Files.writeString(file(), """
                # My home

                # the lamp in the hall
                a4c138000001.name   = hall
                a4c138000001.colour = red
                a4c138000001.minimum_seconds: 5
                # my keys
                ibeacon-0a-1-2.admission = permitted
                nonsense
                """);
        ThingRecords records = ThingRecords.in(file());

        records.change(
                LAMP, record -> record.withName("lamp").with(record.options().withModel("Lamp")));
        records.change(KEYS, record -> record.withName("keys"));
        records.change(
                LAMP, record -> record.with(record.options().withIntervals(Duration.ZERO, Duration.ofMinutes(1))));

        assertThat(lines())
                .containsExactly(
                        "# My home",
                        "",
                        "# the lamp in the hall",
                        "a4c138000001.name = lamp",
                        "a4c138000001.colour = red",
                        "a4c138000001.model = Lamp",
                        "a4c138000001.maximum_seconds = 60",
                        "# my keys",
                        "ibeacon-0a-1-2.admission = permitted",
                        "ibeacon-0a-1-2.name = keys",
                        "nonsense");
        assertThat(ThingRecords.in(file()).of(LAMP)).isEqualTo(records.of(LAMP));
        assertThat(ThingRecords.in(file()).of(KEYS)).isEqualTo(records.of(KEYS));
    }

    @Test
    void lineThatWasEditedMeanwhile_isNotUndone() throws IOException {
        ThingRecords records = ThingRecords.in(file());
        records.change(LAMP, record -> record.withName("lamp"));
        Files.writeString(file(), Files.readString(file()).replace("lamp", "hall") + "# mine\n");

        records.change(KEYS, record -> record.withName("keys"));

        assertThat(lines())
                .contains("a4c138000001.name = hall", "# mine")
                .last()
                .isEqualTo("ibeacon-0a-1-2.name = keys");
    }

    @Test
    void everythingThatIsSaid_isReadBack_andForgotten() throws IOException {
        ThingOptions options = new ThingOptions(
                Duration.ofMillis(1500),
                Duration.ofHours(1),
                Map.of("temperature", new BigDecimal("0.25")),
                true,
                "A\\B = c");
        ThingRecords records = ThingRecords.in(file());
        records.change(
                LAMP,
                record -> record.withName("lamp")
                        .with(ThingRecord.Admission.PERMITTED)
                        .with(options));

        assertThat(ThingRecords.in(file()).of(LAMP)).isEqualTo(records.of(LAMP));
        records.change(LAMP, record -> ThingRecord.NONE);
        assertThat(lines()).noneMatch(line -> line.startsWith("a4c1"));
        assertThat(ThingRecords.in(file()).of(LAMP)).isEqualTo(ThingRecord.NONE);
    }

    @Test
    void intervals_areReadBack_andNonsenseIsLeftOut() throws IOException {
        Path intervals = folder.resolve("intervals.properties");
        Files.writeString(intervals, "hello\n=5\nA B=5\nc00000000001 = -1\nc00000000002 = 99999999999999999999\n");
        ThingRecords records = ThingRecords.in(file());
        records.intervals().keep(Map.of(LAMP, Duration.ofSeconds(90)));

        assertThat(Files.readAllLines(intervals)).containsExactly("a4c138000001 = 91");
        assertThat(ThingRecords.in(file()).intervals().of(LAMP)).isEqualTo(Duration.ofSeconds(91));
    }

    @Test
    void fileThatVanished_isWrittenAnew_withAll() throws IOException {
        ThingRecords records = ThingRecords.in(file());
        records.change(LAMP, record -> record.withName("lamp"));
        Files.delete(file());

        records.change(KEYS, record -> record.withName("keys"));

        assertThat(lines()).contains("a4c138000001.name = lamp", "ibeacon-0a-1-2.name = keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# = x",
                "=",
                ":",
                "a = hall",
                "!a",
                "\\",
                "a\\",
                "\\n",
                "\\u000a",
                "\u00e5 \uD83D\uDE00",
                "a\u200bb"
            })
    void model_ofAnyCharacters_isReadBack_andReplacesTheOneBefore(String model) throws IOException {
        Files.writeString(file(), "a4c138000001.model = hall\na4c138000002.name = other\n");
        ThingRecords records = ThingRecords.in(file());

        for (int i = 0; i < 3; i++) {
            String each = i % 2 == 0 ? model : "else";
            records.change(LAMP, record -> record.with(record.options().withModel(each)));
        }

        assertThat(lines()).hasSize(2);
        assertThat(ThingRecords.in(file()).of(LAMP).options().model()).isEqualTo(model);
        assertThat(ThingRecords.in(file()).of(new ThingId("a4c138000002")).name())
                .isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a4c138000001.name = hall\r\na4c138000002.name = other\r\n",
                "a4c138000001.name = hall\ra4c138000002.name = other\r",
                "a4c138000001.na\\\n  me = hall\na4c138000002.name = other\n",
                "a4c138000001.name = ha\\\r\n  ll\r\na4c138000002.name = other",
                "\\u00614c138000001.name = hall\na4c138000002.name = other\n",
                "a4c138000001.name hall\na4c138000002.name = other",
                "a4c138000001.name = old\na4c138000002.name = other\na4c138000001.name = hall\n",
            })
    void fileWrittenInAnotherWay_keepsOneLineOfAKind(String text) throws IOException {
        Files.writeString(file(), text);
        ThingRecords records = ThingRecords.in(file());
        assertThat(records.of(LAMP).name()).isEqualTo("hall");

        records.change(LAMP, record -> record.withName("lamp"));
        records.change(LAMP, record -> record.withName("kitchen"));

        assertThat(Files.readString(file()))
                .containsOnlyOnce("a4c138000001.name = kitchen")
                .doesNotContain("hall", "lamp", "old");
        assertThat(ThingRecords.in(file()).of(LAMP).name()).isEqualTo("kitchen");
        assertThat(ThingRecords.in(file()).of(new ThingId("a4c138000002")).name())
                .isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dead_band.t = 1e999999999",
                "dead_band.t = 1e-999999999",
                "dead_band.t\\n = 1",
                "maximum_seconds = 1e-999999999",
                "minimum_seconds = 1e999999999"
            })
    void numberOrNameBeyondMeasure_inTheFile_isLeftOut(String line) throws IOException {
        Files.writeString(file(), "a4c138000001." + line + "\na4c138000001.name = lamp\n");

        assertThat(ThingRecords.in(file()).of(LAMP)).isEqualTo(ThingRecord.NONE.withName("lamp"));
    }

    @Test
    @Timeout(30)
    void pipes_areNotRead_norWrittenTo() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor())
                .isZero();
        assertThat(new ProcessBuilder(
                                "mkfifo", folder.resolve("intervals.properties").toString())
                        .start()
                        .waitFor())
                .isZero();
        ThingRecords records = ThingRecords.in(file());

        assertThat(records.of(LAMP)).isEqualTo(ThingRecord.NONE);
        assertThatThrownBy(() -> records.change(LAMP, record -> record.withName("lamp")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it cannot be kept: the file of things cannot be read");
        assertThat(records.intervals().of(LAMP)).isNull();
    }
}
