// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

/** A device of Homie is published by the gateway that has the thing, and stays one device. */
@Timeout(120)
class HomieOfManyGatewaysTest {
    private static final int LEASE = 4;
    private static final String ID = "ravning-c25a10000001";
    private static final String FOUR = "homie/" + ID + "/";
    private static final String FIVE = "homie/5/" + ID + "/";

    private final ScheduledExecutorService air = Executors.newSingleThreadScheduledExecutor();
    private final List<Rig> gateways = new ArrayList<>();
    private final Thing lamp = FakeThings.thing(
            "C2:5A:10:00:00:01",
            "lamp",
            Property.flag("light", "Light", "light").with(Access.PUBLISHED, Access.SETTABLE));
    private TestBroker broker;
    private TestClient client;
    private CuttableLink way;
    private Rig attic;
    private Rig cellar;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start();
        client = new TestClient(broker.uri());
        way = new CuttableLink(broker.uri());
        attic = gateway("attic", -68, broker.uri()); // not so much worse that it gives back what it got
        cellar = gateway("cellar", -50, way.uri());
        Await.until("cellar speaks", () -> root().equals("ravning-bridge-cellar"));
        client.awaitPayload(FIVE + "$state", "ready");
        client.awaitPayload(FOUR + "$state", "ready");
    }

    @AfterEach
    void stop() throws Exception {
        air.shutdownNow();
        gateways.forEach(Rig::close);
        way.close();
        client.close();
        broker.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private Rig gateway(String id, int rssi, URI uri) {
        Rig rig = Rig.gateway(uri, id, LEASE, Duration.ofMinutes(gateways.size()), "homie", "4, 5");
        gateways.add(rig);
        rig.things.add(lamp, rssi, Map.of("light", Value.of(true)));
        air.scheduleAtFixedRate(() -> rig.things.heard(lamp, rssi), 0, 100, TimeUnit.MILLISECONDS);
        return rig;
    }

    private JsonObject description() {
        String description = client.newest(FIVE + "$description");
        return description.isEmpty()
                ? new JsonObject()
                : JsonParser.parseString(description).getAsJsonObject();
    }

    private String root() {
        return description().has("root") ? description().get("root").getAsString() : "";
    }

    private long version() {
        return description().get("version").getAsLong();
    }

    @Test
    void owner_publishesIt_asAChildOfItsOwn_andAloneCarriesOutWhatIsSet() throws Exception {
        Await.until(
                "cellar has a child",
                () -> client.newest("homie/5/ravning-bridge-cellar/$description")
                        .contains(ID));
        assertThat(client.newest("homie/5/ravning-bridge-attic/$description")).contains("\"children\":[]");
        assertThat(client.newest(FOUR + "main/light")).isEqualTo("true");

        client.send(FOUR + "main/light/set", "false");
        client.send(FIVE + "main/light/set", "false");

        Await.until("cellar is told", () -> cellar.things.commands.size() == 2);
        client.await("ravning/lamp/response", 2);
        assertThat(attic.things.commands).isEmpty();
    }

    @Test
    void ownerThatLeaves_saysSo_andTheNextOneDescribesItAnew_withAHigherVersion() {
        long before = version();
        client.heard.clear();
        gateways.remove(cellar);
        cellar.close();

        Await.until("attic speaks", () -> root().equals("ravning-bridge-attic"));
        client.awaitPayload(FIVE + "$state", "ready");
        client.awaitPayload(FOUR + "$state", "ready");
        assertThat(version()).isGreaterThan(before);
        assertThat(client.all(FOUR + "$state"))
                .extracting(TestClient.Heard::payload)
                .containsSubsequence("disconnected", "init", "ready")
                .doesNotContain("lost");
        assertThat(client.newest("homie/5/ravning-bridge-cellar/$state")).isEqualTo("disconnected");
    }

    @Test
    void ownerThatIsCutOff_isLost_untilAnotherIsReady_andStaysAway() throws Exception {
        Await.until("the wills are held", () -> way.answered() == 3);
        way.cut();
        client.awaitPayload(FOUR + "$state", "lost");
        Await.until("attic speaks", () -> root().equals("ravning-bridge-attic"));
        client.awaitPayload(FOUR + "$state", "ready");
        way.heal();
        client.awaitPayload("homie/5/ravning-bridge-cellar/$state", "ready");
        Await.until("cellar takes part", () -> client.newest("ravning/lamp").contains("\"cellar\":-50"));

        assertThat(root()).isEqualTo("ravning-bridge-attic");
        assertThat(client.newest(FOUR + "$state")).isEqualTo("ready");
        assertThat(client.newest(FIVE + "$state")).isEqualTo("ready");
    }

    @Test
    void lateWillOfAnother_isOverruled() throws Exception {
        client.send(FOUR + "$state", "lost".getBytes(StandardCharsets.UTF_8), true);

        Await.until(
                "it is heard",
                () -> client.all(FOUR + "$state").stream()
                        .anyMatch(heard -> heard.payload().equals("lost")));
        client.awaitPayload(FOUR + "$state", "ready");
        assertThat(root()).isEqualTo("ravning-bridge-cellar");
    }
}
