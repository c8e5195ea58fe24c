// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.BackendStatus;
import org.ravning.api.ScanMode;
import org.ravning.backend.sim.file.AirFile;
import org.ravning.backend.sim.file.AirFileException;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioScan;

class SimReplayTest {
    private static final Duration LEAD_IN = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    @Test
    void capture_replayed_keepsTheOriginalGapsToTheMicrosecond() throws IOException {
        SimRig rig = listening(capture(line(7.5, 1), line(7.500001, 2), line(8.25, 3)));
        assertThat(rig.core.reports).isEmpty();

        rig.pass(LEAD_IN);
        assertThat(heard(rig)).containsExactly(1);
        rig.pass(Duration.ofNanos(999));
        assertThat(heard(rig)).containsExactly(1);
        rig.pass(Duration.ofNanos(1));
        assertThat(heard(rig)).containsExactly(1, 2);
        rig.pass(Duration.ofNanos(749_998_999));
        assertThat(heard(rig)).containsExactly(1, 2);
        rig.pass(Duration.ofNanos(1000));
        assertThat(heard(rig)).containsExactly(1, 2, 3);
        rig.passSeconds(1000);
        assertThat(heard(rig)).hasSize(3);
        assertThat(rig.time.pending()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"10, 1000", "0.5, 20000", "1000, 10"})
    void speed_dividesTheGaps(String speed, long millis) throws IOException {
        SimRig rig = listening(capture(line(0, 1), line(10, 2)) + ",speed=" + speed);
        rig.pass(LEAD_IN);

        rig.pass(Duration.ofMillis(millis).minusNanos(1));
        assertThat(heard(rig)).containsExactly(1);
        rig.pass(Duration.ofNanos(1));
        assertThat(heard(rig)).containsExactly(1, 2);
    }

    @Test
    void report_hasWhatTheLineSays() throws IOException {
        SimRig rig = listening(capture("{\"address\":\"C2:00:00:00:00:01\",\"addressType\":\"random\",\"rssi\":-61,"
                + "\"connectable\":false,\"part\":\"advertisement\",\"name\":\"Own\",\"ad\":\"020106\"}"));
        rig.pass(LEAD_IN);

        AdvertisementReport report = rig.core.reports.get(0);
        assertThat(report.device().text()).isEqualTo("C2:00:00:00:00:01");
        assertThat(report.rssi()).isEqualTo(-61);
        assertThat(report.connectable()).isFalse();
        assertThat(report.part()).isEqualTo(AdvertisementReport.Part.ADVERTISEMENT);
        assertThat(report.data().localName()).isEqualTo("Own");
        assertThat(report.data().flags()).isEqualTo(6);
    }

    @Test
    void loop_beginsAgainASecondAfterTheEnd() throws IOException {
        SimRig rig = listening(capture(line(0, 1), line(2, 2)) + ",loop,speed=2");

        rig.pass(LEAD_IN.plusSeconds(1));
        assertThat(heard(rig)).containsExactly(1, 2);
        rig.pass(Duration.ofMillis(499));
        assertThat(heard(rig)).hasSize(2);
        rig.passSeconds(3);

        assertThat(heard(rig)).containsExactly(1, 2, 1, 2, 1, 2);
    }

    @Test
    void loopOfNothing_ends() throws IOException {
        SimRig rig = listening(capture("nonsense") + ",loop");
        rig.passSeconds(1);

        assertThat(rig.core.malformed).hasSize(1);
        assertThat(rig.time.pending()).isZero();
    }

    @Test
    void fastLoopOfOneLine_leavesTheProcessorAlone() throws IOException {
        SimRig rig = listening(capture(line(0, 1)) + ",loop,speed=1000000");

        rig.passSeconds(2);

        assertThat(heard(rig)).hasSizeBetween(19, 20);
    }

    @Test
    void malformedLines_areCountedAndNamed_othersArePlayed() throws IOException {
        String file = capture(
                line(0, 1),
                "{",
                "",
                "{\"rssi\":-60}",
                line(1, 2),
                "{\"address\":\"C2\"}",
                "x".repeat(70_000),
                line(1, 3));
        SimRig rig = listening(file);
        rig.passSeconds(2);

        assertThat(heard(rig)).containsExactly(1, 2, 3);
        assertThat(rig.core.malformed)
                .containsExactly(
                        file + ", line 2: not JSON",
                        file + ", line 4: it has no address",
                        file + ", line 6: address: an address has six bytes, not 1",
                        file + ", line 7: the line has more than 65536 characters");
    }

    @Test
    void structuresCutOff_areMalformedAsFromARadio() throws IOException {
        SimRig rig = listening(capture("{\"address\":\"C2:00:00:00:00:01\",\"ad\":\"1bff9904\"}"));
        rig.pass(LEAD_IN);

        assertThat(rig.core.reports).isEmpty();
        assertThat(rig.core.malformed).singleElement().asString().startsWith("C2:00:00:00:00:01: ");
    }

    @Test
    void linesWithoutTime_comeOneByOne() throws IOException {
        SimRig rig = listening(capture("{\"address\":\"C2:00:00:00:00:01\"}", "{\"address\":\"C2:00:00:00:00:02\"}"));

        rig.pass(LEAD_IN);
        assertThat(heard(rig)).containsExactly(1);
        rig.pass(Duration.ofMillis(100));
        assertThat(heard(rig)).containsExactly(1, 2);
    }

    @Test
    void timeThatGoesBack_asInTwoCapturesInOneFile_goesOn() throws IOException {
        SimRig rig = listening(capture(line(100, 1), line(0, 2), line(5, 3)));

        rig.pass(LEAD_IN);
        assertThat(heard(rig)).containsExactly(1, 2);
        rig.passSeconds(5);
        assertThat(heard(rig)).containsExactly(1, 2, 3);
    }

    @Test
    void nobodyListens_standsStillAndGoesOnFromThere() throws IOException {
        SimRig rig = listening(capture(line(0, 1), line(10, 2), line(11, 3)));
        rig.pass(LEAD_IN);
        rig.now(rig.radio().stopScan());
        rig.passSeconds(100);
        assertThat(heard(rig)).containsExactly(1);
        assertThat(rig.time.pending()).isZero();

        rig.scan(ScanMode.PASSIVE);
        rig.pass(LEAD_IN);
        assertThat(heard(rig)).containsExactly(1, 2);
        rig.passSeconds(1);
        assertThat(heard(rig)).containsExactly(1, 2, 3);
    }

    @Test
    void scanResponse_isHeardByActiveScansOnly() throws IOException {
        String file = capture("{\"address\":\"C2:00:00:00:00:01\",\"part\":\"scan-response\",\"name\":\"A\"}");
        SimRig passive = new SimRig(AirFile.open(file));
        passive.scan(ScanMode.PASSIVE);
        passive.passSeconds(1);
        SimRig active = listening(file);
        active.passSeconds(1);

        assertThat(passive.core.reports).isEmpty();
        assertThat(active.core.reports).hasSize(1);
    }

    @Test
    void adaptersOfTheCapture_areThere_eachHearsItsOwn() throws IOException {
        SimRig rig =
                new SimRig(AirFile.open(capture(onAdapter("hci0", 1), onAdapter("hci1", 2), onAdapter("../x", 3))));
        Recorder other = new Recorder();
        assertThat(rig.core.radios).extracting(radio -> radio.id().name()).containsExactly("hci0", "hci1");
        Radio second = rig.core.radios.get(1);
        rig.scan(ScanMode.ACTIVE);
        rig.now(second.startScan(new RadioScan(ScanMode.ACTIVE, java.util.Set.of()), other));

        rig.passSeconds(1);

        assertThat(heard(rig)).containsExactly(1, 3);
        assertThat(other.reports).hasSize(1);
    }

    @Test
    void airWithDevices_canPlayACaptureBesideThem() throws IOException {
        capture(line(0, 1), line(1, 2));
        Path yaml = Files.writeString(folder.resolve("air.yaml"), """
                adapters: [{name: own}]
                replay: {file: air.jsonl, speed: 2, loop: true}
                devices: [{address: "C2:00:00:00:00:09", interval: none}]
                """);
        SimRig rig = listening(yaml.toString());
        rig.pass(LEAD_IN.plusMillis(500));

        assertThat(rig.radio().id().name()).isEqualTo("own");
        assertThat(heard(rig)).containsSequence(1, 2);
        assertThat(rig.core.statuses)
                .extracting(BackendStatus::message)
                .containsExactly("a simulated air with 1 device and 1 adapter, and a capture that is played");
    }

    @Test
    void stoppedBackend_closesTheFileAndBeginsAgain() throws IOException {
        SimRig rig = listening(capture(line(0, 1), line(10, 2)));
        rig.pass(LEAD_IN);
        rig.backend.stop();
        assertThat(rig.time.pending()).isZero();

        SimRig again = new SimRig(rig.air);
        again.scan(ScanMode.ACTIVE);
        again.pass(LEAD_IN);
        assertThat(heard(again)).containsExactly(1);
    }

    @Test
    void fileThatGoes_endsTheReplayWithoutHarm() throws IOException {
        String file = capture(line(0, 1));
        SimRig rig = new SimRig(AirFile.open(file));
        Files.delete(Path.of(file));
        rig.scan(ScanMode.ACTIVE);
        rig.passSeconds(1);

        assertThat(rig.core.reports).isEmpty();
        assertThat(rig.time.pending()).isZero();
    }

    @Test
    void manyLines_areReadAsTheyAreNeeded() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            lines.add(line(i * 0.001, i % 100));
        }
        SimRig rig = listening(capture(lines.toArray(String[]::new)) + ",speed=1000000");
        rig.passSeconds(1);

        assertThat(rig.core.reports).hasSize(5000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"speed=0", "speed=-1", "speed=fast", "speed=NaN", "speed", "speed=1e9"})
    void wrongSpeed_isToldInALine(String option) throws IOException {
        String file = capture(line(0, 1));

        assertThatThrownBy(() -> AirFile.open(file + "," + option))
                .isInstanceOf(AirFileException.class)
                .hasMessageStartingWith("speed: expected ");
    }

    @Test
    void optionsOfWhatIsNoCapture_areToldInALine() throws IOException {
        String yaml = Files.writeString(folder.resolve("a.yaml"), "devices: []").toString();

        assertThatThrownBy(() -> AirFile.open(yaml + ",loop")).hasMessage(yaml + ": not a capture, so it has no loop");
        assertThatThrownBy(() -> AirFile.open("none.jsonl,loop")).hasMessage("none.jsonl: there is no such file");
        assertThatThrownBy(() -> AirFile.parse("replay: {file: none.jsonl}", yaml))
                .hasMessageContaining("replay.file: cannot read");
    }

    @Test
    void captureWithAnyName_isKnownByItsFirstLine() throws IOException {
        Path file = Files.writeString(folder.resolve("frames.txt"), line(0, 1) + "\n");

        assertThat(AirFile.open(file.toString()).replayCount()).isEqualTo(1);
    }

    private SimRig listening(String file) {
        SimRig rig = new SimRig(AirFile.open(file));
        rig.scan(ScanMode.ACTIVE);
        return rig;
    }

    private String capture(String... lines) throws IOException {
        return Files.write(folder.resolve("air.jsonl"), List.of(lines)).toString();
    }

    private static String line(double offset, int device) {
        return String.format(
                java.util.Locale.ROOT, "{\"offset\":%.6f,\"address\":\"C2:00:00:00:00:%02d\"}", offset, device);
    }

    private static String onAdapter(String adapter, int device) {
        return "{\"adapter\":\"" + adapter + "\"," + line(0, device).substring(1);
    }

    /** Returns the last bytes of the addresses that were heard. */
    private static List<Integer> heard(SimRig rig) {
        return rig.core.reports.stream()
                .map(report -> Integer.parseInt(report.device().text().substring(15)))
                .toList();
    }
}
