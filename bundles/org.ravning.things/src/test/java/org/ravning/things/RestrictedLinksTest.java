// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;
import org.ravning.profile.api.Value;
import org.ravning.things.setting.ThingSettings;

/** Links while somebody says which things may be connected to. */
class RestrictedLinksTest {
    private static final AdvertisingData ADVERTISING = AdvertisingData.builder()
            .serviceUuid(BleUuid.of(FakePeripheral.SERVICE))
            .build();
    private static final ConnectionPolicy KEEP = new ConnectionPolicy.KeepConnected();
    private static final ThingId LAMP = new ThingId(House.DEVICE.compact());

    private final FakePeripheral lamp = new FakePeripheral();
    private final House house = new House(ThingSettings.DEFAULT, lamp);
    private final ThingLinks links = house.registry.links();
    private final Set<ThingId> ours = new HashSet<>();

    @AfterEach
    void close() {
        house.close();
        house.time.runDue();
        assertThat(lamp.isConnected()).as("a link was left").isFalse();
    }

    private Characteristic level(ConnectionPolicy policy) {
        Characteristic level = lamp.add(
                FakeGatt.LEVEL,
                "07",
                CharacteristicProperty.READ,
                CharacteristicProperty.WRITE,
                CharacteristicProperty.NOTIFY);
        house.registry.add(FakeGatt.level(policy));
        return level;
    }

    private void hear() {
        house.hear(House.DEVICE, ADVERTISING);
    }

    private ThingLinks.Restriction restrict() {
        ThingLinks.Restriction restriction = links.restrict(ours::contains);
        house.time.runDue();
        return restriction;
    }

    private void give(ThingLinks.Restriction restriction) {
        ours.add(LAMP);
        restriction.changed(LAMP);
        house.time.runDue();
    }

    private CompletableFuture<CommandResult> set(int level) {
        return house.registry
                .submit(new Command("lamp-000001", Map.of("level", Value.of(level)), Set.of(), Duration.ofSeconds(8)))
                .toCompletableFuture();
    }

    @Test
    void thingOfAnother_isAThing_butIsNotConnectedTo_untilItIsOurs() {
        level(KEEP);
        ThingLinks.Restriction restriction = restrict();
        News news = house.listener();
        hear();
        house.pass(Duration.ofSeconds(30));

        assertThat(news.take()).contains("thing lamp-000001 []");
        assertThat(lamp.log).isEmpty();
        assertThat(links.of(LAMP)).isEqualTo(ThingLinks.Link.NONE);

        give(restriction);

        assertThat(lamp.log).startsWith("connect", "subscribe fa01", "read fa01");
        assertThat(news.take()).contains("state level=7");
        assertThat(links.of(LAMP)).isEqualTo(ThingLinks.Link.OPEN);
    }

    @Test
    void thingThatIsGivenAway_isLetGo_andConnectedToWhenItIsOursAgain() {
        level(KEEP);
        ours.add(LAMP);
        ThingLinks.Restriction restriction = restrict();
        hear();
        assertThat(lamp.isConnected()).isTrue();

        ours.clear();
        restriction.changed(LAMP);
        house.time.runDue();
        assertThat(lamp.isConnected()).isFalse();
        assertThat(links.of(LAMP)).isEqualTo(ThingLinks.Link.NONE);
        for (int i = 0; i < 60; i++) {
            hear();
            house.pass(Duration.ofMinutes(1));
        }
        assertThat(lamp.count("connect")).isEqualTo(1);

        give(restriction);
        assertThat(lamp.isConnected()).isTrue();
        assertThat(lamp.count("connect")).isEqualTo(2);
    }

    @Test
    void linksThatAreThere_endWhenARestrictionComes() {
        level(KEEP);
        hear();
        assertThat(lamp.isConnected()).isTrue();

        restrict();

        assertThat(lamp.isConnected()).isFalse();
    }

    @Test
    void commandUnderWay_isFinished_beforeTheLinkEnds() {
        Characteristic level = level(KEEP);
        ours.add(LAMP);
        ThingLinks.Restriction restriction = restrict();
        hear();
        List<ThingLinks.Link> meanwhile = new ArrayList<>();
        lamp.beforeWrite(() -> {
            ours.clear();
            restriction.changed(LAMP);
            meanwhile.add(links.of(LAMP));
        });

        CompletableFuture<CommandResult> result = set(9);
        house.time.runDue();

        assertThat(meanwhile).containsExactly(ThingLinks.Link.OPEN);
        assertThat(result.join().status()).isEqualTo(CommandResult.Status.OK);
        assertThat(lamp.value(level)).isEqualTo("09");
        assertThat(lamp.isConnected()).isFalse();
    }

    @Test
    void cut_endsTheLink_beforeCommandsThatWait_whichAreRefused() {
        Characteristic level = level(KEEP);
        ours.add(LAMP);
        ThingLinks.Restriction restriction = restrict();
        hear();
        CompletableFuture<CommandResult> result = set(9);
        ours.clear();
        restriction.cut(LAMP);
        CompletableFuture<CommandResult> later = house.registry
                .submit(new Command("lamp-000001", Map.of(), Set.of("level"), Duration.ofSeconds(8)))
                .toCompletableFuture();
        house.time.runDue();

        assertThat(List.of(result.join(), later.join()))
                .allSatisfy(answer -> assertThat(answer.error())
                        .returns(CommandResult.Code.UNREACHABLE, CommandResult.Failure::code)
                        .satisfies(
                                failure -> assertThat(failure.message()).contains("another gateway has this thing")));
        assertThat(lamp.value(level)).isEqualTo("07");
        assertThat(lamp.isConnected()).isFalse();
    }

    @Test
    void thingOnDemand_isConnectedToOnce_whenItIsOurs() {
        level(new ConnectionPolicy.OnDemand());
        ThingLinks.Restriction restriction = restrict();
        hear();
        assertThat(lamp.log).isEmpty();

        give(restriction);
        assertThat(lamp.count("connect")).isEqualTo(1);
        restriction.changed(LAMP);
        house.pass(Duration.ofHours(1));
        assertThat(lamp.count("connect")).isEqualTo(1);
        assertThat(links.of(LAMP)).isEqualTo(ThingLinks.Link.NONE);
    }

    @Test
    void restrictionThatEnds_freesLinksAfterAWhile_andNotIfAnotherTookItsPlace() {
        level(KEEP);
        ThingLinks.Restriction first = restrict();
        hear();
        first.close();
        house.pass(Duration.ofSeconds(5));
        ThingLinks.Restriction second = restrict();
        house.pass(Duration.ofSeconds(30));
        assertThat(lamp.log).isEmpty();

        second.close();
        house.pass(Duration.ofSeconds(9));
        assertThat(lamp.log).isEmpty();
        house.pass(Duration.ofSeconds(2));
        assertThat(lamp.isConnected()).isTrue();
    }

    @Test
    void ruleThatThrows_meansNo() {
        level(KEEP);
        links.restrict(thing -> {
            throw new IllegalStateException("no answer");
        });
        hear();

        assertThat(lamp.log).isEmpty();
    }
}
