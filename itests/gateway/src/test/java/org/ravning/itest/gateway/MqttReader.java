// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.ravning.testkit.Await;

/** An MQTT client that reads everything, and says something now and then. */
final class MqttReader implements AutoCloseable {
    private static final Duration PATIENCE = Await.slow(Duration.ofSeconds(60));

    private final Map<String, String> latest = new ConcurrentHashMap<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final MqttClient client;

    private record Heard(String topic, String payload) {}

    private MqttReader(MqttClient client) {
        this.client = client;
    }

    static MqttReader of(String url) throws MqttException {
        MqttReader reader = new MqttReader(new MqttClient(url, "reader", new MemoryPersistence()));
        reader.client.connect();
        reader.client.subscribe("#", 1, (topic, message) -> {
            String text = new String(message.getPayload(), StandardCharsets.UTF_8);
            reader.latest.put(topic, text);
            reader.heard.add(new Heard(topic, text));
        });
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

    /** Waits until a message on that topic holds that text, and returns it. */
    String payload(String topic, String text) {
        Await.until(text + " on " + topic, () -> all(topic).stream().anyMatch(payload -> payload.contains(text)));
        return all(topic).stream()
                .filter(payload -> payload.contains(text))
                .findFirst()
                .orElseThrow();
    }

    /** Returns every message so far on topics that match. */
    List<String> all(String topicPattern) {
        return heard.stream()
                .filter(message -> message.topic().matches(topicPattern))
                .map(Heard::payload)
                .toList();
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
