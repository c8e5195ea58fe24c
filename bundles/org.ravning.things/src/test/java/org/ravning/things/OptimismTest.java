// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.CommandResult.Status;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Quality;
import org.ravning.profile.api.ThingOptions;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;
import org.ravning.things.setting.ThingSettings;

class OptimismTest {
    private static final AdvertisingData ADVERTISING = AdvertisingData.builder()
            .serviceUuid(BleUuid.of(FakePeripheral.SERVICE))
            .build();

    private final FakePeripheral lamp = new FakePeripheral();
    private final House house = new House(ThingSettings.DEFAULT, lamp);

    private final Characteristic level =
            lamp.add(FakeGatt.LEVEL, "07", CharacteristicProperty.READ, CharacteristicProperty.WRITE);

    @BeforeEach
    void lampIsThere_atSeven() {
        house.registry.add(FakeGatt.level(new ConnectionPolicy.OnDemand()));
        house.hear(House.DEVICE, ADVERTISING);
        house.pass(Duration.ofSeconds(20));
        set(7);
        house.pass(Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        house.close();
        house.time.runDue();
    }

    private void optimistic() {
        house.registry.administration().setOptions("lamp-000001", ThingOptions.NONE.withOptimistic(true));
    }

    private CompletableFuture<CommandResult> submit(int number) {
        Command command =
                new Command("lamp-000001", Map.of("level", Value.of(number)), Set.of(), Duration.ofSeconds(8));
        return house.registry.submit(command).toCompletableFuture();
    }

    private CommandResult set(int number) {
        var result = submit(number);
        house.time.runDue();
        return result.join();
    }

    private List<String> states(News news) {
        return news.take().stream().filter(line -> line.startsWith("state")).toList();
    }

    private Quality quality() {
        ThingState state =
                house.registry.state(house.registry.things().get(0).id()).orElseThrow();
        return state.quality("level");
    }

    private static BleConnectException notThere() {
        return new BleConnectException(
                FakePeripheral.operation("connect"), BleConnectException.Reason.NOT_FOUND, "not heard", null);
    }

    @Test
    void usually_nothingShowsBeforeTheDeviceHasIt() {
        News news = house.listener();
        news.take();
        lamp.fail(notThere());
        set(9);
        assertThat(states(news)).isEmpty();
    }

    @Test
    void optimistic_theValueShowsAtOnce_andIsGood_whenTheDeviceTellsIt() {
        optimistic();
        News news = house.listener();
        news.take();
        Quality[] meanwhile = new Quality[1];
        lamp.beforeWrite(() -> meanwhile[0] = quality());

        assertThat(set(9).status()).isEqualTo(Status.OK);

        assertThat(states(news)).contains("state level=9");
        assertThat(meanwhile).containsExactly(Quality.ASSUMED);
        assertThat(quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void deviceThatMakesSomethingElseOfIt_correctsTheState() {
        optimistic();
        lamp.afterWrite(() -> lamp.value(level, "64"));
        News news = house.listener();
        news.take();

        set(150);

        assertThat(states(news)).last().isEqualTo("state level=100");
        assertThat(quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void commandThatFails_bringsBackWhatWasTold() {
        optimistic();
        lamp.fail(notThere());
        News news = house.listener();
        news.take();

        set(9);

        assertThat(states(news)).last().isEqualTo("state level=7");
        assertThat(quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void commandOfUnknownOutcome_leavesTheOldValue_uncertain() {
        optimistic();
        lamp.beforeWrite(() -> {
            lamp.beforeWrite(() -> {});
            lamp.fail(FakePeripheral.lost(true));
        });

        CommandResult.Failure failure = set(9).error();

        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(CommandResult.Code.UNKNOWN_OUTCOME);
        assertThat(quality()).isEqualTo(Quality.UNCERTAIN);
    }

    @Test
    void supersededCommand_doesNotBringTheOldValueBack() {
        optimistic();
        News news = house.listener();
        news.take();

        var first = submit(8);
        var second = submit(9);
        house.time.runDue();

        assertThat(first.join().status()).isEqualTo(Status.SUPERSEDED);
        assertThat(second.join().status()).isEqualTo(Status.OK);
        assertThat(states(news)).doesNotContain("state level=7").last().isEqualTo("state level=9");
    }

    @Test
    void supersedingCommandThatFails_bringsBackWhatWasToldBeforeBoth() {
        optimistic();
        News news = house.listener();
        news.take();
        var first = submit(8);
        var second = submit(9);
        lamp.fail(notThere());

        house.time.runDue();

        assertThat(first.join().status()).isEqualTo(Status.SUPERSEDED);
        assertThat(second.join().status()).isEqualTo(Status.ERROR);
        assertThat(states(news)).last().isEqualTo("state level=7");
    }
}
