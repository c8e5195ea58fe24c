// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.ravning.testkit.Await;
import org.ravning.testkit.mqtt.HomeAssistantRules;

/** Somebody else at the broker, who hears everything, and holds what is published to the schemas of docs/schema. */
final class TestClient implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A message as heard. */
    record Heard(String topic, String payload, int qos, boolean retained) {
        JsonObject json() {
            return element().getAsJsonObject();
        }

        JsonElement element() {
            return JsonParser.parseString(payload);
        }
    }

    final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final MqttClient client;

    TestClient(URI broker) throws MqttException {
        this(broker, "#");
    }

    /** Hears these topics only. */
    TestClient(URI broker, String... filters) throws MqttException {
        client = new MqttClient(broker.toString(), "test-" + COUNT.incrementAndGet(), new MemoryPersistence());
        client.connect();
        for (String filter : filters) {
            client.subscribe(filter, 1, this::hear);
        }
    }

    private void hear(String topic, MqttMessage message) {
        String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
        problems.addAll(Schemas.problems(topic, payload));
        heard.add(new Heard(topic, payload, message.getQos(), message.isRetained()));
    }

    void send(String topic, String payload) throws MqttException {
        send(topic, payload.getBytes(StandardCharsets.UTF_8), false);
    }

    void send(String topic, byte[] payload, boolean retained) throws MqttException {
        MqttMessage message = new MqttMessage(payload);
        message.setQos(1);
        message.setRetained(retained);
        client.publish(topic, message);
    }

    /** Removes what the broker keeps there, without waiting for it. */
    void forget(String topic) throws MqttException {
        client.getTopic(topic).publish(new byte[0], 0, true);
    }

    /** Waits for a message on the topic and returns the newest. */
    Heard await(String topic) {
        return await(topic, 1);
    }

    /** Waits for so many messages on the topic and returns the newest. */
    Heard await(String topic, int count) {
        Await.until(count + " on " + topic, () -> all(topic).size() >= count);
        return all(topic).get(all(topic).size() - 1);
    }

    void awaitPayload(String topic, String payload) {
        Await.until(payload + " on " + topic, () -> payload.equals(newest(topic)));
    }

    String newest(String topic) {
        List<Heard> all = all(topic);
        return all.isEmpty() ? "" : all.get(all.size() - 1).payload();
    }

    List<Heard> all(String topic) {
        return heard.stream()
                .filter(message -> Objects.equals(message.topic(), topic))
                .toList();
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 100);
        client.close();
        assertThat(problems).as("what was published, by docs/schema").isEmpty();
        Map<String, String> newest = new HashMap<>();
        heard.forEach(each -> newest.put(each.topic(), each.payload()));
        newest.values().removeIf(String::isEmpty);
        assertThat(HomeAssistantRules.problems("homeassistant", newest))
                .as("what Home Assistant documents")
                .filteredOn(problem -> !problem.contains("via_device"))
                .isEmpty();
    }
}
