// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingOptions;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

/** Names, options, removals and permissions that are said at one of several gateways. */
@Timeout(120)
class SharedAdministrationTest {
    private static final int LEASE = 4;

    private final ScheduledExecutorService air = Executors.newSingleThreadScheduledExecutor();
    private final List<Rig> gateways = new ArrayList<>();
    private final Thing lamp = FakeThings.thing(
            "C2:5A:10:00:00:01", "lamp", Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature"));
    private TestBroker broker;
    private TestClient client;
    private FakeAdministration attic;
    private FakeAdministration cellar;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start();
        client = new TestClient(broker.uri());
        attic = gateway("attic", -80);
        cellar = gateway("cellar", -50);
        Await.until(
                "cellar speaks, and both hear it",
                () -> client.newest("ravning/lamp")
                        .contains("\"gateway\":\"cellar\",\"heard_by\":{\"attic\":-80,\"cellar\":-50}"));
    }

    @AfterEach
    void stop() throws Exception {
        air.shutdownNow();
        gateways.forEach(Rig::close);
        client.close();
        broker.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private FakeAdministration gateway(String id, int rssi) {
        Rig rig = Rig.gateway(broker.uri(), id, LEASE, Duration.ofMinutes(gateways.size()));
        gateways.add(rig);
        FakeAdministration administration = new FakeAdministration(rig.things);
        rig.bridge.setAdministration(administration);
        rig.things.add(lamp, rssi, Map.of("temperature", Value.of(20)));
        air.scheduleAtFixedRate(() -> rig.things.heard(lamp, rssi), 0, 100, TimeUnit.MILLISECONDS);
        return administration;
    }

    private String request(String verb, String payload) throws Exception {
        client.send("ravning/bridge/request/" + verb, payload);
        return client.await("ravning/bridge/response/" + verb).payload();
    }

    private boolean calls(int gateway, String name) {
        return gateways.get(gateway).things.find(name).isPresent();
    }

    @Test
    void rename_holdsAtAll_alsoAtOneThatWasOff_andClearsTheOldTopics() throws Exception {
        gateways.remove(0).close();
        assertThat(request("rename", "{\"transaction\":\"r1\",\"thing\":\"lamp\",\"to\":\"kitchen\"}"))
                .contains("\"status\":\"ok\"");
        client.await("ravning/kitchen");
        Await.until(
                "the old topic is cleared", () -> client.newest("ravning/lamp").isEmpty());

        gateway("attic", -80);

        Await.until("attic calls it so", () -> calls(1, "kitchen"));
        assertThat(calls(0, "kitchen")).isTrue();
        assertThat(client.newest("ravning/lamp")).isEmpty();
        assertThat(client.all("ravning/bridge/response/rename")).hasSize(1);
    }

    @Test
    void options_holdAtAll() throws Exception {
        assertThat(request(
                        "options", "{\"transaction\":\"o1\",\"thing\":\"lamp\",\"minimum_seconds\":5,\"model\":\"M\"}"))
                .contains("\"minimum_seconds\":5");
        ThingOptions wanted = ThingOptions.NONE
                .withIntervals(Duration.ofSeconds(5), Duration.ZERO)
                .withModel("M");

        assertThat(cellar.options("lamp")).isEqualTo(wanted);
    }

    @Test
    void remove_holdsAtAll() throws Exception {
        assertThat(request("remove", "{\"transaction\":\"m1\",\"thing\":\"lamp\"}"))
                .contains("\"status\":\"ok\"");

        Await.until("attic removes it", () -> !calls(0, "lamp"));
        assertThat(calls(1, "lamp")).isFalse();
        Await.until(
                "nobody has it",
                () -> client.newest("ravning/bridge/claims/c25a10000001").contains("\"owner\":\"\""));
        assertThat(client.all("ravning/bridge/response/remove")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "seconds, 60, PT1M",
        "device, \"C4:7C:8D:6A:10:22\", C4:7C:8D:6A:10:22",
        "device, \"ibeacon-0a-1-2\", ibeacon-0a-1-2"
    })
    void permit_isDoneByAll_andAnsweredByOne(String field, String value, String permitted) throws Exception {
        assertThat(request("permit", "{\"transaction\":\"p1\",\"" + field + "\":" + value + "}"))
                .contains("\"status\":\"ok\"");

        Await.until("attic permits it", () -> attic.permitted.equals(List.of(permitted)));
        Await.until("cellar permits it", () -> cellar.permitted.equals(List.of(permitted)));
        assertThat(client.all("ravning/bridge/response/permit")).hasSize(1);
    }
}
