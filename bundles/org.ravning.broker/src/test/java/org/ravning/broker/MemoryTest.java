// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ravning.testkit.Await;

/** What the broker keeps of topics that nobody uses any more. */
class MemoryTest {

    private static final int TOPICS = 200;
    private static final EmbeddedBroker BROKER = Configs.broker(Map.of("maxRetained", TOPICS));
    private static URI uri;

    @BeforeAll
    static void start() throws Exception {
        uri = BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void retainedMessages_cleared_leaveNothingAndMakeRoom() throws Exception {
        try (Client client = connect("renter");
                Client late = Client.connect(uri, "late")) {
            long before = count("topics");
            for (int round = 0; round < 3; round++) {
                publish(client, "let/" + round + "/", "x", true);
                assertThat(count("retained")).isEqualTo(TOPICS);
                publish(client, "let/" + round + "/", "", true);
                Await.until("all topics are gone", () -> count("topics") <= before);
            }
            assertThat(count("retained_dropped")).isZero();

            client.publish("let/0/0", "again", 1, true);
            late.subscribe("let/#");
            assertThat(late.next()).isEqualTo("let/0/0=again (r)");
            client.publish("let/0/0", "", 1, true);
        }
    }

    @Test
    void messagesThatAreNotKept_onOneTopicEach_leaveNothing() throws Exception {
        try (Client client = connect("passer-by");
                Client listener = Client.connect(uri, "listener")) {
            listener.subscribe("air/#");
            long before = count("topics");

            publish(client, "air/", "x", false);
            publish(client, "air/", "", true); // clears what nobody keeps

            Await.until("all topics are gone", () -> count("topics") <= before);
            client.publish("air/0", "y", 1, false);
            for (int n = 0; n < 2 * TOPICS; n++) {
                listener.next();
            }
            assertThat(listener.next()).isEqualTo("air/0=y");
        }
    }

    private static Client connect(String id) throws Exception {
        MqttConnectOptions options = Client.options();
        options.setMaxInflight(TOPICS);
        return Client.connect(uri, id, options);
    }

    private static void publish(Client client, String prefix, String payload, boolean retained) throws Exception {
        for (int n = 0; n < TOPICS; n++) {
            client.publish(prefix + n, payload, 1, retained);
        }
    }

    private static long count(String counter) {
        return BROKER.health().counters().getOrDefault(counter, -1L);
    }
}
