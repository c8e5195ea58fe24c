// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.ravning.testkit.Await;

/** An MQTT client that reads everything. */
final class MqttReader implements AutoCloseable {
    private final Map<String, String> latest = new ConcurrentHashMap<>();
    private final MqttClient client;

    private MqttReader(MqttClient client) {
        this.client = client;
    }

    static MqttReader of(String url) throws MqttException {
        MqttReader reader = new MqttReader(new MqttClient(url, "reader", new MemoryPersistence()));
        reader.client.connect();
        reader.client.subscribe(
                "#",
                1,
                (topic, message) -> reader.latest.put(topic, new String(message.getPayload(), StandardCharsets.UTF_8)));
        return reader;
    }

    /** Waits for a message on a topic that matches, and returns the latest payload. */
    String payload(String topicPattern) {
        AtomicReference<Optional<String>> found = new AtomicReference<>(Optional.empty());
        Await.until("a message on " + topicPattern, () -> {
            found.set(latest.entrySet().stream()
                    .filter(message -> message.getKey().matches(topicPattern))
                    .map(Map.Entry::getValue)
                    .findFirst());
            return found.get().isPresent();
        });
        return found.get().orElseThrow();
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(100, 100, false);
        client.close(true);
    }
}
