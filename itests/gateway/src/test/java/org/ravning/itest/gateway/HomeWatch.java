// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.ravning.testkit.Await;

/** Somebody at the broker who reads everything, and when it came, and gives commands. */
final class HomeWatch implements AutoCloseable {
    private static final Pattern GATEWAY = Pattern.compile("\"gateway\":\"([a-z]+)\"");
    private static final Duration PATIENCE = Await.slow(Duration.ofSeconds(60));

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final MqttClient client;

    /** A message, and when it came by a monotonic clock. */
    record Heard(long nanos, String topic, String payload) {
        /** Returns the gateway that a state is of, or an empty text. */
        String gateway() {
            Matcher matcher = GATEWAY.matcher(payload);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    HomeWatch(int port) throws MqttException {
        client = new MqttClient("tcp://127.0.0.1:" + port, "watch", new MemoryPersistence());
        client.connect();
        client.subscribe("#", 1, (topic, message) -> {
            String text = new String(message.getPayload(), StandardCharsets.UTF_8);
            heard.add(new Heard(System.nanoTime(), topic, text));
        });
    }

    /** Returns what came on the topic, oldest first. */
    List<Heard> all(String topic) {
        return heard.stream().filter(message -> message.topic().equals(topic)).collect(Collectors.toList());
    }

    List<Heard> since(String topic, long nanos) {
        return all(topic).stream()
                .filter(message -> message.nanos() - nanos >= 0)
                .collect(Collectors.toList());
    }

    String newest(String topic) {
        List<Heard> all = all(topic);
        return all.isEmpty() ? "" : all.get(all.size() - 1).payload();
    }

    /** Returns the gateway that published the newest state of a thing. */
    String speaker(String topic) {
        List<Heard> all = all(topic);
        return all.isEmpty() ? "" : all.get(all.size() - 1).gateway();
    }

    /** Waits for the first message on the topic since then that holds that text. */
    Heard first(String topic, String text, long nanos) {
        Await.until(
                text + " on " + topic, PATIENCE, () -> find(topic, text, nanos).isPresent());
        return find(topic, text, nanos).orElseThrow();
    }

    private Optional<Heard> find(String topic, String text, long nanos) {
        return since(topic, nanos).stream()
                .filter(message -> message.payload().contains(text))
                .findFirst();
    }

    void until(String what, java.util.function.BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition);
    }

    /** Publishes with QoS 1, not retained. */
    void send(String topic, String payload) throws MqttException {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(100, 100, false);
        client.close(true);
    }
}
