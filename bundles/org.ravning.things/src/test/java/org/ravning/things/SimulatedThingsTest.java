// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingRegistry;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.things.setting.ThingSettings;

/** The real core, the real profiles and the default simulated air, in real time. */
@ExtendWith(ThreadLeakCheck.class)
class SimulatedThingsTest {
    private static List<Profile> profiles() {
        List<Profile> profiles = new ArrayList<>();
        ServiceLoader.load(AdvertisementProfile.class).forEach(profiles::add);
        ServiceLoader.load(GattProfile.class).forEach(profiles::add);
        return profiles;
    }

    private static Optional<Value> value(ThingRegistry registry, String id, String property) {
        return registry.find(id)
                .flatMap(thing -> registry.state(thing.id()))
                .map(ThingState::values)
                .flatMap(values -> Optional.ofNullable(values.get(property)))
                .flatMap(told -> Optional.ofNullable(told.value()));
    }

    @Test
    void defaultAir_becomesThings_thatTellAndCanBeSet() throws Exception {
        try (Ravning ble = Ravning.open(new RavningOptions(Set.of("sim"), Map.of()));
                Things things =
                        Things.open(ble.scanner(), ble.central(), ble.adapters(), profiles(), ThingSettings.DEFAULT)) {
            ThingRegistry registry = things.registry();
            assertThat(registry.profiles()).hasSizeGreaterThanOrEqualTo(9);

            Await.until(
                    "the thermometer",
                    () -> value(registry, "c25a10000001", "temperature").isPresent());
            Await.until(
                    "the tag", () -> value(registry, "c25a10000004", "pressure").isPresent());
            Await.until(
                    "the strap",
                    () -> value(registry, "c25a10000005", "heart_rate").isPresent());
            Await.until(
                    "the station",
                    () -> value(registry, "c25a10000007", "humidity").isPresent());
            Await.until(
                    "the plug",
                    () -> value(registry, "c25a10000006", "switch_1").isPresent());
            assertThat(registry.find("c25a10000008"))
                    .as("the device that nobody understands")
                    .isEmpty();

            Thing plug = registry.find("c25a10000006").orElseThrow();
            assertThat(plug.property("switch_1").map(Property::isSettable)).contains(true);
            CommandResult set = Await.result(registry.submit(
                    new Command(plug.name(), Map.of("switch_1", Value.of(true)), Set.of(), Duration.ofSeconds(8))));
            assertThat(set.error()).isNull();
            assertThat(set.values()).isEqualTo(Map.of("switch_1", Value.of(true)));
            assertThat(value(registry, "c25a10000006", "switch_1")).contains(Value.of(true));

            CommandResult get = Await.result(
                    registry.submit(new Command(plug.name(), Map.of(), Set.of("switch_1"), Duration.ofSeconds(8))));
            assertThat(get.values()).isEqualTo(Map.of("switch_1", Value.of(true)));

            Await.until(
                    "the strap's maker",
                    () -> registry.find("c25a10000005")
                            .filter(strap -> "Ravning".equals(strap.model().manufacturer()))
                            .isPresent());
            assertThat(things.health().summary()).contains("things");
        }
    }

    @Test
    void coreThatCloses_leavesTheRegistryUsable() throws Exception {
        Ravning ble = Ravning.open(new RavningOptions(Set.of("sim"), Map.of()));
        try (Things things =
                Things.open(ble.scanner(), ble.central(), ble.adapters(), profiles(), ThingSettings.DEFAULT)) {
            ThingRegistry registry = things.registry();
            Await.until(
                    "the plug",
                    () -> value(registry, "c25a10000006", "switch_1").isPresent());
            ble.close();
            CommandResult set = Await.result(registry.submit(
                    new Command("c25a10000006", Map.of("switch_1", Value.of(true)), Set.of(), Duration.ofSeconds(4))));
            assertThat(set.status()).isNotEqualTo(CommandResult.Status.OK);
            assertThat(registry.things()).isNotEmpty();
        } finally {
            ble.close();
        }
    }
}
