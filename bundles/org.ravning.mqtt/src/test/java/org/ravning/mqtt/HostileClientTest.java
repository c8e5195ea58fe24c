// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.Bytes;
import org.ravning.api.health.Health;
import org.ravning.mqtt.transport.ConnectFailure;
import org.ravning.mqtt.transport.Endpoint;
import org.ravning.mqtt.transport.Message;
import org.ravning.mqtt.transport.Mqtt5Transport;
import org.ravning.mqtt.transport.MqttTransport;
import org.ravning.mqtt.transport.PahoTransport;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

/** Another client publishes, by way of a broker that lets it, what the bridge's client cannot take. */
class HostileClientTest {
    private static final String FACE = "\uD83D\uDE00";
    private static final Thing THING =
            FakeThings.thing("C4:7C:8D:6A:10:22", "counter", Property.number("count", "Count", null, null));

    @ParameterizedTest
    @CsvSource({"tcp, 3.1.1", "ws, 3.1.1", "tcp, 5", "ws, 5"})
    void retainedMessagesOnBadTopics_areCounted_andTheBridgeStaysOnline(String scheme, String version)
            throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            publishRetained(broker.uri(), "ravning/" + FACE + "/set", "ravning/\u0001/set", "ravning/\uFFFE/set");
            URI uri = new URI(scheme, null, broker.uri().getHost(), broker.port(), null, null, null);
            try (Rig rig = Rig.start(uri, "mqttVersion", version);
                    TestClient client = new TestClient(broker.uri(), "ravning/counter/#", "ravning/bridge/#")) {
                rig.things.add(THING);
                rig.things.state(THING, Map.of("count", Value.of(1)));
                Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
                client.awaitPayload("ravning/bridge/state", "{\"state\":\"online\"}");

                client.send("ravning/counter/set", "{\"count\":2,\"transaction\":1}");

                client.await("ravning/counter/response");
                assertThat(rig.bridge.health().counters())
                        .containsEntry("unreadable", version.equals("5") ? 2L : 3L)
                        .containsEntry("connected", 1L);
                assertThat(client.newest("ravning/bridge/state")).isEqualTo("{\"state\":\"online\"}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void deafClient_isLetGo_andTheBrokerPublishesItsWill(String version) throws Exception {
        try (TestBroker broker = TestBroker.start();
                TestClient client = new TestClient(broker.uri(), "will")) {
            CompletableFuture<ConnectFailure> lost = new CompletableFuture<>();
            MqttTransport transport = transport(version, broker.uri(), lost);
            transport.connect().toCompletableFuture().get(10, TimeUnit.SECONDS);
            transport.subscribe(List.of("x/#")).toCompletableFuture().get(10, TimeUnit.SECONDS);

            publishRetained(broker.uri(), "x/\u0001");

            assertThat(lost.get(5, TimeUnit.SECONDS)).hasMessageContaining("its messages are not read");
            transport.close(Duration.ZERO);
            client.awaitPayload("will", "offline");
        }
    }

    /** What it does with a dropped message kills Paho's receiver. */
    private static MqttTransport transport(String version, URI broker, CompletableFuture<ConnectFailure> lost)
            throws ConnectFailure {
        MqttTransport.Listener listener = new MqttTransport.Listener() {
            @Override
            public void onMessage(Message message) {
                // there is none
            }

            @Override
            public void onRefused(String topic, String why) {
                throw new AssertionError(why);
            }

            @Override
            public void onDropped(String why) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void onLost(ConnectFailure cause) {
                lost.complete(cause);
            }
        };
        Endpoint endpoint = new Endpoint(broker, "deaf", Optional.empty(), Endpoint.Tls.DEFAULT);
        Message will = new Message("will", Bytes.ofUtf8("offline"), 1, false);
        return version.equals("5")
                ? new Mqtt5Transport(endpoint, will, listener)
                : new PahoTransport(endpoint, will, listener);
    }

    /** Paho would refuse to. */
    private static void publishRetained(URI broker, String... topics) throws IOException {
        try (Socket socket = new Socket(broker.getHost(), broker.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(HexFormat.of().parseHex("100E00044D51545404020000000268" + "69"));
            assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x20, 2, 0, 0);
            for (String topic : topics) {
                byte[] name = topic.getBytes(UTF_8);
                ByteArrayOutputStream packet = new ByteArrayOutputStream();
                packet.write(0x33);
                packet.write(name.length + 6);
                packet.write(0);
                packet.write(name.length);
                packet.writeBytes(name);
                packet.write(0);
                packet.write(1);
                packet.write('{');
                packet.write('}');
                socket.getOutputStream().write(packet.toByteArray());
                assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x40, 2, 0, 1);
            }
        }
    }
}
