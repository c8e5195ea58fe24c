// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.BleAdapter;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.health.Health;
import org.ravning.testkit.Await;

class BridgeRequestsTest {
    private static final String WRITE =
            "{\"step\":\"write\",\"service\":\"ffe0\",\"characteristic\":\"ffe1\",\"value\":\"%s\"}";
    private static final String READ = "{\"step\":\"read\",\"service\":\"ffe0\",\"characteristic\":\"ffe1\"}";
    private static final String REFUSED_READ = "{\"step\":\"read\",\"service\":\"ffe0\",\"characteristic\":\"ffe2\"}";

    private static TestBroker broker;
    private static Ravning ble;
    private TestClient client;
    private Rig rig;
    private int transactions;

    @BeforeAll
    static void startAll() throws Exception {
        broker = TestBroker.start();
        Path air = Path.of(BridgeRequestsTest.class.getResource("/air.yaml").toURI());
        ble = Ravning.open(new RavningOptions(Set.of("sim"), Map.of("sim.file", air.toString())));
    }

    @AfterAll
    static void stopAll() throws Exception {
        ble.close();
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        client = new TestClient(broker.uri());
        rig = connect("gattAccess", "all");
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        client.close();
    }

    private static Rig connect(Object... settings) {
        Rig rig = Rig.start(broker.uri(), settings);
        rig.bridge.setCentral(ble.central());
        rig.bridge.setScanner(ble.scanner());
        Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
        return rig;
    }

    private JsonObject request(String verb, String fields) throws Exception {
        String transaction = "q" + ++transactions;
        String payload = "{\"transaction\":\"" + transaction + "\"" + (fields.isEmpty() ? "" : ",") + fields + "}";
        client.send("ravning/bridge/request/" + verb, payload);
        Await.until(
                "answer to " + transaction, () -> !answers(verb, transaction).isEmpty());
        JsonObject answer = answers(verb, transaction).get(0).json();
        if (answer.get("status").getAsString().equals("ok")) {
            assertThat(Schemas.check("bridge-request#" + verb, payload)).isEmpty();
        }
        return answer;
    }

    private List<TestClient.Heard> answers(String verb, String transaction) {
        String begin = "{\"transaction\":\"" + transaction + "\"";
        return client.all("ravning/bridge/response/" + verb).stream()
                .filter(heard -> heard.payload().startsWith(begin))
                .toList();
    }

    private JsonObject session(String... steps) throws Exception {
        return request("session", "\"device\":\"c25a10000001\",\"steps\":[" + String.join(",", steps) + "]");
    }

    private static List<String> steps(JsonObject response, String field) {
        JsonArray steps = response.getAsJsonObject("result").getAsJsonArray("steps");
        return StreamSupport.stream(steps.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(step -> step.has(field) ? step.get(field).getAsString() : "")
                .toList();
    }

    private static String error(JsonObject response, String field) {
        return response.getAsJsonObject("error").get(field).getAsString();
    }

    @Test
    void session_runsItsStepsInOrder_andAnswersOnce() throws Exception {
        JsonObject response = session(
                "{\"step\":\"connect\"}",
                WRITE.formatted("a1"),
                READ,
                "{\"step\":\"wait\",\"service\":\"180f\",\"characteristic\":\"2a19\",\"match\":\"??\"}",
                "{\"step\":\"sleep\",\"ms\":5}",
                "{\"step\":\"disconnect\"}",
                READ);

        assertThat(response.get("status").getAsString()).isEqualTo("ok");
        assertThat(steps(response, "step"))
                .containsExactly("connect", "write", "read", "wait", "sleep", "disconnect", "read");
        assertThat(steps(response, "status")).containsOnly("ok");
        assertThat(steps(response, "value").get(2)).isEqualTo("a1");
        assertThat(steps(response, "value").get(3)).matches("[0-9a-f]{2}");
        assertThat(response.get("adapter").getAsString()).isEqualTo("sim/sim0");
        assertThat(answers("session", "q1")).hasSize(1);
    }

    @Test
    void sessionStepThatFails_endsIt_theOthersAreSkipped() throws Exception {
        session(WRITE.formatted("b1"));

        JsonObject response = session(READ, REFUSED_READ, WRITE.formatted("b2"));

        assertThat(response.get("status").getAsString()).isEqualTo("error");
        assertThat(error(response, "code")).isEqualTo("att_error");
        assertThat(error(response, "att_error")).isEqualTo("129");
        assertThat(error(response, "message")).startsWith("step 2 (read): ");
        assertThat(steps(response, "status")).containsExactly("ok", "error", "skipped");
        assertThat(steps(session(READ), "value")).containsExactly("b1");
    }

    @Test
    void sessionThatWaitsForWhatDoesNotCome_isATimeout() throws Exception {
        JsonObject response = session("{\"step\":\"wait\",\"service\":\"180f\",\"characteristic\":\"2a19\","
                + "\"match\":\"ffff\",\"timeout_ms\":300}");

        assertThat(response.get("status").getAsString()).isEqualTo("timeout");
        assertThat(error(response, "message")).isEqualTo("step 1 (wait): no matching value within 300 ms");
    }

    @Test
    void sessionWithCharacteristicThatIsNotThere_isRefused() throws Exception {
        JsonObject response = session("{\"step\":\"read\",\"service\":\"ffe0\",\"characteristic\":\"ffe9\"}");

        assertThat(error(response, "code")).isEqualTo("unknown_characteristic");
    }

    @Test
    void sameTransactionAgain_isNotCarriedOutTwice() throws Exception {
        JsonObject first = session(WRITE.formatted("c1"));
        session(WRITE.formatted("c2"));

        client.send(
                "ravning/bridge/request/session",
                "{\"transaction\":\"q1\",\"device\":\"c25a10000001\",\"steps\":[" + WRITE.formatted("c1") + "]}");

        Await.until("the answer again", () -> answers("session", "q1").size() == 2);
        assertThat(answers("session", "q1").get(1).json()).isEqualTo(first);
        assertThat(steps(session(READ), "value")).containsExactly("c2");
    }

    @Test
    void allowList_holdsForEachStep_andForTheDevice() throws Exception {
        rig.close();
        rig = connect("gattAccess", "allow-list", "gattAllow", "C2:5A:10:00:00:01/180f/*");

        assertThat(error(session(WRITE.formatted("d1")), "code")).isEqualTo("denied");
        assertThat(error(request("services", "\"device\":\"c25a10000002\""), "code"))
                .isEqualTo("denied");
        assertThat(request("services", "\"device\":\"c25a10000001\"")
                        .get("status")
                        .getAsString())
                .isEqualTo("ok");
    }

    @Test
    void services_areTold_withNames() throws Exception {
        JsonObject response = request("services", "\"device\":\"C2:5A:10:00:00:01\"");

        String services = response.getAsJsonObject("result").toString();
        assertThat(services)
                .contains("{\"uuid\":\"2a19\",\"name\":\"Battery Level\",")
                .contains("\"properties\":[\"read\",\"notify\"]")
                .contains("\"uuid\":\"ffe1\"");
    }

    @Test
    void connect_keepsTheLink_untilDisconnect() throws Exception {
        JsonObject connected = request("connect", "\"device\":\"c25a10000001\"");
        JsonObject used = session(READ);
        JsonObject ended = request("disconnect", "\"device\":\"c25a10000001\"");

        assertThat(connected.getAsJsonObject("result").get("mtu").getAsInt()).isGreaterThanOrEqualTo(23);
        assertThat(used.get("connect_ms").getAsInt()).isZero();
        assertThat(ended.get("status").getAsString()).isEqualTo("ok");
    }

    @Test
    void scan_tellsWhatIsHeard() throws Exception {
        JsonObject response = request("scan", "\"seconds\":1");

        JsonObject result = response.getAsJsonObject("result");
        assertThat(result.get("more").getAsBoolean()).isFalse();
        assertThat(result.getAsJsonArray("devices"))
                .extracting(device -> device.getAsJsonObject().get("device").getAsString())
                .containsExactlyInAnyOrder("C2:5A:10:00:00:01", "C2:5A:10:00:00:02");
    }

    @Test
    void scanUnderWay_endsWithTheBridge() throws Exception {
        BleAdapter adapter = ble.adapters().all().get(0);
        Await.until("earlier scans to end", () -> !adapter.isScanning());
        client.send("ravning/bridge/request/scan", "{\"seconds\":60}");
        Await.until("the scan", adapter::isScanning);

        rig.close();

        Await.until("the end of the scan", () -> !adapter.isScanning());
        rig = connect("gattAccess", "all");
    }

    @Test
    void health_isTold() throws Exception {
        assertThat(request("health", "").getAsJsonObject("result").has("parts")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dance | {} | unknown_request | known requests are backup, connect, ",
                "scan | {\"seconds\":0} | invalid_payload | seconds is a whole number, 1 to 60",
                "scan | {\"seconds\":1.5} | invalid_payload | seconds is a whole number, 1 to 60",
                "scan | [1] | invalid_payload | expected an object",
                "health | {\"verbose\":1} | invalid_payload | unknown field \"verbose\"",
                "connect | {} | invalid_payload | device is missing",
                "connect | {\"device\":\"toaster\"} | invalid_payload | device \"toaster\" is neither",
                "session | {\"device\":\"c25a10000001\",\"steps\":[]} | invalid_payload | steps is an array of 1 to 64",
                "session | {\"device\":\"c25a10000001\",\"steps\":[{\"step\":\"fly\"}]} | invalid_payload | step 1: step is connect",
                "session | {\"device\":\"c25a10000001\",\"steps\":[{\"step\":\"sleep\",\"ms\":10001}]} | invalid_payload | "
                        + "step 1: ms is a whole number, 1 to 10000",
                "session | {\"device\":\"c25a10000001\",\"steps\":[{\"step\":\"wait\",\"service\":\"180f\","
                        + "\"characteristic\":\"2a19\",\"match\":\"0x\"}]} | invalid_payload | step 1: match \"0x\"",
            })
    void badRequest_isRefused_withCodeAndOneLine(String verb, String payload, String code, String message)
            throws Exception {
        client.send("ravning/bridge/request/" + verb, payload);

        JsonObject response = client.await("ravning/bridge/response/" + verb).json();

        assertThat(response.get("status").getAsString()).isEqualTo("error");
        assertThat(error(response, "code")).isEqualTo(code);
        assertThat(error(response, "message")).startsWith(message);
    }
}
