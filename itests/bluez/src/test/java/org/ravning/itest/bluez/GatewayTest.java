// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.api.Bytes;
import org.ravning.itest.bluez.MqttWatcher.Heard;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.PeripheralCharacteristic;
import org.ravning.itest.bluez.peripheral.Specimen;

/** The whole path: the peripheral, bluetoothd, the gateway as a process, Mosquitto, an MQTT client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GatewayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    static Path folder;

    private Peripheral specimen;
    private GuestProcess broker;
    private GuestProcess gateway;
    private MqttWatcher mqtt;
    private String address;
    private int transactions;

    @BeforeAll
    void start() throws IOException, MqttException {
        specimen = Specimen.open("hci1");
        address = specimen.address().toLowerCase(Locale.ROOT).replace(":", "");
        try (Bus bus = Bus.system()) {
            new Bluez(bus).power(PATIENCE, "/org/bluez/hci0", true);
        }
        int port = freePort();
        broker = GuestProcess.start(
                "mosquitto",
                List.of("mosquitto", "-v", "-c", brokerSettings(port).toString()));
        broker.awaitLine(PATIENCE, " running");
        String url = "tcp://127.0.0.1:" + port;
        mqtt = new MqttWatcher(url, "/gatt/", "bridge/state");
        gateway = GuestProcess.start(
                "gateway",
                List.of(
                        System.getProperty("rig.gateway") + "/bin/ravning",
                        "run",
                        "--config",
                        gatewaySettings(url).toString(),
                        "--data",
                        folder.resolve("data").toString()));
    }

    @AfterAll
    void end() throws IOException, MqttException {
        gateway.close();
        mqtt.close();
        broker.close();
        specimen.close();
    }

    @BeforeEach
    void forget() throws IOException {
        specimen.reset();
    }

    @Test
    @Order(1)
    void started_isOnline_readingBecomesThing() {
        mqtt.await(PATIENCE, 1, bridgeState("online"), () -> "no bridge/state online");

        List<Heard> states = mqtt.await(PATIENCE, 1, GatewayTest::isReading, () -> "no reading of 25.06 and 50.55");

        String thing = states.get(0).topic();
        mqtt.await(PATIENCE, 1, is(thing + "/availability", "online"), () -> "no availability of " + thing);
    }

    @Test
    @Order(2)
    void rawRead_returnsValue() throws MqttException {
        JsonObject response = request(Specimen.READ, "get", "{%s}");

        assertThat(response.get("status").getAsString()).isEqualTo("ok");
        assertThat(response.toString()).contains("01020304");
    }

    @Test
    @Order(3)
    void rawWrite_reachesPeripheral_andReadsBack() throws MqttException {
        JsonObject response = request(Specimen.WRITE, "set", "{%s,\"value\":\"c0ffee\"}");

        assertThat(response.get("status").getAsString()).isEqualTo("ok");
        assertThat(specimen.characteristic(Specimen.WRITE).awaitWrites(1)).containsExactly(Bytes.ofHex("c0ffee"));
        assertThat(request(Specimen.WRITE, "get", "{%s}").toString()).contains("c0ffee");
    }

    @Test
    @Order(4)
    void rawSubscribe_tenNotifications_arriveInOrder() throws MqttException {
        PeripheralCharacteristic source = specimen.characteristic(Specimen.NOTIFY);
        List<Bytes> values = IntStream.range(0, 10).mapToObj(Bytes::ofInts).toList();
        JsonObject response = request(Specimen.NOTIFY, "subscribe", "{%s,\"enable\":true}");
        assertThat(response.get("status").getAsString()).isEqualTo("ok");
        source.awaitSubscribed(true);

        values.forEach(source::send);

        String topic = topic(Specimen.NOTIFY);
        List<Heard> heard =
                mqtt.await(PATIENCE, 10, m -> m.topic().equals(topic), () -> "fewer than ten values on " + topic);
        assertThat(heard)
                .extracting(m -> json(m).get("value").getAsString())
                .containsExactlyElementsOf(values.stream().map(Bytes::hex).toList());
    }

    @Test
    @Order(5)
    void rawRead_failing_reportsApplicationError() throws MqttException {
        JsonObject response = request(Specimen.FAILING, "get", "{%s}");

        assertThat(response.get("status").getAsString()).isEqualTo("error");
        assertThat(response.getAsJsonObject("error").get("att_error").getAsInt())
                .isEqualTo(0x81);
    }

    @Test
    @Order(6)
    void ended_isOffline_soon() throws InterruptedException {
        Duration took = gateway.end(PATIENCE);

        mqtt.await(PATIENCE, 1, bridgeState("offline"), () -> "no bridge/state offline");
        System.out.printf("           the gateway ended in %d ms%n", took.toMillis());
    }

    private JsonObject request(UUID characteristic, String verb, String payload) throws MqttException {
        String transaction = "t" + transactions++;
        mqtt.send(
                topic(characteristic) + "/" + verb,
                String.format(payload, "\"transaction\":\"" + transaction + "\",\"deadline_ms\":120000"));
        String answers = topic(characteristic) + "/response";
        List<Heard> heard = mqtt.await(
                PATIENCE,
                1,
                m -> m.topic().equals(answers) && m.payload().contains("\"" + transaction + "\""),
                () -> "no answer to " + transaction + " on " + answers);
        return json(heard.get(0));
    }

    private String topic(UUID characteristic) {
        return "ravning/gatt/" + address + "/" + Specimen.VENDOR_SERVICE + "/" + characteristic;
    }

    private static JsonObject json(Heard message) {
        return JsonParser.parseString(message.payload()).getAsJsonObject();
    }

    private static boolean isReading(Heard message) {
        return message.topic().matches("ravning/[^/]+")
                && message.payload().contains("25.06")
                && message.payload().contains("50.55");
    }

    private static Predicate<Heard> bridgeState(String state) {
        return is("ravning/bridge/state", state);
    }

    private static Predicate<Heard> is(String topic, String content) {
        return m -> m.topic().equals(topic) && m.payload().contains(content);
    }

    private Path brokerSettings(int port) throws IOException {
        return Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                user root
                """.formatted(port));
    }

    private Path gatewaySettings(String url) throws IOException {
        Path settings = Files.createDirectory(folder.resolve("config"));
        Files.writeString(settings.resolve("org.ravning.mqtt.cfg"), """
                url = %s
                gattAccess = all
                """.formatted(url));
        return settings;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
