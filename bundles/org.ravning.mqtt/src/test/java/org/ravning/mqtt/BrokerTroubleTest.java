// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.api.health.Health;
import org.ravning.mqtt.broker.LocalBroker;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

class BrokerTroubleTest {
    private static final Thing THING =
            FakeThings.thing("C4:7C:8D:6A:10:22", "counter", Property.number("count", "Count", null, null));

    @Test
    void wrongPassword_saysSo_rightPasswordConnects() throws Exception {
        try (TestBroker broker = TestBroker.startWithLogin()) {
            try (Rig rig = Rig.start(broker.uri(), "user", TestBroker.USER, "password", "wrong")) {
                Await.until("refusal", () -> rig.bridge.health().level() == Health.Level.ERROR);
                assertThat(rig.bridge.health().summary())
                        .isEqualTo("broker at " + broker.uri() + " refused: wrong user or password");
            }
            try (Rig rig = Rig.start(broker.uri(), "user", TestBroker.USER, "password", TestBroker.PASSWORD)) {
                Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
            }
        }
    }

    @Test
    void passwordFileThatIsCorrected_isReadAgain(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("secret");
        try (TestBroker broker = TestBroker.startWithLogin();
                Rig rig = Rig.start(broker.uri(), "user", TestBroker.USER, "passwordFile", file.toString())) {
            Await.until("no file", () -> rig.bridge.health().level() == Health.Level.ERROR);
            assertThat(rig.bridge.health().summary()).isEqualTo("passwordFile " + file + " is not there");

            Files.writeString(file, "wrong\n");
            Await.until("refusal", () -> rig.bridge.health().summary().endsWith("wrong user or password"));
            Files.writeString(file, TestBroker.PASSWORD + "\n");

            Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
        }
    }

    @Test
    void trustStoreThatAppears_isRead_andUntilThenIsNamed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("trust.p12");
        try (Rig rig = Rig.start(
                URI.create("ssl://127.0.0.1:" + TestBroker.freePort()),
                "trustStore",
                file.toString(),
                "trustStorePassword",
                "secret")) {
            Await.until("no file", () -> rig.bridge.health().level() == Health.Level.ERROR);
            assertThat(rig.bridge.health().summary()).contains("TLS cannot be set up: trustStore " + file);

            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, "secret".toCharArray());
            }

            Await.until(
                    "another failure",
                    () -> !rig.bridge.health().summary().contains("cannot be read")
                            && !rig.bridge.health().summary().contains(file.toString()));
        }
    }

    @Test
    void nobodyListens_saysUnreachable() throws Exception {
        URI nowhere = URI.create("tcp://127.0.0.1:" + TestBroker.freePort());
        try (Rig rig = Rig.start(nowhere)) {
            Await.until("failure", () -> rig.bridge.health().level() == Health.Level.ERROR);
            assertThat(rig.bridge.health().summary())
                    .startsWith("broker at " + nowhere + " unreachable: connection refused");
        }
    }

    @Test
    void brokerGoesAndReturns_newestStateIsSent() throws Exception {
        TestBroker first = TestBroker.startAt(TestBroker.freePort());
        try (Rig rig = Rig.start(first.uri())) {
            rig.things.add(THING);
            rig.things.state(THING, Map.of("count", Value.of(1)));
            Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
            first.close();
            Await.until("loss", () -> rig.bridge.health().level() == Health.Level.ERROR);
            rig.things.state(THING, Map.of("count", Value.of(2)));
            rig.things.state(THING, Map.of("count", Value.of(3)));

            try (TestBroker second = TestBroker.startAt(first.port());
                    TestClient client = new TestClient(second.uri())) {
                Await.until(
                        "newest state", () -> client.newest("ravning/counter").contains("\"count\":3"));
                client.await("homeassistant/sensor/ravning_c47c8d6a1022/count/config");
                client.awaitPayload("ravning/bridge/state", "{\"state\":\"online\"}");
                client.awaitPayload("ravning/counter/availability", "online");
            }
        }
    }

    @Test
    void anotherClientWithOurId_mqtt5_isTold_andNotFought() throws Exception {
        try (TestBroker broker = TestBroker.startAt(TestBroker.freePort());
                Rig first = Rig.start(broker.uri(), "mqttVersion", "5", "clientId", "same")) {
            Await.until("connection", () -> first.bridge.health().level() == Health.Level.OK);
            try (Rig second = Rig.start(broker.uri(), "mqttVersion", "5", "clientId", "same")) {
                Await.until("loss", () -> first.bridge.health().level() == Health.Level.ERROR);
                assertThat(first.bridge.health().summary())
                        .isEqualTo("broker at " + broker.uri() + " lost: another client connected with our id same;"
                                + " give one of the two another clientId");
                Await.until("connection", () -> second.bridge.health().level() == Health.Level.OK);
            }
        }
    }

    @Test
    void noUrl_usesEmbeddedBroker_whenItIsOffered() throws Exception {
        try (TestBroker broker = TestBroker.start();
                Rig rig = Rig.create()) {
            rig.bridge.setThings(rig.things);
            rig.bridge.start();
            Await.until("no broker yet", () -> rig.bridge.health().summary().startsWith("no broker: set url"));

            rig.bridge.offer(broker::uri);

            Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
            assertThat(rig.bridge.health().summary()).isEqualTo("connected to the embedded broker at " + broker.uri());
        }
    }

    @Test
    void embeddedBrokerCannotStart_saysWhy() {
        LocalBroker taken = () -> {
            throw new IOException("port 1883 is in use");
        };
        try (Rig rig = Rig.create()) {
            rig.bridge.setThings(rig.things);
            rig.bridge.start();
            rig.bridge.offer(taken);

            Await.until("failure", () -> rig.bridge.health().summary().equals("port 1883 is in use"));
        }
    }

    @Test
    void bridgeWithoutThings_isNotThere_untilTheyCome() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Rig rig = Rig.create("url", "tcp://127.0.0.1:" + server.getLocalPort())) {
            server.setSoTimeout(300);
            rig.bridge.start();
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);

            server.setSoTimeout(10_000);
            rig.bridge.setThings(rig.things);
            try (Socket connection = server.accept()) {
                assertThat(connection.isConnected()).isTrue();
            }
        }
    }
}
