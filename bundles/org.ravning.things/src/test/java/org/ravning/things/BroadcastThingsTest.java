// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.things.setting.DeviceRules;
import org.ravning.things.setting.ThingSettings;

class BroadcastThingsTest {
    private final FakeBroadcast generic = new FakeBroadcast("generic", 0, "Sensor");
    private House house = new House();

    @AfterEach
    void close() {
        house.close();
        assertThat(house.air.running()).isZero();
    }

    @Test
    void deviceThatAProfileDecodes_heard_isAThingAtOnce() {
        house.registry.add(generic);
        News news = house.listener();

        house.hear(House.DEVICE, "0115");

        assertThat(news.take())
                .containsExactly("thing sensor-000001 [temperature]", "availability ONLINE", "state temperature=21");
        Thing thing = house.registry.find("sensor-000001").orElseThrow();
        assertThat(thing.id()).isEqualTo(new ThingId("a4c138000001"));
        assertThat(thing.model().manufacturer()).isEqualTo("Maker");
        assertThat(house.registry.find("a4c138000001")).contains(thing);
        assertThat(house.registry.state(thing.id()).orElseThrow().rssi()).isEqualTo(-60);
    }

    @Test
    void unknownDevice_heard_isNoThing() {
        house.registry.add(generic);
        house.hear(House.DEVICE, "7700");
        house.hear(House.device(1), org.ravning.api.AdvertisingData.EMPTY);
        assertThat(house.registry.things()).isEmpty();
        assertThat(house.counter("unknown")).isEqualTo(1);
    }

    @Test
    void propertySeenLater_isAdded_inOrderOfAppearance() {
        house.registry.add(generic);
        News news = house.listener();
        house.hear(House.DEVICE, "0115");
        news.take();
        house.hear(House.DEVICE, "02320116");
        assertThat(news.take())
                .containsExactly("thing sensor-000001 [temperature, humidity]", "state humidity=50 temperature=22");
        ThingId id = new ThingId("a4c138000001");
        assertThat(house.registry.state(id).orElseThrow().values().keySet()).containsExactly("temperature", "humidity");
    }

    @Test
    void newListener_isToldWhatIsThere() {
        house.registry.add(generic);
        house.hear(House.DEVICE, "0115");
        assertThat(house.listener().take())
                .containsExactly("thing sensor-000001 [temperature]", "availability ONLINE", "state temperature=21");
    }

    @Test
    void severalProfiles_theMostSpecificThatDecodesWins() {
        house.registry.add(generic);
        house.registry.add(new FakeBroadcast("special", 100, "Special"));
        house.hear(House.DEVICE, "0115");
        assertThat(house.registry.things()).extracting(Thing::name).containsExactly("special-000001");
        assertThat(house.registry.things().get(0).profiles()).containsExactly("special");
    }

    @Test
    void malformedFrame_isCountedWithItsReason() {
        house.registry.add(generic);
        house.hear(House.DEVICE, "ee07");
        house.hear(House.DEVICE, "ff00");
        assertThat(house.registry.things()).isEmpty();
        assertThat(house.counter("malformed_generic")).isEqualTo(2);
        assertThat(house.registry.health().summary()).contains("the profile failed");
    }

    @Test
    void sameTailAndModel_secondThing_hasItsWholeIdInItsName() {
        house.registry.add(generic);
        house.hear(House.device(1), "0115");
        house.hear(House.device(0x1000001), "0115");
        assertThat(house.registry.things())
                .extracting(Thing::name)
                .containsExactly("sensor-000001", "sensor-c00001000001");
    }

    @Test
    void valueOfAnotherKindThanItsProperty_isLeftOut() {
        house.registry.add(generic);
        News news = house.listener();
        house.hear(House.DEVICE, "0115");
        news.take();
        house.hear(House.DEVICE, "06030233");
        assertThat(news.take()).containsExactly("thing sensor-000001 [temperature, humidity]", "state humidity=51");
    }

    @Test
    void replayedCounter_isRejectedAndCounted() {
        house.registry.add(generic);
        News news = house.listener();
        house.hear(House.DEVICE, "04c80115");
        news.take();
        house.hear(House.DEVICE, "04c70163");
        assertThat(news.take()).isEmpty();
        assertThat(house.counter("replayed")).isEqualTo(1);
    }

    @Test
    void counterOfARestartedDevice_isTaken() {
        house.registry.add(generic);
        house.hear(House.DEVICE, "04c80115");
        News news = house.listener();
        news.take();
        house.hear(House.DEVICE, "04010116");
        assertThat(news.take()).as("too soon for a new battery").isEmpty();
        house.pass(Duration.ofSeconds(10));
        house.hear(House.DEVICE, "04020116");
        assertThat(news.take()).containsExactly("state temperature=22");
    }

    @Test
    void samePacketNumber_isOneEvent() {
        house.registry.add(generic);
        News news = house.listener();
        for (int i = 0; i < 5; i++) {
            house.hear(House.DEVICE, "05070300");
            house.pass(Duration.ofSeconds(3));
        }
        assertThat(news.take()).containsOnlyOnce("event button press");
        house.hear(House.DEVICE, "05080300");
        assertThat(news.take()).containsExactly("event button press");
        house.hear(House.DEVICE, "05060300");
        assertThat(news.take()).as("an older packet that comes late").isEmpty();
    }

    @Test
    void sameBytesWithinAMoment_areOneEvent_withoutPacketNumber() {
        house.registry.add(generic);
        News news = house.listener();
        for (int i = 0; i < 4; i++) {
            house.hear(House.DEVICE, "03000115");
            house.pass(Duration.ofMillis(300));
        }
        assertThat(news.take().stream().filter("event button press"::equals)).hasSize(1);
        house.pass(Duration.ofSeconds(5));
        house.hear(House.DEVICE, "03000115");
        assertThat(news.take()).contains("event button press");
    }

    @Test
    void deniedDevice_isNoThing() {
        house.close();
        house = new House(
                ThingSettings.DEFAULT.withRules(DeviceRules.parse(List.of(), List.of("a4:c1:38:*"), problem -> {})));
        house.registry.add(generic);
        house.hear(House.DEVICE, "0115");
        house.hear(House.device(7), "0115");
        assertThat(house.registry.things()).extracting(Thing::name).containsExactly("sensor-000007");
        assertThat(house.counter("denied")).isEqualTo(1);
    }

    @Test
    void floodOfDevices_isBounded_andMakesRoomForOthersLater() {
        house.close();
        house = new House(ThingSettings.DEFAULT.withMaximumThings(10));
        house.registry.add(generic);
        for (int i = 0; i < 1000; i++) {
            house.hear(House.device(i), "0115");
        }
        assertThat(house.registry.things()).hasSize(10);
        assertThat(house.counter("no_room")).isEqualTo(990);
        for (int i = 0; i < 100; i++) {
            house.hear(House.device(3), "0115");
            house.pass(Duration.ofSeconds(10));
        }
        house.hear(House.device(5000), "0115");
        assertThat(house.registry.things())
                .extracting(Thing::name)
                .hasSize(10)
                .contains("sensor-000003", "sensor-001388");
    }

    @Test
    void profileThatLeaves_takesItsThingsAway_andTheyComeBackWithIt() {
        house.registry.add(generic);
        house.hear(House.DEVICE, "0115");
        News news = house.listener();
        news.take();

        house.registry.remove(generic);
        house.time.runDue();
        assertThat(news.take()).containsExactly("removed sensor-000001");
        assertThat(house.registry.things()).isEmpty();
        house.hear(House.DEVICE, "0116");
        assertThat(house.registry.things()).isEmpty();

        house.registry.add(generic);
        house.hear(House.DEVICE, "0117");
        assertThat(news.take())
                .containsExactly("thing sensor-000001 [temperature]", "availability ONLINE", "state temperature=23");
    }

    @Test
    void silentDevice_goesAwayAfterItsUsualInterval_andComesBack() {
        house.registry.add(generic);
        News news = house.listener();
        for (int i = 0; i < 10; i++) {
            house.hear(House.DEVICE, "0115");
            house.pass(Duration.ofMinutes(1));
        }
        news.take();
        house.pass(Duration.ofSeconds(59));
        assertThat(news.take()).isEmpty();
        house.pass(Duration.ofSeconds(2));
        assertThat(news.take()).containsExactly("availability OFFLINE");
        ThingId id = new ThingId("a4c138000001");
        assertThat(house.registry.state(id).orElseThrow().availability()).isEqualTo(Availability.OFFLINE);

        house.hear(House.DEVICE, "0115");
        assertThat(news.take()).containsExactly("availability ONLINE", "state temperature=21");
    }

    @Test
    void lossOfTheAdapter_makesThingsGoAway_butIsNotLearned() {
        house.registry.add(generic);
        for (int i = 0; i < 20; i++) {
            house.hear(House.DEVICE, "0115");
            house.pass(Duration.ofSeconds(2));
        }
        house.air.listener().onAdapterLost(House.ADAPTER, gone());
        News news = house.listener();
        news.take();
        house.pass(Duration.ofHours(1));
        assertThat(news.take()).containsExactly("availability OFFLINE");
        assertThat(house.registry.health().summary()).isEqualTo("no adapter hears anything: nothing there");

        house.air.listener().onAdapterScanning(House.ADAPTER);
        house.hear(House.DEVICE, "0115");
        news.take();
        house.pass(Duration.ofSeconds(31));
        assertThat(news.take()).containsExactly("availability OFFLINE");
    }

    private static org.ravning.api.BleUnavailableException gone() {
        return new org.ravning.api.BleUnavailableException(
                org.ravning.api.BleOperation.of("scan"),
                org.ravning.api.BleUnavailableException.Reason.ADAPTER_GONE,
                "gone",
                "",
                null);
    }

    @Test
    void closedRegistry_stopsItsScan_andTellsNobody() {
        house.registry.add(generic);
        News news = house.listener();
        house.close();
        house.hear(House.DEVICE, "0115");
        assertThat(news.take()).isEmpty();
        assertThat(house.time.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a/+/#/$SYS",
                "\u001b[2J\u0007\r\nbridge",
                "\u202eevil\u2028\u2066",
                "\ud83d",
                "../../etc/passwd",
                "bridge",
                " "
            })
    void hostileModel_comesOutHarmless(String model) {
        house.registry.add(new FakeBroadcast("hostile", 20, model));
        house.registry.add(new FakeBroadcast("long", 30, model + "x".repeat(248)));
        house.hear(House.DEVICE, "0115");

        assertThat(house.registry.things()).singleElement().satisfies(thing -> {
            assertThat(thing.name()).matches("[a-z0-9][a-z0-9-]{0,63}").isNotEqualTo("bridge");
            assertThat(thing.model().model())
                    .hasSizeLessThanOrEqualTo(64)
                    .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u2028\\u2029]");
        });
    }
}
