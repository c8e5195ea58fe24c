// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol on a bus that delays, reorders, doubles and loses messages, with gateways that fail in every way. */
class GatewayModelTest {
    private static final Duration SLOWEST = Duration.ofMillis(800);
    private static final Duration LEASE = SimulatedGateway.TIMING.lease();
    private static final Duration QUIET = Duration.ofMinutes(12);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void troubleOfEveryKind_neverTwoOwners_andOneInTheEnd(int group) {
        for (int seed = group * 8; seed < group * 8 + 8; seed++) {
            SimulatedHome home = new SimulatedHome(seed, SLOWEST, 0.02, 4, 5);
            home.bus.run(Duration.ofSeconds(10));
            for (int step = 0; step < 60; step++) {
                trouble(home);
                home.bus.run(Duration.ofMillis(home.bus.random.nextInt(15_000)));
            }
            home.gateways.forEach(gateway -> {
                gateway.goOn();
                gateway.comeBack();
                gateway.start();
            });
            home.bus.run(QUIET);

            assertThat(home.unsettled()).as("seed " + seed).isEmpty();
            assertThat(home.unanswered()).as("seed " + seed).isEmpty();
        }
    }

    private static void trouble(SimulatedHome home) {
        SimulatedGateway gateway = home.gateways.get(home.bus.random.nextInt(home.gateways.size()));
        String thing = home.things.get(home.bus.random.nextInt(home.things.size()));
        switch (home.bus.random.nextInt(12)) {
            case 0 -> gateway.kill();
            case 1, 2 -> gateway.start();
            case 3 -> gateway.cutOff();
            case 4, 5 -> gateway.comeBack();
            case 6 -> gateway.stop();
            case 7 -> gateway.goOn();
            case 8 -> gateway.hears.put(thing, -90 + home.bus.random.nextInt(50));
            case 9 -> gateway.hears.remove(thing);
            default -> home.command(thing);
        }
    }

    @Test
    void partedBrokers_twoOwnersMeanwhile_oneAfterwards() {
        for (int seed = 0; seed < 20; seed++) {
            SimulatedHome home = new SimulatedHome(seed, SLOWEST, 0.02, 4, 5);
            home.bus.run(Duration.ofSeconds(30));
            home.allowTwo(true);
            home.bus.part(true);
            home.bus.run(Duration.ofMinutes(2));
            home.bus.part(false);
            home.bus.run(QUIET);
            home.allowTwo(false);
            home.check();

            assertThat(home.unsettled()).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void brokerThatForgetsEverything_changesNothing() {
        for (int seed = 0; seed < 10; seed++) {
            SimulatedHome home = new SimulatedHome(seed, SLOWEST, 0.02, 3, 5);
            home.bus.run(Duration.ofMinutes(12));
            List<List<String>> before = home.things.stream().map(home::acting).toList();
            home.gateways.forEach(SimulatedGateway::cutOff);
            home.bus.restart();
            home.bus.run(Duration.ofSeconds(5));
            home.gateways.forEach(SimulatedGateway::comeBack);
            home.bus.run(Duration.ofSeconds(30));

            assertThat(home.things.stream().map(home::acting))
                    .as("seed " + seed)
                    .isEqualTo(before);
        }
    }

    @Test
    void ownerThatDies_isFollowedWithinTheLease() {
        for (int seed = 0; seed < 30; seed++) {
            SimulatedHome home = new SimulatedHome(seed, SLOWEST, 0, 3, 1);
            home.gateways.forEach(gateway -> gateway.hears.put("thing0", -60 - gateway.id.charAt(7)));
            home.bus.run(Duration.ofMinutes(1).plusMillis(seed * 97L));
            String first = home.acting("thing0").get(0);
            home.gateways.stream()
                    .filter(g -> g.id.equals(first))
                    .findFirst()
                    .orElseThrow()
                    .kill();
            home.bus.run(LEASE);

            assertThat(home.acting("thing0")).as("seed " + seed).hasSize(1).doesNotContain(first);
        }
    }

    @Test
    void thingThatIsConnected_isSilentForTheOthers_andStaysWithItsOwner() {
        for (int seed = 0; seed < 10; seed++) {
            SimulatedHome home = new SimulatedHome(seed, SLOWEST, 0.02, 3, 2);
            home.gateways.forEach(gateway -> gateway.hears.put("thing1", -60));
            home.bus.run(Duration.ofMinutes(1));
            List<String> owner = home.acting("thing1");
            home.gateways.forEach(gateway -> gateway.hears.put("thing1", owner.contains(gateway.id) ? -90 : -40));
            home.bus.run(Duration.ofHours(2));

            assertThat(home.acting("thing1")).as("seed " + seed).hasSize(1).isEqualTo(owner);
            assertThat(home.linked("thing1")).as("seed " + seed).isEqualTo(owner);
        }
    }

    @Test
    void linkedThingWhoseOwnerDies_isConnectedToByAnother() {
        for (int seed = 0; seed < 10; seed++) {
            SimulatedHome home = new SimulatedHome(seed, SLOWEST, 0, 3, 2);
            home.gateways.forEach(gateway -> gateway.hears.put("thing1", -60));
            home.bus.run(Duration.ofMinutes(30));
            String first = home.acting("thing1").get(0);
            home.gateways.stream()
                    .filter(g -> g.id.equals(first))
                    .findFirst()
                    .orElseThrow()
                    .kill();
            home.bus.run(LEASE.plusSeconds(3));

            assertThat(home.linked("thing1")).as("seed " + seed).hasSize(1).doesNotContain(first);
        }
    }

    @Test
    void linkedThingThatIsHandedOver_isLetGoFirst() {
        for (int seed = 0; seed < 10; seed++) {
            SimulatedHome home = new SimulatedHome(seed, SLOWEST, 0, 3, 2);
            home.advertiseAlways();
            home.gateways.forEach(gateway -> gateway.hears.put("thing1", -60));
            home.bus.run(Duration.ofMinutes(1));
            String first = home.acting("thing1").get(0);
            assertThat(home.linked("thing1")).as("seed " + seed).containsExactly(first);
            home.gateways.forEach(gateway -> gateway.hears.put("thing1", gateway.id.equals(first) ? -80 : -50));
            home.bus.run(Duration.ofMinutes(1));

            // SimulatedGateway.pass sees to the order.
            assertThat(home.linked("thing1"))
                    .as("seed " + seed)
                    .hasSize(1)
                    .isEqualTo(home.acting("thing1"))
                    .doesNotContain(first);
        }
    }
}
