// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
}
