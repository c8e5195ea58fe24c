// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattException;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.things.setting.ThingSettings;

class LinkedThingsTest {
    private static final AdvertisingData ADVERTISING = AdvertisingData.builder()
            .serviceUuid(BleUuid.of(FakePeripheral.SERVICE))
            .build();
    private static final ConnectionPolicy KEEP = new ConnectionPolicy.KeepConnected();

    private final FakePeripheral lamp = new FakePeripheral();
    private final House house = new House(ThingSettings.DEFAULT, lamp);

    @AfterEach
    void close() {
        house.close();
        house.time.runDue();
        assertThat(lamp.isConnected()).as("a link was left").isFalse();
    }

    private Characteristic readAndNotify(int type, String hex) {
        return lamp.add(type, hex, CharacteristicProperty.READ, CharacteristicProperty.NOTIFY);
    }

    private void hear() {
        house.hear(House.DEVICE, ADVERTISING);
    }

    @Test
    void keptThing_heard_isConnectedAndReadAndSubscribed() {
        Characteristic level = readAndNotify(FakeGatt.LEVEL, "07");
        lamp.add(FakeGatt.BATTERY, "63", CharacteristicProperty.READ);
        house.registry.add(FakeGatt.level(KEEP));
        house.registry.add(FakeGatt.battery());
        News news = house.listener();

        hear();

        assertThat(lamp.log).containsExactly("connect", "subscribe fa01", "read fa01", "read fa03");
        assertThat(news.take())
                .contains("thing lamp-000001 [level, battery]")
                .last()
                .isEqualTo("state battery=99 level=7");
        assertThat(house.registry.things().get(0).profiles()).containsExactly("lamp", "battery");
        lamp.send(level, "09");
        house.time.runDue();
        assertThat(news.take()).containsExactly("state level=9");
    }

    @Test
    void profileThatIsNoCompanion_addsNothingToADeviceThatItDidNotRecognise() {
        lamp.add(FakeGatt.LEVEL, "07", CharacteristicProperty.READ);
        lamp.add(FakeGatt.BATTERY, "63", CharacteristicProperty.READ);
        house.registry.add(FakeGatt.level(KEEP));
        house.registry.add(new FakeGatt("other", Match.service(BleUuid.of(0xFA99)), KEEP, FakeGatt.BATTERY, "charge"));

        hear();

        assertThat(house.registry.things().get(0).properties())
                .extracting(Property::name)
                .containsExactly("level");
    }

    @Test
    void connectedThing_thatAdvertisesNoMore_staysOnline_untilItsLinkIsLost() {
        readAndNotify(FakeGatt.LEVEL, "07");
        house.registry.add(FakeGatt.level(KEEP));
        News news = house.listener();
        hear();
        news.take();
        house.pass(Duration.ofHours(5));
        assertThat(news.take()).isEmpty();

        lamp.refuse(true);
        lamp.vanish(DisconnectReason.LINK_LOST);
        house.pass(Duration.ofMinutes(4));
        assertThat(news.take()).containsExactly("availability OFFLINE");

        lamp.refuse(false);
        hear();
        assertThat(news.take()).contains("availability ONLINE", "state level=7");
        assertThat(lamp.isConnected()).isTrue();
    }

    @Test
    void refusedConnection_isTriedAgain_lessAndLessOften() {
        lamp.refuse(true);
        house.registry.add(FakeGatt.level(KEEP));
        hear();
        for (int i = 0; i < 1800; i++) {
            house.pass(Duration.ofSeconds(2));
            hear();
        }
        // After 0, 1, 3, 7, ... 255 s, then every 300 s of the hour.
        assertThat(lamp.count("connect")).isBetween(18L, 21L);
    }

    @Test
    void thingThatIsAway_isNotTried_andTriedAtOnceWhenItIsBack() {
        readAndNotify(FakeGatt.LEVEL, "07");
        house.registry.add(FakeGatt.level(KEEP));
        lamp.refuse(true);
        hear();
        house.pass(Duration.ofMinutes(30));
        long attempts = lamp.count("connect");
        house.pass(Duration.ofHours(3));
        assertThat(lamp.count("connect")).isEqualTo(attempts);
        lamp.refuse(false);
        hear();
        assertThat(lamp.isConnected()).isTrue();
    }

    @Test
    void polledThing_isReadAtItsInterval_andLetGoBetween() {
        Characteristic level = lamp.add(FakeGatt.LEVEL, "07", CharacteristicProperty.READ);
        house.registry.add(FakeGatt.level(new ConnectionPolicy.Poll(Duration.ofMinutes(10))));
        News news = house.listener();
        hear();
        assertThat(news.take()).contains("state level=7");
        house.pass(Duration.ofSeconds(11));
        assertThat(lamp.isConnected()).isFalse();
        lamp.value(level, "08");
        for (int i = 0; i < 59; i++) {
            hear();
            house.pass(Duration.ofSeconds(10));
        }
        assertThat(news.take()).contains("state level=8");
        assertThat(lamp.count("connect")).isEqualTo(2);
    }

    @Test
    void thingOnDemand_isConnectedToOnce_toLearnWhatItCan() {
        lamp.add(FakeGatt.LEVEL, "07", CharacteristicProperty.READ, CharacteristicProperty.WRITE);
        house.registry.add(FakeGatt.level(new ConnectionPolicy.OnDemand()));
        hear();
        assertThat(house.registry.things().get(0).properties())
                .extracting(Property::name)
                .containsExactly("level");
        house.pass(Duration.ofHours(1));
        hear();
        assertThat(lamp.count("connect")).isEqualTo(1);
        assertThat(lamp.isConnected()).isFalse();
    }

    @Test
    void characteristicThatIsRefused_doesNotKeepTheOthersFromBeingRead() {
        lamp.add(FakeGatt.LEVEL, "07", CharacteristicProperty.READ);
        lamp.add(FakeGatt.BATTERY, "63", CharacteristicProperty.READ);
        house.registry.add(FakeGatt.level(KEEP));
        house.registry.add(FakeGatt.battery());
        hear();
        News news = house.listener();
        news.take();
        lamp.fail(GattException.att(FakePeripheral.operation("read"), 2, null));
        house.pass(Duration.ofMinutes(5));
        assertThat(news.take()).containsExactly("state battery=99");
        assertThat(lamp.count("connect")).isEqualTo(1);
    }

    @Test
    void readThatTimesOut_endsTheLink_whichIsMadeAgain() {
        lamp.add(FakeGatt.LEVEL, "07", CharacteristicProperty.READ);
        house.registry.add(FakeGatt.level(KEEP));
        hear();
        lamp.fail(
                new BleTimeoutException(FakePeripheral.operation("read"), Duration.ofSeconds(10), true, "late", null));
        house.pass(Duration.ofMinutes(5));
        assertThat(lamp.isConnected()).isFalse();
        hear();
        house.pass(Duration.ofSeconds(2));
        assertThat(lamp.isConnected()).isTrue();
    }

    @Test
    void servicesChanged_connectsAgain() {
        readAndNotify(FakeGatt.LEVEL, "07");
        house.registry.add(FakeGatt.level(KEEP));
        hear();
        lamp.changeServices();
        house.pass(Duration.ofSeconds(2));
        assertThat(lamp.count("connect")).isEqualTo(2);
        assertThat(lamp.isConnected()).isTrue();
    }

    @Test
    void companionThatLeavesAndReturns_takesAndBringsItsProperties_overTheSameLink() {
        readAndNotify(FakeGatt.LEVEL, "07");
        lamp.add(FakeGatt.BATTERY, "63", CharacteristicProperty.READ);
        FakeGatt battery = FakeGatt.battery();
        house.registry.add(FakeGatt.level(KEEP));
        house.registry.add(battery);
        News news = house.listener();
        hear();
        news.take();

        house.registry.remove(battery);
        house.time.runDue();
        assertThat(news.take()).containsExactly("thing lamp-000001 [level]");
        house.registry.add(battery);
        house.time.runDue();
        assertThat(news.take()).containsExactly("thing lamp-000001 [level, battery]", "state battery=99");
        assertThat(lamp.count("connect")).isEqualTo(1);
    }

    @Test
    void profileThatLeaves_takesItsThingAndLinkAway_andTheyComeBack() {
        readAndNotify(FakeGatt.LEVEL, "07");
        FakeGatt level = FakeGatt.level(KEEP);
        house.registry.add(level);
        News news = house.listener();
        hear();
        news.take();

        house.registry.remove(level);
        house.time.runDue();
        assertThat(news.take()).containsExactly("removed lamp-000001");
        assertThat(lamp.isConnected()).isFalse();

        house.registry.add(level);
        hear();
        assertThat(news.take()).contains("thing lamp-000001 [level]", "state level=7");
    }

    @Test
    void thingThatAlsoBroadcasts_staysWhenItsLinkProfileLeaves() {
        readAndNotify(FakeGatt.LEVEL, "07");
        FakeGatt level = FakeGatt.level(KEEP);
        house.registry.add(new FakeBroadcast("generic", 0, "Sensor"));
        house.registry.add(level);
        house.hear(House.DEVICE, ADVERTISING.merge(House.frame("0115")));
        Thing thing = house.registry.things().get(0);
        assertThat(thing.profiles()).containsExactly("generic", "lamp");
        assertThat(thing.name()).isEqualTo("sensor-000001");

        house.registry.remove(level);
        house.time.runDue();
        assertThat(house.registry.things().get(0).properties())
                .extracting(Property::name)
                .containsExactly("temperature");
        assertThat(lamp.isConnected()).isFalse();
    }

    @Test
    void deviceThatCannotBeConnectedTo_isNoThing() {
        house.registry.add(FakeGatt.level(KEEP));
        house.air
                .listener()
                .onAdvertisement(new org.ravning.api.Advertisement(
                        House.DEVICE, House.ADAPTER, house.time.clock().instant(), -60, false, ADVERTISING));
        house.time.runDue();
        assertThat(house.registry.things()).isEmpty();
    }
}
