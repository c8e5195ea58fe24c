// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.health.Health;
import org.ravning.testkit.Await;

class RawGattTest {
    private static final String DEVICE = "ravning/gatt/c25a10000001/";
    private static final String BATTERY = DEVICE + "180f/2a19";
    private static final String LED = DEVICE + "ffe0/ffe1";

    private static TestBroker broker;
    private static Ravning ble;
    private TestClient client;
    private Rig rig;
    private int transactions;

    @BeforeAll
    static void startAll() throws Exception {
        broker = TestBroker.start();
        Path air = Path.of(RawGattTest.class.getResource("/air.yaml").toURI());
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

    private JsonObject request(String topic, String verb, String fields) throws Exception {
        String transaction = "t" + ++transactions;
        client.send(
                topic + "/" + verb,
                "{\"transaction\":\"" + transaction + "\"" + (fields.isEmpty() ? "" : ",") + fields + "}");
        String begin = "{\"transaction\":\"" + transaction + "\"";
        Await.until(
                "answer to " + transaction,
                () -> client.all(topic + "/response").stream()
                        .anyMatch(heard -> heard.payload().startsWith(begin)));
        return client.all(topic + "/response").stream()
                .filter(heard -> heard.payload().startsWith(begin))
                .findFirst()
                .orElseThrow()
                .json();
    }

    private static String code(JsonObject response) {
        return response.getAsJsonObject("error").get("code").getAsString();
    }

    @Test
    void get_answers_andPublishesTheValue_decoded() throws Exception {
        JsonObject response = request(BATTERY, "get", "");

        assertThat(response.get("status").getAsString()).isEqualTo("ok");
        String value = response.getAsJsonObject("result").get("value").getAsString();
        assertThat(value).matches("[0-9a-f]{2}");
        JsonObject published = client.await(BATTERY).json();
        assertThat(published.get("value").getAsString()).isEqualTo(value);
        assertThat(published.getAsJsonObject("decoded").entrySet()).hasSize(1);
        assertThat(published.get("text").getAsString()).endsWith("%");
        assertThat(published.has("time")).isTrue();
        assertThat(response.get("adapter").getAsString()).isEqualTo("sim/sim0");
    }

    @Test
    void everyFormOfAddressAndUuid_isAccepted_andAnsweredAsWritten() throws Exception {
        String topic = "ravning/gatt/C2:5A:10:00:00:01/0000ffe0-0000-1000-8000-00805f9b34fb/FFE1";

        assertThat(request(topic, "get", "").get("status").getAsString()).isEqualTo("ok");
        client.await(topic);
    }

    @Test
    void set_isWrittenAndConfirmed_readsBack() throws Exception {
        JsonObject response = request(LED, "set", "\"value\":\"c0ffee\"");

        assertThat(response.getAsJsonObject("result").get("confirmed").getAsBoolean())
                .isTrue();
        assertThat(request(LED, "get", "")
                        .getAsJsonObject("result")
                        .get("value")
                        .getAsString())
                .isEqualTo("c0ffee");
    }

    @Test
    void setWithoutResponse_isSentOnly() throws Exception {
        JsonObject response = request(LED, "set", "\"value\":\"01\",\"mode\":\"without_response\"");

        assertThat(response.getAsJsonObject("result").get("confirmed").getAsBoolean())
                .isFalse();
    }

    @Test
    void bareHex_isWritten() throws Exception {
        client.send(LED + "/set", "0xBEEF");

        assertThat(client.await(LED + "/response").json().get("status").getAsString())
                .isEqualTo("ok");
        assertThat(request(LED, "get", "")
                        .getAsJsonObject("result")
                        .get("value")
                        .getAsString())
                .isEqualTo("beef");
    }

    @Test
    void subscribe_publishesValuesInOrder_untilDisabled() throws Exception {
        assertThat(request(BATTERY, "subscribe", "\"enable\":true")
                        .get("status")
                        .getAsString())
                .isEqualTo("ok");

        client.await(BATTERY, 5);
        List<Integer> values = client.all(BATTERY).stream()
                .map(heard -> Integer.parseInt(heard.json().get("value").getAsString(), 16))
                .toList();

        assertThat(values).isSorted().doesNotHaveDuplicates();
        assertThat(request(BATTERY, "subscribe", "\"enable\":false")
                        .get("status")
                        .getAsString())
                .isEqualTo("ok");
        int heard = client.all(BATTERY).size();
        request(LED, "get", "");
        assertThat(client.all(BATTERY)).hasSizeLessThanOrEqualTo(heard + 1);
    }

    @Test
    void attError_isTold() throws Exception {
        JsonObject error = request(DEVICE + "ffe0/ffe2", "get", "").getAsJsonObject("error");

        assertThat(error.get("code").getAsString()).isEqualTo("att_error");
        assertThat(error.get("att_error").getAsInt()).isEqualTo(0x81);
    }

    @Test
    void writeWithoutAnswer_isUnknownOutcome() throws Exception {
        JsonObject response = request(DEVICE + "ffe0/ffe2", "set", "\"value\":\"01\",\"deadline_ms\":1000");

        assertThat(response.get("status").getAsString()).isEqualTo("error");
        assertThat(code(response)).isEqualTo("unknown_outcome");
    }

    @Test
    void deadlinePassedInTheQueue_isExpired() throws Exception {
        String slow = DEVICE + "ffe0/ffe3";
        request(LED, "get", "");
        client.send(slow + "/get", "{\"transaction\":\"slow\"}");

        JsonObject response = request(LED, "set", "\"value\":\"77\",\"deadline_ms\":100");

        assertThat(response.get("status").getAsString()).isEqualTo("expired");
        assertThat(response.get("attempts").getAsInt()).isZero();
        assertThat(request(LED, "get", "")
                        .getAsJsonObject("result")
                        .get("value")
                        .getAsString())
                .isNotEqualTo("77");
    }

    @Test
    void sameTransaction_isWrittenOnce() throws Exception {
        String once = "{\"transaction\":\"once\",\"value\":\"11\"}";
        client.send(LED + "/set", once);
        client.await(LED + "/response", 1);
        request(LED, "set", "\"value\":\"22\"");

        client.send(LED + "/set", once);

        client.await(LED + "/response", 3);
        assertThat(request(LED, "get", "")
                        .getAsJsonObject("result")
                        .get("value")
                        .getAsString())
                .isEqualTo("22");
    }

    @Test
    void unknownDevice_unknownCharacteristic_badHex_badTopic_areRefused() throws Exception {
        String nobody = "ravning/gatt/c25a100000ff/180f/2a19";
        assertThat(code(request(nobody, "get", "\"deadline_ms\":600"))).isIn("unreachable", "timeout");
        assertThat(code(request(DEVICE + "180f/2a00", "get", ""))).isEqualTo("unknown_characteristic");
        assertThat(request(LED, "set", "\"value\":\"xy\"").toString())
                .contains("value: not hexadecimal, two digits per byte, at position 1");
        assertThat(request("ravning/gatt/nonsense/180f/2a19", "get", "").toString())
                .contains("topic: not a device");
        assertThat(request(DEVICE + "180f/hello", "get", "").toString()).contains("topic: not a UUID");
    }

    @Test
    void accessOff_isTheDefault_withABrokerOfOnesOwn() throws Exception {
        rig.close();
        rig = connect();

        JsonObject response = request(BATTERY, "get", "");

        assertThat(code(response)).isEqualTo("denied");
        assertThat(response.get("attempts").getAsInt()).isZero();
    }

    @Test
    void accessAll_isTheDefault_withTheEmbeddedBroker() throws Exception {
        rig.close();
        rig = Rig.create();
        rig.bridge.setThings(rig.things);
        rig.bridge.setCentral(ble.central());
        rig.bridge.offer(broker::uri);
        Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);

        assertThat(request(BATTERY, "get", "").get("status").getAsString()).isEqualTo("ok");
    }

    @Test
    void allowList_permitsWhatItNames() throws Exception {
        rig.close();
        rig = connect("gattAccess", "allow-list", "gattAllow", "C2:5A:*/180f/*");

        assertThat(request(BATTERY, "get", "").get("status").getAsString()).isEqualTo("ok");
        assertThat(code(request(LED, "get", ""))).isEqualTo("denied");
    }

    @Test
    void bluetoothIsNotThere_isUnreachable() throws Exception {
        rig.bridge.unsetCentral(ble.central());

        assertThat(code(request(BATTERY, "get", ""))).isEqualTo("unreachable");
    }

    @Test
    void closed_givesTheLinkUp() throws Exception {
        request(BATTERY, "subscribe", "\"enable\":true");
        assertThat(ble.adapters().all().get(0).connections()).isEqualTo(1);

        rig.close();

        Await.until("no link", () -> ble.adapters().all().get(0).connections() == 0);
    }

    @Test
    void advertisements_areOff_untilAsked_andCounted() throws Exception {
        rig.close();
        rig = connect("advertisements", true, "advertisementInterval", 0);

        JsonObject heard = client.await("ravning/advertisement/c25a10000001", 2).json();

        assertThat(heard.get("device").getAsString()).isEqualTo("C2:5A:10:00:00:01");
        assertThat(heard.get("rssi").getAsInt()).isNegative();
        assertThat(heard.getAsJsonObject("manufacturer_data").get("0xffff").getAsString())
                .isEqualTo("c0de");
        assertThat(client.await("ravning/advertisement/c25a10000001").retained())
                .isFalse();
        client.await("ravning/advertisement/c25a10000002");
    }

    @Test
    void advertisementInterval_keepsTheRestBack_andCountsIt() throws Exception {
        rig.close();
        rig = connect("advertisements", true, "advertisementInterval", 3600);

        client.await("ravning/advertisement/c25a10000001");
        Await.until("others are counted", () -> rig.bridge.health().counters().getOrDefault("held_samples", 0L) > 2);

        assertThat(client.all("ravning/advertisement/c25a10000001")).hasSize(1);
    }

    @Test
    void advertisementDevices_leaveOthersOut() throws Exception {
        rig.close();
        rig = connect("advertisements", true, "advertisementInterval", 0, "advertisementDevices", "AA:*, c2-5a-*-02");

        client.await("ravning/advertisement/c25a10000002", 3);

        assertThat(client.all("ravning/advertisement/c25a10000001")).isEmpty();
    }

    @Test
    void advertisementsOfThingsOnly_leaveStrangersOut() throws Exception {
        rig.close();
        rig = connect("advertisements", true, "advertisementInterval", 0, "advertisementsOfThingsOnly", true);
        rig.things.add(FakeThings.thing("C2:5A:10:00:00:01", "specimen"));

        client.await("ravning/advertisement/c25a10000001", 3);

        assertThat(client.all("ravning/advertisement/c25a10000002")).isEmpty();
    }
}
