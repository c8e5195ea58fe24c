// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client of MQTT 5 may rely on. */
class Mqtt5Test {

    private static final EmbeddedBroker BROKER = Configs.broker(Map.of());

    private final BlockingQueue<MqttMessage> received = new LinkedBlockingQueue<>();
    private MqttClient receiver;
    private MqttClient sender;

    @BeforeAll
    static void start() throws Exception {
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @BeforeEach
    void connect() throws Exception {
        receiver = connected("receiver5", new MqttConnectionOptions());
        sender = connected("sender5", new MqttConnectionOptions());
    }

    @AfterEach
    void disconnect() throws Exception {
        for (MqttClient client : List.of(receiver, sender)) {
            if (client.isConnected()) {
                client.disconnect();
            }
            client.close(true);
        }
    }

    @Test
    void retainedWithProperties_laterSubscriber_getsBoth() throws Exception {
        MqttProperties properties = new MqttProperties();
        properties.setUserProperties(List.of(new UserProperty("unit", "°C")));
        properties.setContentType("text/plain");
        sender.publish("five/a", new MqttMessage("21.5".getBytes(StandardCharsets.UTF_8), 1, true, properties));

        subscribe("five/#");

        MqttMessage message = next();
        assertThat(message.getPayload()).asString(StandardCharsets.UTF_8).isEqualTo("21.5");
        assertThat(message.isRetained()).isTrue();
        assertThat(message.getProperties().getContentType()).isEqualTo("text/plain");
        assertThat(message.getProperties().getUserProperties()).containsExactly(new UserProperty("unit", "°C"));
    }

    @Test
    void request_response_carriesTopicAndCorrelation() throws Exception {
        MqttProperties properties = new MqttProperties();
        properties.setResponseTopic("five/answer");
        properties.setCorrelationData(new byte[] {1, 2});
        subscribe("five/question");

        sender.publish("five/question", new MqttMessage(new byte[0], 1, false, properties));

        MqttMessage message = next();
        assertThat(message.getProperties().getResponseTopic()).isEqualTo("five/answer");
        assertThat(message.getProperties().getCorrelationData()).containsExactly(1, 2);
    }

    @Test
    void clientVanishes_lastWill_isPublished() throws Exception {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setWill("five/will", new MqttMessage("offline".getBytes(StandardCharsets.UTF_8), 1, false, null));
        MqttClient mortal = connected("mortal5", options);
        subscribe("five/will");

        mortal.disconnectForcibly(0, 1, false);
        mortal.close(true);

        assertThat(next().getPayload()).asString(StandardCharsets.UTF_8).isEqualTo("offline");
    }

    private static MqttClient connected(String id, MqttConnectionOptions options) throws Exception {
        MqttClient client = new MqttClient(BROKER.start().toString(), id, new MemoryPersistence());
        client.setTimeToWait(10_000);
        client.connect(options);
        return client;
    }

    private void subscribe(String filter) throws Exception {
        IMqttMessageListener listener = (topic, message) -> received.add(message);
        receiver.subscribe(
                new MqttSubscription[] {new MqttSubscription(filter, 1)}, new IMqttMessageListener[] {listener});
    }

    private MqttMessage next() throws InterruptedException {
        MqttMessage message = received.poll(5, TimeUnit.SECONDS);
        assertThat(message).as("a message within 5 s").isNotNull();
        return message;
    }
}
