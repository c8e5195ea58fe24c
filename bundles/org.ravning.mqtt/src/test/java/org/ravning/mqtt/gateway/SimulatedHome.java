// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ravning.api.Bytes;
import org.ravning.mqtt.transport.Message;

/** Some gateways and some things on a simulated bus; checks at each step that no two gateways act for one thing. */
final class SimulatedHome implements SimulatedBus.Ear {
    final SimulatedBus bus;
    final List<SimulatedGateway> gateways = new ArrayList<>();
    final List<String> things = new ArrayList<>();
    final Map<String, List<String>> carriedOut = new LinkedHashMap<>();
    final Map<String, List<String>> answers = new LinkedHashMap<>();
    private final Map<String, Set<String>> steady = new LinkedHashMap<>();
    private final Map<String, Long> sent = new LinkedHashMap<>();
    private boolean strict = true;
    /** Whether things advertise also while they are connected. */
    private boolean chatty;

    private int count;

    SimulatedHome(long seed, Duration slowest, double loss, int gatewayCount, int thingCount) {
        bus = new SimulatedBus(seed, slowest, loss);
        bus.connect(this, 0);
        for (int t = 0; t < thingCount; t++) {
            things.add("thing" + t);
        }
        for (int g = 0; g < gatewayCount; g++) {
            SimulatedGateway gateway = new SimulatedGateway("gateway" + g, this, g % 2);
            things.forEach(thing -> {
                if (bus.random.nextInt(4) > 0) {
                    gateway.hears.put(thing, -90 + bus.random.nextInt(50));
                }
            });
            gateways.add(gateway);
        }
    }

    /** Two may act for one thing from now on: the brokers themselves are parted. */
    void allowTwo(boolean allowed) {
        strict = !allowed;
    }

    @Override
    public void hear(String topic, Object payload) {}

    void away(String gateway, SimulatedGateway from) {
        if (!bus.isConnected(from)) {
            bus.publish(this, "away", gateway, false, false);
        }
    }

    void command(String thing) {
        String key = "command" + ++count;
        answers.put(key, new ArrayList<>());
        carriedOut.put(key, new ArrayList<>());
        sent.put(key, bus.now());
        steady.put(
                key,
                new HashSet<>(gateways.stream()
                        .filter(gateway ->
                                gateway.isAlive() && gateway.arbiter.standing().isThere(gateway.id, bus.now()))
                        .map(gateway -> gateway.id)
                        .toList()));
        send(key, thing);
    }

    /** A gateway fails: it need not answer what it heard shortly before. */
    void failed(String gateway) {
        steady.forEach((key, all) -> {
            if (bus.now() - sent.get(key) < Duration.ofSeconds(60).toNanos()) {
                all.remove(gateway);
            }
        });
    }

    /** Returns the commands that were not answered though a gateway heard them and did not fail meanwhile. */
    List<String> unanswered() {
        return answers.keySet().stream()
                .filter(key -> answers.get(key).isEmpty() && !steady.get(key).isEmpty())
                .toList();
    }

    void send(String key, String thing) {
        Message message = new Message("set", Bytes.EMPTY, 1, false);
        long now = bus.now();
        long deadline = now + Duration.ofSeconds(10).toNanos();
        bus.publish(this, "command", new SharedCommand(key, thing, message, "response", now, deadline), false, false);
    }

    void carriedOut(String key, String by) {
        carriedOut.get(key).add(by);
        if (strict) {
            assertThat(carriedOut.get(key)).as("carried out: " + key).hasSize(1);
        }
    }

    void answered(String key, String how) {
        answers.get(key).add(how);
    }

    void check() {
        if (strict) {
            for (String thing : things) {
                assertThat(acting(thing)).as("who acts for " + thing).hasSizeLessThanOrEqualTo(1);
            }
        }
        gateways.forEach(gateway -> assertThat(things)
                .as(gateway.id + " holds links to what it does not have")
                .noneMatch(gateway::clings));
    }

    /** Says whether gateways want a link to the thing, which takes one and is silent then. */
    boolean isLinkable(String thing) {
        return things.indexOf(thing) % 2 == 1;
    }

    void advertiseAlways() {
        chatty = true;
    }

    boolean isSilent(String thing) {
        return !chatty && isConnected(thing);
    }

    boolean isConnected(String thing) {
        return gateways.stream().anyMatch(gateway -> gateway.links.contains(thing));
    }

    List<String> acting(String thing) {
        return gateways.stream()
                .filter(gateway -> gateway.acts(thing))
                .map(gateway -> gateway.id)
                .toList();
    }

    /** Returns what is not as it must be after a while without trouble; nothing if all is well. */
    Map<String, String> unsettled() {
        Map<String, String> wrong = new TreeMap<>();
        for (String thing : things) {
            List<SimulatedGateway> hearing = gateways.stream()
                    .filter(gateway -> gateway.isAlive() && gateway.hears.containsKey(thing))
                    .toList();
            List<String> acting = acting(thing);
            if (hearing.isEmpty()) {
                continue;
            }
            int strongest =
                    hearing.stream().mapToInt(g -> g.hears.get(thing)).max().orElseThrow();
            // Nobody else hears a thing that is connected.
            boolean good = acting.size() == 1
                    && (isLinkable(thing)
                            ? linked(thing).equals(acting)
                            : hearing.stream()
                                    .anyMatch(g -> g.id.equals(acting.get(0)) && g.hears.get(thing) > strongest - 30));
            if (!good) {
                wrong.put(thing, "acting: " + acting + ", linked: " + linked(thing));
            }
        }
        return wrong;
    }

    List<String> linked(String thing) {
        return gateways.stream()
                .filter(gateway -> gateway.links.contains(thing))
                .map(gateway -> gateway.id)
                .toList();
    }
}
