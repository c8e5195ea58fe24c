// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the broker refuses. */
class LimitsTest {

    private static final int MAX_MESSAGE = 300_000;
    private static final EmbeddedBroker BROKER = Configs.broker(
            Map.of("user", "home", "password", "secret", "maxMessageSize", MAX_MESSAGE, "maxRetained", 3));
    private static URI uri;

    @BeforeAll
    static void start() throws Exception {
        uri = BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "secret "})
    void wrongPassword_connect_isRefused(String password) {
        assertThatThrownBy(() -> Client.connect(uri, "thief", login("home", password)))
                .isInstanceOfSatisfying(
                        MqttException.class, e -> assertThat(e.getReasonCode()).isBetween(4, 5));
    }

    @Test
    void noLogin_connect_isRefused() {
        assertThatThrownBy(() -> Client.connect(uri, "stranger"))
                .isInstanceOfSatisfying(
                        MqttException.class, e -> assertThat(e.getReasonCode()).isBetween(4, 5));
    }

    @Test
    void largeMessage_publish_passesAndLeavesNoFile() throws Exception {
        try (Client client = Client.connect(uri, "large", login("home", "secret"))) {
            client.subscribe("large");

            client.publish("large", new byte[200_000], 1, false);

            assertThat(client.next()).hasSize("large=".length() + 200_000);
            assertThat(Files.exists(Path.of("data"))).isFalse();
        }
    }

    @Test
    void tooLargeMessage_publish_closesThatConnection() throws Exception {
        try (Client client = Client.connect(uri, "huge", login("home", "secret"))) {
            assertThatThrownBy(() -> client.publish("huge", new byte[MAX_MESSAGE], 1, false))
                    .isInstanceOf(MqttException.class);
            assertThat(client.isLost()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$sys/mqtt/retain/x", "$anything"})
    void topicOfTheBroker_publish_closesThatConnection(String topic) throws Exception {
        try (Client client = Client.connect(uri, "meddler", login("home", "secret"))) {
            assertThatThrownBy(() -> client.publish(topic, "x", 1, false)).isInstanceOf(MqttException.class);
            assertThat(client.isLost()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$sys/#", "$share/group/$sys/#"})
    void topicOfTheBroker_subscribe_closesThatConnection(String filter) throws Exception {
        try (Client client = Client.connect(uri, "snooper", login("home", "secret"))) {
            assertThatThrownBy(() -> client.subscribe(filter)).isInstanceOf(MqttException.class);
            assertThat(client.isLost()).isTrue();
        }
    }

    @Test
    void moreRetainedThanAllowed_publish_passesButIsNotKept() throws Exception {
        try (Client client = Client.connect(uri, "hoarder", login("home", "secret"));
                Client late = Client.connect(uri, "late", login("home", "secret"))) {
            client.subscribe("kept/#");
            for (int n = 1; n <= 4; n++) {
                client.publish("kept/" + n, "x", 1, true);
                assertThat(client.next()).isEqualTo("kept/" + n + "=x");
            }
            late.subscribe("kept/4");
            late.subscribe("kept/3");
            assertThat(late.next()).isEqualTo("kept/3=x (r)");

            client.publish("kept/1", "", 1, true);
            client.publish("kept/4", "y", 1, true);
            late.subscribe("kept/4");
            assertThat(late.next()).isEqualTo("kept/4=y");
        }
    }

    @Test
    void publishSentAlongWithRefusedConnect_isNotDelivered() throws Exception {
        byte[] packets = {
            0x10,
            13,
            0,
            4,
            'M',
            'Q',
            'T',
            'T',
            4,
            2,
            0,
            60,
            0,
            1,
            'x', // CONNECT, client "x", no login
            0x30,
            6,
            0,
            3,
            'r',
            'a',
            'w',
            '!' // PUBLISH "!" to "raw"
        };
        try (Client client = Client.connect(uri, "witness", login("home", "secret"));
                Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            client.subscribe("raw");
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(packets);
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(answer).startsWith(0x20, 2, 0).hasSize(4);
            assertThat(answer[3]).isBetween((byte) 4, (byte) 5);

            client.publish("raw", "after", 1, false);
            assertThat(client.next()).isEqualTo("raw=after");
        }
    }

    @Test
    void garbage_connection_harmsNobody() throws Exception {
        byte[] request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] badConnect = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 99, 2, 0, 60, 0, 1, 'x'};
        byte[] endless = {0x10, -1, -1, -1, -1, -1, -1, -1, -1};
        for (byte[] bytes : List.of(request, badConnect, endless)) {
            try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                socket.setSoTimeout(5000);
                assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(200);
            }
        }
        Client.connect(uri, "after", login("home", "secret")).close();
    }

    private static MqttConnectOptions login(String user, String password) {
        MqttConnectOptions options = Client.options();
        options.setUserName(user);
        options.setPassword(password.toCharArray());
        return options;
    }
}
