// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.Test;
import org.ravning.api.health.Health;
import org.ravning.testkit.Await;

/** Requests of MQTT 5: response topic and correlation data. */
class ReplyTest {
    @Test
    void requestWithResponseTopic_isAnsweredThere_withItsCorrelationData() throws Exception {
        BlockingQueue<MqttMessage> replies = new LinkedBlockingQueue<>();
        try (TestBroker broker = TestBroker.start();
                Rig rig = Rig.start(broker.uri(), "mqttVersion", "5")) {
            Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
            MqttClient client = new MqttClient(broker.uri().toString(), "asker", new MemoryPersistence());
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setCleanStart(true);
            client.connect(options);
            IMqttMessageListener listener = (topic, message) -> replies.add(message);
            client.subscribe(
                    new MqttSubscription[] {new MqttSubscription("answers/asker", 1)},
                    new IMqttMessageListener[] {listener});

            MqttMessage request = new MqttMessage(
                    "{\"transaction\":\"t-1\",\"values\":{\"level\":1}}".getBytes(StandardCharsets.UTF_8));
            request.setQos(1);
            MqttProperties properties = new MqttProperties();
            properties.setResponseTopic("answers/asker");
            properties.setCorrelationData(new byte[] {4, 2});
            request.setProperties(properties);
            client.publish("ravning/nobody/set", request);

            MqttMessage reply = replies.poll(10, TimeUnit.SECONDS);
            client.disconnectForcibly(0, 100);
            client.close();
            assertThat(reply).isNotNull();
            assertThat(reply.getProperties().getCorrelationData()).containsExactly(4, 2);
            var json = JsonParser.parseString(new String(reply.getPayload(), StandardCharsets.UTF_8))
                    .getAsJsonObject();
            assertThat(json.get("transaction").getAsString()).isEqualTo("t-1");
            assertThat(json.getAsJsonObject("error").get("code").getAsString()).isEqualTo("unknown_device");
        }
    }
}
