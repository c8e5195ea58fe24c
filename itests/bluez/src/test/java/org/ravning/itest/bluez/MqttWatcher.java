// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.ravning.itest.bluez.bus.Monitor;

/** An MQTT client that keeps every message it hears, in order, and prints those of interest. */
final class MqttWatcher implements AutoCloseable {
    /** A message as heard. */
    record Heard(String topic, String payload) {}

    private static final int QOS = 1;

    private final MqttClient client;
    private final Monitor monitor = new Monitor();
    private final List<Heard> messages = new ArrayList<>();

    /** Connects and hears everything; prints what was heard on topics that contain one of the words. */
    MqttWatcher(String url, String... printed) throws MqttException {
        client = new MqttClient(url, "watcher", new MemoryPersistence());
        client.setTimeToWait(Duration.ofMinutes(1).toMillis());
        client.connect();
        client.subscribe("#", QOS, (topic, message) -> {
            String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
            if (List.of(printed).stream().anyMatch(topic::contains)) {
                System.out.println("           mqtt < " + topic + " " + payload);
            }
            monitor.change(() -> messages.add(new Heard(topic, payload)));
        });
    }

    /** Sends a message. */
    void send(String topic, String payload) throws MqttException {
        System.out.println("           mqtt > " + topic + " " + payload);
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), QOS, false);
    }

    /** Returns the messages heard so far that satisfy the condition, oldest first. */
    List<Heard> heard(Predicate<Heard> wanted) {
        return monitor.read(() -> messages.stream().filter(wanted).toList());
    }

    /** Waits until that many messages satisfy the condition, and returns them. */
    List<Heard> await(Duration patience, int count, Predicate<Heard> wanted, Supplier<String> what) {
        monitor.expect(
                patience,
                () -> messages.stream().filter(wanted).count() >= count,
                () -> what.get() + "; heard only "
                        + messages.stream().map(Heard::topic).distinct().toList());
        return heard(wanted);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly();
        client.close();
    }
}
