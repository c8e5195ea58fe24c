// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.ravning.testkit.Await;

/** An MQTT client that reads everything, and says something now and then. */
final class MqttReader implements AutoCloseable {
    private static final Duration PATIENCE = Await.slow(Duration.ofSeconds(60));

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
        Await.until("a message on " + topicPattern, PATIENCE, () -> {
            found.set(latest.entrySet().stream()
                    .filter(message -> message.getKey().matches(topicPattern))
                    .map(Map.Entry::getValue)
                    .findFirst());
            return found.get().isPresent();
        });
        return found.get().orElseThrow();
    }

    /** Returns the topics that something came on. */
    Set<String> topics() {
        return Set.copyOf(latest.keySet());
    }

    /** Publishes with QoS 1, not retained. */
    void publish(String topic, String payload) {
        try {
            client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(100, 100, false);
        client.close(true);
    }
}
