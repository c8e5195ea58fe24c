// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.api.AddressType;
import org.ravning.api.AdvertisingData;
import org.ravning.api.DeviceAddress;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.KeyKind;
import org.ravning.profile.api.KeyState;
import org.ravning.profile.api.Quality;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingOptions;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;
import org.ravning.things.key.KeyVault;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.DeviceRules;
import org.ravning.things.setting.ThingSettings;

/** Who is who when addresses change, what may become a thing, and how keys and devices go together. */
class IdentityTest {
    private static final String BEACON = "0701";
    private static final ThingId BEACON_ID = new ThingId("ibeacon-f7826da64fa24e988024bc5b71e0893e-1-1");
    // Core Specification, volume 3, part H, appendix D.7; the second address was made with the same key.
    private static final String IRK = "ec0234a357c8ad05341010a60a397d9b";
    private static final DeviceAddress RESOLVABLE = DeviceAddress.of("70:81:94:0D:FB:AA", AddressType.RANDOM);
    private static final AdvertisingData NOTHING = AdvertisingData.builder().build();

    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void start() {
        start(DeviceRules.ALL);
    }

    private void start(DeviceRules rules) {
        if (house != null) {
            house.close();
        }
        ThingSettings settings = ThingSettings.DEFAULT
                .withRules(rules)
                .withKeys(KeyVault.in(folder.resolve("keys"), false, problem -> {}));
        house = new House(settings, ThingRecords.in(folder.resolve("things.properties")));
        house.registry.add(new FakeBroadcast("fake", 10, "Meter"));
        house.registry.add(FakeBroadcast.beacons());
    }

    @AfterEach
    void end() {
        house.close();
    }

    private ThingAdministration administration() {
        return house.registry.administration();
    }

    private List<String> names() {
        return house.registry.things().stream().map(Thing::name).toList();
    }

    private Thing thing(String name) {
        return house.registry.find(name).orElseThrow();
    }

    private ThingState state(Thing thing) {
        return house.registry.state(thing.id()).orElseThrow();
    }

    private List<Candidate.Reason> reasons() {
        return administration().candidates().stream().map(Candidate::reason).toList();
    }

    // Beacons

    @Test
    void beaconOfAStranger_isNoThing_evenWhileAllArePermitted() {
        administration().permit(Duration.ofMinutes(5));
        house.hear(House.DEVICE, BEACON);

        assertThat(names()).isEmpty();
        assertThat(administration().candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.id()).isEqualTo(BEACON_ID);
            assertThat(candidate.device()).isEqualTo(House.DEVICE);
            assertThat(candidate.reason()).isEqualTo(Candidate.Reason.BEACON);
            assertThat(candidate.model()).isEqualTo("iBeacon");
        });
    }

    @Test
    void floodOfBeacons_isBounded_andKeepsOutNobodyWhoWaits() {
        start(DeviceRules.ALL.asking());
        house.hear(House.DEVICE, "0115");
        News news = house.listener();
        news.take();
        for (int i = 0; i < 1000; i++) {
            house.hear(House.device(i), "07" + String.format("%02x", i % 256));
        }
        assertThat(reasons()).hasSize(21).contains(Candidate.Reason.PERMIT);
        assertThat(news.take()).as("phones are not announced").isEmpty();
    }

    @Test
    void beaconThatIsPermitted_staysOneThing_whicheverAddressItHas() {
        administration().permit(BEACON_ID);
        house.hear(House.device(1), BEACON);
        administration().rename("ibeacon-e0893e-1-1", "keys");
        administration().setOptions("keys", ThingOptions.NONE.withModel("Tag"));
        News news = house.listener();
        news.take();

        house.hear(House.device(2), BEACON);

        assertThat(names()).containsExactly("keys");
        assertThat(thing("keys").device()).isEqualTo(House.device(2));
        assertThat(thing("keys").id()).isEqualTo(BEACON_ID);
        assertThat(news.take()).anyMatch(line -> line.startsWith("thing keys")).noneMatch(l -> l.startsWith("removed"));
        start();
        house.hear(House.device(3), BEACON);
        assertThat(names()).containsExactly("keys");
        assertThat(administration().options(BEACON_ID.value()).model()).isEqualTo("Tag");
    }

    @Test
    void beaconThatIsNamedInTheSettings_becomesAThing() {
        start(DeviceRules.ALL.withBeacons(List.of("ibeacon-f7826da6*"), problem -> {}));
        house.hear(House.device(1), BEACON);
        house.hear(House.device(2), "0702");
        assertThat(names()).containsExactly("ibeacon-e0893e-1-1", "ibeacon-e0893e-1-2");
        start(DeviceRules.parse(List.of(), List.of("ibeacon-*-2"), problem -> {})
                .withBeacons(List.of("*"), problem -> {}));
        house.hear(House.device(1), BEACON);
        house.hear(House.device(2), "0702");
        assertThat(names()).containsExactly("ibeacon-e0893e-1-1");
    }

    @Test
    void beaconsPresence_followsItsSilence() {
        administration().permit(BEACON_ID);
        house.hear(House.device(1), BEACON);
        Thing beacon = thing(BEACON_ID.value());
        assertThat(state(beacon).values().get("presence").value()).isEqualTo(Value.of(true));

        house.pass(Duration.ofMinutes(4));

        assertThat(state(beacon).availability()).isEqualTo(Availability.OFFLINE);
        assertThat(state(beacon).values().get("presence").value()).isEqualTo(Value.of(false));
        assertThat(state(beacon).quality("presence")).isEqualTo(Quality.GOOD);
        house.hear(House.device(2), BEACON);
        assertThat(state(beacon).values().get("presence").value()).isEqualTo(Value.of(true));
    }

    @Test
    void nameGivenToABeaconByItsAddress_isKeptUnderItsIdentity() {
        house.hear(House.DEVICE, "0115");
        administration().rename("meter-000001", "keys");
        start();

        house.hear(House.DEVICE, BEACON);
        start();
        house.hear(House.device(5), BEACON);

        assertThat(names()).containsExactly("keys");
        assertThat(thing("keys").id()).isEqualTo(BEACON_ID);
    }

    @Test
    void deviceOfAProfile_thatSendsABeaconToo_isOneThingByItsAddress() {
        house.hear(House.DEVICE, "0115");
        house.hear(House.DEVICE, BEACON);
        assertThat(house.registry.things())
                .singleElement()
                .satisfies(thing -> assertThat(thing.isKnownByAddress()).isTrue());
    }

    @Test
    void deviceWhoseBeaconIsPermitted_isOneThingByItsIdentity_whateverIsHeardFirst() {
        administration().permit(BEACON_ID);
        house.hear(House.DEVICE, "0115");
        house.hear(House.DEVICE, BEACON);
        house.hear(House.DEVICE, "0116");
        assertThat(house.registry.things())
                .singleElement()
                .satisfies(thing -> assertThat(thing.id()).isEqualTo(BEACON_ID));
        start();
        house.hear(House.DEVICE, BEACON);
        house.hear(House.DEVICE, "0115");
        assertThat(house.registry.things()).hasSize(1);
        assertThat(state(thing(BEACON_ID.value())).values()).containsKey("temperature");
    }

    // Private devices

    @Test
    void phoneWhoseKeyIsKnown_isOneThing_thatTellsItsPresence() {
        house.hear(RESOLVABLE, NOTHING);
        assertThat(names()).isEmpty();

        administration().setKey("anna", KeyKind.IRK, IRK);
        house.hear(RESOLVABLE, NOTHING);

        assertThat(names()).containsExactly("anna");
        Thing anna = thing("anna");
        assertThat(anna.id().value()).isEqualTo("private-anna");
        assertThat(anna.device()).isEqualTo(RESOLVABLE);
        assertThat(state(anna).values().get("presence").value()).isEqualTo(Value.of(true));
        house.hear(House.device(9), NOTHING);
        assertThat(names()).hasSize(1);
    }

    @Test
    void deviceWithALastingAddress_isOneThing_atThatAndAtRandomOnes() {
        administration().setKey("A4:C1:38:00:00:01", KeyKind.IRK, IRK);
        house.hear(RESOLVABLE, "0115");
        house.hear(House.DEVICE, "0116");

        assertThat(house.registry.things()).singleElement().satisfies(thing -> {
            assertThat(thing.id().value()).isEqualTo("a4c138000001");
            assertThat(thing.device()).isEqualTo(House.DEVICE);
            assertThat(thing.name()).isEqualTo("meter-000001");
        });
    }

    @Test
    void thingAtARandomAddress_turnsOutToBeADeviceWhoseKeyIsGivenLater() {
        house.hear(RESOLVABLE, "0115");
        assertThat(names()).containsExactly("meter-0dfbaa");

        administration().setKey("anna", KeyKind.IRK, IRK);
        house.hear(RESOLVABLE, "0116");

        assertThat(names()).containsExactly("anna");
        assertThat(thing("anna").property("temperature")).isPresent();
    }

    @Test
    void privateDeviceThatIsBlocked_staysAway() {
        administration().setKey("anna", KeyKind.IRK, IRK);
        house.hear(RESOLVABLE, NOTHING);
        administration().remove("anna", true);
        house.hear(RESOLVABLE, NOTHING);
        assertThat(names()).isEmpty();
    }

    // Keys

    @Test
    void encryptedDeviceWithoutKey_isAnnounced_andBecomesAThingWithIt() {
        News news = house.listener();
        house.hear(House.DEVICE, "0855");
        assertThat(news.take()).containsExactly("candidate a4c138000001 KEY_MISSING");
        assertThat(reasons()).containsExactly(Candidate.Reason.KEY_MISSING);

        administration().setKey("A4:C1:38:00:00:01", KeyKind.BIND, "11".repeat(16));
        house.hear(House.DEVICE, "0855");
        assertThat(reasons()).containsExactly(Candidate.Reason.KEY_WRONG);

        administration().setKey("A4:C1:38:00:00:01", KeyKind.BIND, "55".repeat(16));
        house.hear(House.DEVICE, "0855");
        assertThat(thing("meter-000001").key()).isEqualTo(KeyState.OK);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void keyThatFits_isCalledWrong_onlyAfterSeveralFramesInARow() {
        administration().setKey("A4:C1:38:00:00:01", KeyKind.BIND, "55".repeat(16));
        house.hear(House.DEVICE, "0855");
        house.hear(House.DEVICE, "0856");
        house.hear(House.DEVICE, "0856");
        assertThat(thing("meter-000001").key()).isEqualTo(KeyState.OK);
        News news = house.listener();
        news.take();

        house.hear(House.DEVICE, "0856");

        assertThat(thing("meter-000001").key()).isEqualTo(KeyState.WRONG);
        assertThat(news.take()).containsExactly("thing meter-000001 [temperature]");
        house.hear(House.DEVICE, "0855");
        assertThat(thing("meter-000001").key()).isEqualTo(KeyState.OK);
    }

    @Test
    void keyThatIsAddedToTheFile_holdsSoon() throws Exception {
        administration().setKey("A4:C1:38:00:00:02", KeyKind.BIND, "55".repeat(16));
        Path file = folder.resolve("keys");
        java.nio.file.Files.writeString(
                file, "A4:C1:38:00:00:01 = " + "55".repeat(16) + "\n", java.nio.file.StandardOpenOption.APPEND);
        house.pass(Duration.ofSeconds(6));
        house.hear(House.DEVICE, "0855");
        assertThat(names()).containsExactly("meter-000001");
    }

    @Test
    void floodOfEncryptedStrangers_isBounded_andAnnouncedSeldom() {
        News news = house.listener();
        for (int i = 0; i < 1000; i++) {
            house.hear(House.device(i), "0855");
        }
        assertThat(reasons()).hasSize(100);
        assertThat(news.take()).hasSize(10);
        house.pass(Duration.ofMinutes(2));
        house.hear(House.device(5000), "0855");
        assertThat(news.take()).hasSize(1);
    }
}
