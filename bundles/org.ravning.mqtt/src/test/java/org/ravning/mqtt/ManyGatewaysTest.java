// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

/** Several bridges on one base topic, with clocks that differ by a minute, and a real broker. */
@Timeout(120)
class ManyGatewaysTest {
    private static final int LEASE = 4;
    private static final String NEAR = "C2:5A:10:00:00:01";
    private static final String TOPIC = "ravning/lamp";

    private final ScheduledExecutorService air = Executors.newSingleThreadScheduledExecutor();
    private final List<Rig> gateways = new ArrayList<>();
    /** How well each gateway hears the lamp. */
    private final Map<Rig, Integer> signals = new ConcurrentHashMap<>();

    private final Thing lamp = FakeThings.thing(
            NEAR,
            "lamp",
            Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature"),
            Property.flag("light", "Light", "light").with(Access.PUBLISHED, Access.SETTABLE));
    private TestBroker broker;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start();
        hearAll();
        client = new TestClient(broker.uri());
    }

    @AfterEach
    void stop() throws Exception {
        air.shutdownNow();
        gateways.forEach(Rig::close);
        client.close();
        broker.close();
    }

    /** Starts a gateway that hears the lamp, that strong. */
    private Rig gateway(String id, int rssi) {
        return gateway(id, rssi, broker.uri());
    }

    private Rig gateway(String id, int rssi, URI way) {
        Rig rig = Rig.gateway(way, id, LEASE, Duration.ofMinutes(gateways.size()));
        gateways.add(rig);
        signals.put(rig, rssi);
        rig.things.add(lamp, rssi, Map.of("temperature", Value.of(20)));
        return rig;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the air
    private void hearAll() {
        air.scheduleAtFixedRate(
                () -> signals.forEach((rig, rssi) -> rig.things.heard(lamp, rssi)), 0, 100, TimeUnit.MILLISECONDS);
    }

    private String owner() {
        String claim = client.newest("ravning/bridge/claims/c25a10000001");
        return claim.isEmpty()
                ? ""
                : com.google.gson.JsonParser.parseString(claim)
                        .getAsJsonObject()
                        .get("owner")
                        .getAsString();
    }

    private String speaker() {
        String state = client.newest(TOPIC);
        if (state.isEmpty()) {
            return "";
        }
        JsonObject json = com.google.gson.JsonParser.parseString(state).getAsJsonObject();
        return json.get("gateway").getAsString();
    }

    @Test
    void severalHearIt_theOneThatHearsItBestSpeaksForIt_andTellsWhoHearsIt() {
        gateway("attic", -80);
        gateway("cellar", -50);
        Await.until("cellar speaks", () -> speaker().equals("cellar"));
        Await.until("both hear it", () -> client.newest(TOPIC).contains("\"heard_by\":{\"attic\":-80,\"cellar\":-50}"));

        client.heard.clear();
        client.await(TOPIC, 20);

        assertThat(client.all(TOPIC))
                .allSatisfy(state ->
                        assertThat(state.json().get("gateway").getAsString()).isEqualTo("cellar"));
        assertThat(client.newest("ravning/bridge/gateways/attic/state")).isEmpty();
    }

    @Test
    void homeAssistant_isToldOnce_ofTheStateOfTheGatewayThatHasIt() {
        gateway("attic", -80);
        gateway("cellar", -50);
        Await.until("cellar speaks", () -> speaker().equals("cellar"));
        String config = "homeassistant/sensor/ravning_c25a10000001/temperature/config";

        String payload = client.await(config).payload();

        assertThat(payload)
                .contains("ravning/bridge/gateways/cellar/state")
                .contains("ravning_c25a10000001_temperature");
    }

    @Test
    void command_isCarriedOutByTheOwnerOnly_andAnsweredOnce() throws Exception {
        Rig attic = gateway("attic", -80);
        Rig cellar = gateway("cellar", -50);
        Await.until("cellar speaks", () -> speaker().equals("cellar"));

        client.send(TOPIC + "/set", "{\"transaction\":\"t1\",\"values\":{\"light\":true}}");
        client.await(TOPIC + "/response");
        client.send("ravning/bridge/request/health", "{\"transaction\":\"h1\"}");
        client.await("ravning/bridge/response/health");
        client.send("ravning/bridge/request/health", "{\"transaction\":\"h2\",\"gateway\":\"cellar\"}");
        client.await("ravning/bridge/response/health", 2);
        client.send(TOPIC + "/set", "{\"transaction\":\"t2\",\"values\":{\"light\":false}}");
        client.await(TOPIC + "/response", 2);

        assertThat(cellar.things.commands).hasSize(2);
        assertThat(attic.things.commands).isEmpty();
        assertThat(client.all(TOPIC + "/response")).hasSize(2);
        assertThat(client.all("ravning/bridge/response/health")).hasSize(2);
    }

    @Test
    void ownerThatLeaves_isFollowedAtOnce_andItsCommandsAreNotRepeated() throws Exception {
        Rig attic = gateway("attic", -80);
        Rig cellar = gateway("cellar", -50);
        Await.until("cellar speaks", () -> speaker().equals("cellar"));
        client.send(TOPIC + "/set", "{\"transaction\":\"t1\",\"values\":{\"light\":true}}");
        client.await(TOPIC + "/response");

        gateways.remove(cellar);
        cellar.close();
        Await.until("attic speaks", () -> speaker().equals("attic"));
        client.send(TOPIC + "/set", "{\"transaction\":\"t1\",\"values\":{\"light\":true}}");
        client.await(TOPIC + "/response", 2);

        assertThat(attic.things.commands).isEmpty();
        assertThat(client.all(TOPIC + "/response"))
                .extracting(TestClient.Heard::payload)
                .allSatisfy(answer -> assertThat(answer).contains("\"status\":\"ok\""))
                .containsOnly(client.newest(TOPIC + "/response"));
        assertThat(client.newest("ravning/bridge/gateways/cellar/state")).contains("offline");
        assertThat(owner()).isEqualTo("attic");
    }

    @Test
    void muchBetterSignalElsewhere_movesTheThing_aLittleBetterDoesNot() {
        gateway("attic", -80);
        Await.until("attic speaks", () -> speaker().equals("attic"));
        Rig cellar = gateway("cellar", -70);
        Await.until("cellar hears it", () -> client.newest(TOPIC).contains("\"cellar\":"));
        assertThat(speaker()).isEqualTo("attic");

        signals.put(cellar, -40);

        Await.until(
                "cellar speaks",
                Await.slow(Duration.ofSeconds(30)),
                () -> speaker().equals("cellar"));
    }

    @Test
    void commandForAThingThatNobodyHas_isAnswered() throws Exception {
        Rig attic = gateway("attic", -80);
        Rig cellar = gateway("cellar", -50);
        Await.until("cellar speaks", () -> speaker().equals("cellar"));
        client.send("ravning/nothing/set", "{\"transaction\":\"n1\",\"values\":{\"light\":true}}");

        assertThat(client.await("ravning/nothing/response").payload()).contains("unknown_device");
        assertThat(client.all("ravning/nothing/response")).hasSize(1);
        assertThat(attic.things.commands).isEmpty();
        assertThat(cellar.things.commands).isEmpty();
    }

    @Test
    void twoWithOneId_isTold_andOneDoesNothing() {
        gateway("attic", -60);
        Await.until("attic speaks", () -> speaker().equals("attic"));
        Rig twin = Rig.create(
                "url", broker.uri().toString(), "gateway", "attic", "leaseSeconds", LEASE, "clientId", "twin");
        gateways.add(twin);
        twin.bridge.setThings(twin.things);
        twin.bridge.start();

        Await.until(
                "it is told",
                () -> client.newest("ravning/bridge/gateways/attic/health")
                        .contains("another gateway has the id attic too"));
    }

    @Test
    void link_isHeldByTheOwnerAlone() {
        Rig attic = gateway("attic", -80);
        Rig cellar = gateway("cellar", -50);
        Await.until("cellar connects", () -> cellar.links.isOpen(lamp.id()));

        Await.until("cellar speaks", () -> speaker().equals("cellar"));
        assertThat(cellar.links.may(lamp.id())).isTrue();
        assertThat(attic.links.isOpen(lamp.id())).isFalse();
        assertThat(attic.links.may(lamp.id())).isFalse();
    }

    @Test
    void handOver_waitsForTheEndOfTheLink() {
        Rig attic = gateway("attic", -80);
        Await.until("attic connects", () -> attic.links.isOpen(lamp.id()));
        attic.links.busy = true;
        Rig cellar = gateway("cellar", -40);
        Await.until("attic is to let go", () -> !attic.links.may(lamp.id()));

        assertThat(attic.links.isOpen(lamp.id())).isTrue();
        assertThat(owner()).isEqualTo("attic");
        assertThat(cellar.links.isOpen(lamp.id())).isFalse();
        attic.links.finish(lamp.id());

        Await.until("cellar connects", () -> cellar.links.isOpen(lamp.id()));
        assertThat(attic.links.isOpen(lamp.id())).isFalse();
    }

    @Test
    void gatewayThatIsCutOff_endsItsLinks_andMakesNone() throws Exception {
        try (CuttableLink way = new CuttableLink(broker.uri())) {
            Rig attic = gateway("attic", -50, way.uri());
            Await.until("attic connects", () -> attic.links.isOpen(lamp.id()));
            attic.links.busy = true;

            way.cut();

            Await.until("attic lets go", () -> !attic.links.isOpen(lamp.id()));
            assertThat(attic.links.may(lamp.id())).isFalse();
            attic.links.busy = false;
            way.heal();
            Await.until(
                    "attic connects again", Await.slow(Duration.ofSeconds(60)), () -> attic.links.isOpen(lamp.id()));
        }
    }

    @Test
    void gatewayThatLeaves_letsGoOfItsLinksFirst() throws Exception {
        Rig attic = gateway("attic", -80);
        Rig cellar = gateway("cellar", -50);
        Await.until("cellar connects", () -> cellar.links.isOpen(lamp.id()));
        cellar.links.busy = true;
        gateways.remove(cellar);

        Thread end = new Thread(cellar::close);
        end.start();
        Await.until("cellar is to let go", () -> !cellar.links.may(lamp.id()));
        assertThat(client.all("ravning/bridge/gateways/cellar/heartbeat"))
                .noneMatch(beat -> beat.payload().contains("\"leaving\":true"));
        cellar.links.finish(lamp.id());

        Await.until("attic connects", () -> attic.links.isOpen(lamp.id()));
        end.join();
        assertThat(client.newest("ravning/bridge/gateways/cellar/heartbeat")).contains("\"leaving\":true");
    }

    @Test
    void rawConnection_endsWhenTheThingIsHandedOver() throws Exception {
        Path devices = Path.of(ManyGatewaysTest.class.getResource("/air.yaml").toURI());
        try (Ravning ble = Ravning.open(new RavningOptions(Set.of("sim"), Map.of("sim.file", devices.toString())))) {
            Rig attic = gateway("attic", -80);
            attic.bridge.setCentral(ble.central());
            Await.until("attic speaks", () -> speaker().equals("attic"));
            client.send("ravning/bridge/request/connect", "{\"transaction\":\"c1\",\"device\":\"" + NEAR + "\"}");
            assertThat(client.await("ravning/bridge/response/connect").payload())
                    .contains("\"status\":\"ok\"");
            assertThat(ble.adapters().all().get(0).connections()).isEqualTo(1);

            gateway("cellar", -40);

            Await.until("cellar has it", () -> owner().equals("cellar"));
            assertThat(ble.adapters().all().get(0).connections()).isZero();
        }
    }

    @Test
    void gatewayThatComesToHearAThing_isTold_thoughTheThingTellsNothing() {
        Rig cellar = gateway("cellar", -50);
        Await.until("cellar speaks", () -> speaker().equals("cellar"));
        signals.remove(cellar);

        gateway("attic", -80);

        Await.until("attic is told", () -> client.newest(TOPIC).contains("\"attic\":-80"));
        assertThat(speaker()).isEqualTo("cellar");
    }

    @Test
    void commandForAThingThatWasNotConnectedToHere_isLeftToTheRegistry() throws Exception {
        Rig cellar = gateway("cellar", -50);
        cellar.things.complete = false;
        Await.until("cellar speaks", () -> speaker().equals("cellar"));

        client.send(TOPIC + "/set", "{\"transaction\":\"e1\",\"values\":{\"lamp_of_its_link\":true}}");

        assertThat(client.await(TOPIC + "/response").payload()).contains("e1", "\"status\":\"ok\"");
        assertThat(cellar.things.commands).hasSize(1);
    }
}
