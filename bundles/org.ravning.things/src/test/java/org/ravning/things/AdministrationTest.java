// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingOptions;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.DeviceRules;
import org.ravning.things.setting.ThingSettings;

class AdministrationTest {
    private static final DeviceAddress OTHER = House.device(2);
    private static final String ID = "a4c138000001";
    private static final ThingSettings ASK = ThingSettings.DEFAULT.withRules(DeviceRules.ALL.asking());

    @TempDir
    private Path folder;

    private House house = start(ThingSettings.DEFAULT);

    private House start(ThingSettings settings) {
        House fresh = new House(settings, folder == null ? ThingRecords.inMemory() : ThingRecords.in(file()));
        fresh.registry.add(new FakeBroadcast("fake", 10, "Meter"));
        return fresh;
    }

    private void restart(ThingSettings settings) {
        house.close();
        house = start(settings);
    }

    private Path file() {
        return folder.resolve("things.properties");
    }

    private ThingAdministration administration() {
        return house.registry.administration();
    }

    private List<String> names() {
        return house.registry.things().stream().map(Thing::name).toList();
    }

    private List<DeviceId> waiting() {
        return administration().candidates().stream()
                .filter(candidate -> candidate.reason() == Candidate.Reason.PERMIT)
                .map(Candidate::device)
                .toList();
    }

    private static List<String> states(News news) {
        return news.take().stream().filter(line -> line.startsWith("state")).toList();
    }

    @AfterEach
    void end() {
        house.close();
    }

    @Test
    void rename_isTold_andHoldsOverARestart() {
        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0115");
        News news = house.listener();
        news.take();

        administration().rename("meter-000001", "kitchen");
        house.time.runDue();

        assertThat(news.take()).containsExactly("thing kitchen [temperature]");
        assertThat(house.registry.find("kitchen")).isPresent();
        assertThat(house.registry.find("meter-000001")).isEmpty();
        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0115");
        assertThat(names()).containsExactly("kitchen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Kitchen",
                "a/b",
                "+",
                "#",
                "bridge",
                "gatt",
                "-a",
                "k\u00fcche",
                "meter-000002",
                "c00000000002"
            })
    void nameThatCannotBe_isRefused_andChangesNothing(String name) {
        house.hear(House.DEVICE, "0115");
        house.hear(OTHER, "0115");

        assertThatThrownBy(() -> administration().rename(ID, name)).isInstanceOf(IllegalArgumentException.class);

        assertThat(names()).containsExactly("meter-000001", "meter-000002");
    }

    @Test
    void unknownThing_isRefused() {
        assertThatThrownBy(() -> administration().rename("toaster\n", "kitchen"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no thing \"toaster\"");
    }

    @Test
    void removedThing_comesBack_withoutItsName() {
        house.hear(House.DEVICE, "0115");
        administration().rename(ID, "kitchen");

        administration().remove("kitchen", false);

        assertThat(names()).isEmpty();
        house.hear(House.DEVICE, "0115");
        assertThat(names()).containsExactly("meter-000001");
    }

    @Test
    void blockedThing_staysAway_overARestart_untilItIsPermitted() {
        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0115");

        administration().remove(ID, true);

        house.hear(House.DEVICE, "0115");
        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0115");
        assertThat(names()).isEmpty();
        administration().permit(House.DEVICE);
        house.hear(House.DEVICE, "0115");
        assertThat(names()).containsExactly("meter-000001");
    }

    @Test
    void asking_devicesWait_untilPermitted_andThenStay() {
        restart(ASK);
        house.hear(House.DEVICE, "0115");
        house.hear(OTHER, "0115");
        assertThat(names()).isEmpty();
        assertThat(waiting()).containsExactly(House.DEVICE, OTHER);

        administration().permit(House.DEVICE);
        house.hear(House.DEVICE, "0115");

        assertThat(names()).containsExactly("meter-000001");
        assertThat(waiting()).containsExactly(OTHER);
        restart(ASK);
        house.hear(House.DEVICE, "0115");
        assertThat(names()).containsExactly("meter-000001");
    }

    @Test
    void window_admitsWhoComes_untilItCloses_andRemembersThem() {
        restart(ASK);
        administration().permit(Duration.ofSeconds(60));
        house.hear(House.DEVICE, "0115");
        house.pass(Duration.ofSeconds(61));
        house.hear(OTHER, "0115");

        assertThat(names()).containsExactly("meter-000001");
        restart(ASK);
        house.hear(House.DEVICE, "0115");
        assertThat(names()).containsExactly("meter-000001");
    }

    @Test
    void manyStrangersThatWait_areBounded() {
        restart(ASK);
        for (int i = 0; i < 1000; i++) {
            house.hear(House.device(i), "0115");
        }

        assertThat(waiting()).hasSize(100).contains(House.device(999));
    }

    @Test
    void deadBand_leavesOutSmallChanges_untilTheMaximumInterval() {
        house.hear(House.DEVICE, "0115");
        News news = house.listener();
        administration()
                .setOptions(
                        ID,
                        new ThingOptions(
                                Duration.ZERO, Duration.ofMinutes(5), Map.of("temperature", BigDecimal.valueOf(2))));
        house.pass(Duration.ofSeconds(10));
        news.take();

        house.hear(House.DEVICE, "0116");
        assertThat(states(news)).isEmpty();
        house.hear(House.DEVICE, "0117");
        assertThat(states(news)).containsExactly("state temperature=23");
        house.pass(Duration.ofMinutes(2));
        house.hear(House.DEVICE, "0116");
        assertThat(states(news)).isEmpty();
        house.pass(Duration.ofMinutes(2));
        house.hear(House.DEVICE, "0117");
        house.pass(Duration.ofMinutes(1));
        house.hear(House.DEVICE, "0116");
        assertThat(states(news)).containsExactly("state temperature=22");
    }

    private News everyTenSeconds(ThingOptions options) {
        house.hear(House.DEVICE, "0115");
        News news = house.listener();
        administration().setOptions(ID, options.withIntervals(Duration.ofSeconds(10), Duration.ZERO));
        news.take();
        return news;
    }

    @Test
    void minimumInterval_holdsBackWhatComesSooner_eachPropertyForItself() {
        News news = everyTenSeconds(ThingOptions.NONE);

        house.hear(House.DEVICE, "01200230");
        assertThat(states(news)).contains("state humidity=48");
        house.pass(Duration.ofSeconds(9));
        assertThat(states(news)).isEmpty();
    }

    @Test
    void minimumIntervalThatIsOver_tellsTheNewestValue_once() {
        News news = everyTenSeconds(ThingOptions.NONE);
        house.hear(House.DEVICE, "0120");
        house.pass(Duration.ofSeconds(4));
        house.hear(House.DEVICE, "0121");

        house.pass(Duration.ofSeconds(6));

        assertThat(states(news)).containsExactly("state temperature=33");
        house.pass(Duration.ofMinutes(1));
        assertThat(states(news)).isEmpty();
        house.hear(House.DEVICE, "0122");
        assertThat(states(news)).as("its time has long been over").containsExactly("state temperature=34");
        house.hear(House.DEVICE, "0123");
        house.pass(Duration.ofSeconds(9));
        assertThat(states(news)).as("told late, it is not told again sooner").isEmpty();
        house.pass(Duration.ofSeconds(1));
        assertThat(states(news)).containsExactly("state temperature=35");
    }

    @Test
    void valueThatIsHeldBack_andWithinItsDeadBandWhenItsTimeComes_isLeftOut() {
        News news = everyTenSeconds(ThingOptions.NONE.withDeadBands(Map.of("temperature", BigDecimal.valueOf(2))));
        house.hear(House.DEVICE, "0120");
        house.hear(House.DEVICE, "0116");

        house.pass(Duration.ofSeconds(11));

        assertThat(states(news)).isEmpty();
    }

    @Test
    void valueThatIsHeldBack_isToldAtOnce_whenTheIntervalIsTakenBack() {
        News news = everyTenSeconds(ThingOptions.NONE);
        house.hear(House.DEVICE, "0120");

        administration().setOptions(ID, ThingOptions.NONE);
        house.time.runDue();

        assertThat(states(news)).containsExactly("state temperature=32");
    }

    @Test
    void thingThatIsRemoved_tellsNothingThatWasHeldBack() {
        News news = everyTenSeconds(ThingOptions.NONE);
        house.hear(House.DEVICE, "0120");

        administration().remove(ID, true);
        house.pass(Duration.ofSeconds(11));

        assertThat(states(news)).isEmpty();
    }

    @Test
    void modelThatWasSaid_reachesTheProfile_andHoldsOverARestart() {
        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0115");
        administration()
                .setOptions(ID, ThingOptions.NONE.withModel("Meter C:\\Pro").withOptimistic(true));

        house.hear(House.DEVICE, "0116");
        assertThat(house.registry.things().get(0).model().model()).isEqualTo("Meter C:\\Pro");
        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0116");

        assertThat(house.registry.things().get(0).model().model()).isEqualTo("Meter C:\\Pro");
        assertThat(administration().options(ID).optimistic()).isTrue();
        administration().setOptions(ID, ThingOptions.NONE);
        house.hear(House.DEVICE, "0117");
        assertThat(house.registry.things().get(0).model().model()).isEqualTo("Meter");
    }

    @Test
    void deviceThatSendsSeldom_isNotCalledAwayEarly_afterARestart() {
        restart(ThingSettings.DEFAULT);
        for (int i = 0; i < 4; i++) {
            house.hear(House.DEVICE, "0115");
            house.pass(Duration.ofMinutes(30));
        }

        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0115");
        house.hear(OTHER, "0115");
        house.pass(Duration.ofMinutes(50));

        assertThat(house.counter("online"))
                .as("the one that is known; a new one has 3 minutes")
                .isEqualTo(1);
        house.pass(Duration.ofMinutes(11));
        assertThat(house.counter("online")).isZero();
    }

    @Test
    void options_holdOverARestart() {
        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0115");
        ThingOptions options = new ThingOptions(
                Duration.ofMillis(1500), Duration.ofMinutes(5), Map.of("temperature", new BigDecimal("0.25")));
        administration().setOptions(ID, options);

        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0115");

        assertThat(administration().options(ID)).isEqualTo(options);
    }

    @Test
    void fileEditedByHand_isTakenOver_badLinesAreLeftOut() throws Exception {
        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0115");
        house.hear(OTHER, "0115");
        String text = "# by hand\n" + ID + ".name = cellar\n" + ID + ".colour = red\n" + ID + ".dead_band.x = -1\n"
                + "nonsense\n.name = x\n" + ID + ".minimum_seconds = NaN\nc00000000002.admission = blocked\n";
        Files.write(file(), text.getBytes(StandardCharsets.UTF_8));

        administration().reload();

        assertThat(names()).containsExactly("cellar");
        assertThat(administration().options(ID)).isEqualTo(ThingOptions.NONE);
    }

    @Test
    void fileThatCannotBeRead_leavesEverythingAsItIs() throws Exception {
        restart(ThingSettings.DEFAULT);
        house.hear(House.DEVICE, "0115");
        administration().rename(ID, "kitchen");
        Files.delete(file());
        Files.createDirectory(file());
        Files.createFile(file().resolve("in the way"));

        administration().reload();

        assertThat(names()).containsExactly("kitchen");
        assertThatThrownBy(() -> administration().rename(ID, "cellar")).isInstanceOf(IllegalArgumentException.class);
        assertThat(names()).containsExactly("kitchen");
    }
}
