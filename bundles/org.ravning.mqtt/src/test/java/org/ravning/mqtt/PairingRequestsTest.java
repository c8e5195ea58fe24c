// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.AdapterState;
import org.ravning.api.BleAdapter;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.health.Health;
import org.ravning.testkit.Await;

class PairingRequestsTest {
    private static final String DEVICE = "\"device\":\"c25a10000005\"";
    private static final String READ = "{\"step\":\"read\",\"service\":\"ffe0\",\"characteristic\":\"ffe1\"}";

    private static TestBroker broker;
    private static Ravning ble;

    @TempDir
    Path folder;

    private TestClient client;
    private Rig rig;
    private int transactions;

    @BeforeAll
    static void startAll() throws Exception {
        broker = TestBroker.start();
        Path air =
                Path.of(PairingRequestsTest.class.getResource("/pairing.yaml").toURI());
        ble = Ravning.open(new RavningOptions(Set.of("sim"), Map.of("sim.file", air.toString())));
        assertThat(ble.adapters().awaitReady(Await.limit())).isTrue();
    }

    @AfterAll
    static void stopAll() throws Exception {
        ble.close();
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        client = new TestClient(broker.uri());
        rig = Rig.remembering(folder.resolve("commands.jsonl"), broker.uri(), "gattAccess", "all");
        rig.bridge.setAdapters(ble.adapters());
        rig.bridge.setCentral(ble.central());
        Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
        request("forget", DEVICE);
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        client.close();
    }

    private JsonObject request(String verb, String fields) throws Exception {
        String begin = "{\"transaction\":\"q" + ++transactions + "\"";
        String payload = begin + (fields.isEmpty() ? "" : ",") + fields + "}";
        client.send("ravning/bridge/request/" + verb, payload);
        String topic = "ravning/bridge/response/" + verb;
        Await.until(
                "answer to " + begin,
                () -> client.all(topic).stream()
                        .anyMatch(heard -> heard.payload().startsWith(begin)));
        JsonObject answer = client.all(topic).stream()
                .filter(heard -> heard.payload().startsWith(begin))
                .findFirst()
                .orElseThrow()
                .json();
        if (status(answer).equals("ok")) {
            assertThat(Schemas.check("bridge-request#" + verb, payload)).isEmpty();
        }
        return answer;
    }

    private static String status(JsonObject response) {
        return response.get("status").getAsString();
    }

    private static String error(JsonObject response, String field) {
        return response.getAsJsonObject("error").get(field).getAsString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"passkey\":123456", "\"passkey\":\"123456\"", "\"pin\":\"123456\""})
    void pairWithPasskey_thenWhatNeedsAPairedLinkIsRead(String passkey) throws Exception {
        JsonObject before = request("session", DEVICE + ",\"steps\":[" + READ + "]");
        JsonObject paired = request("pair", DEVICE + "," + passkey);
        JsonObject after = request("session", DEVICE + ",\"steps\":[" + READ + "]");

        assertThat(error(before, "code")).isEqualTo("pairing_required");
        assertThat(status(paired)).isEqualTo("ok");
        assertThat(paired.getAsJsonObject("result").get("paired").getAsBoolean())
                .isTrue();
        assertThat(paired.get("adapter").getAsString()).isEqualTo("sim/sim0");
        assertThat(after.toString()).contains("\"value\":\"2a\"");
    }

    @Test
    void pairWithWrongPasskey_isToldAsPairingFailed_andThePasskeyIsTalkedOfNowhere() throws Exception {
        JsonObject response = request("pair", DEVICE + ",\"passkey\":654321");

        assertThat(status(response)).isEqualTo("error");
        assertThat(error(response, "code")).isEqualTo("pairing_failed");
        assertThat(response.toString()).doesNotContain("654321");
        assertThat(Files.readString(folder.resolve("commands.jsonl"))).doesNotContain("654321");
    }

    @Test
    void pairWithoutPasskey_whereOneIsAsked_fails() throws Exception {
        assertThat(error(request("pair", DEVICE), "code")).isEqualTo("pairing_failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"passkey\":1000000", "\"passkey\":-1", "\"pin\":\"12345x\"", "\"passkey\":1,\"pin\":2"})
    void pairWithWhatIsNoPasskey_isRefused_withoutRepeatingIt(String passkey) throws Exception {
        JsonObject response = request("pair", DEVICE + "," + passkey);

        assertThat(error(response, "code")).isEqualTo("invalid_payload");
        assertThat(error(response, "message")).doesNotContain("1000000", "12345x");
    }

    @Test
    void sessionPairs_andReadsOverTheSameLink() throws Exception {
        String steps = "[{\"step\":\"pair\",\"passkey\":123456}," + READ + "]";

        JsonObject response = request("session", DEVICE + ",\"steps\":" + steps);

        assertThat(status(response)).isEqualTo("ok");
        assertThat(response.toString()).contains("\"step\":\"pair\"", "\"value\":\"2a\"");
        assertThat(response.toString()).doesNotContain("123456");
    }

    @Test
    void forget_tellsWhetherItWasKnown() throws Exception {
        request("pair", DEVICE + ",\"passkey\":123456");

        JsonObject first = request("forget", DEVICE);
        JsonObject second = request("forget", DEVICE);

        assertThat(first.getAsJsonObject("result").get("known").getAsBoolean()).isTrue();
        assertThat(second.getAsJsonObject("result").get("known").getAsBoolean()).isFalse();
    }

    @Test
    void restartAdapter_switchesItOffAndOn_soThatLinksEnd() throws Exception {
        BleAdapter adapter = ble.adapters().all().get(0);
        request("connect", DEVICE);
        assertThat(adapter.connections()).isEqualTo(1);

        JsonObject response = request("restart-adapter", "\"adapter\":\"sim0\"");

        assertThat(status(response)).isEqualTo("ok");
        assertThat(response.getAsJsonObject("result").get("adapter").getAsString())
                .isEqualTo("sim/sim0");
        Await.until("the link to end", () -> adapter.connections() == 0);
        Await.until("the adapter", () -> adapter.state() == AdapterState.POWERED_ON);
        assertThat(status(request("connect", DEVICE))).isEqualTo("ok");
    }

    @Test
    void restartAdapterThatIsNotThere_isRefused() throws Exception {
        assertThat(error(request("restart-adapter", "\"adapter\":\"hci7\""), "code"))
                .isEqualTo("unknown_adapter");
    }
}
