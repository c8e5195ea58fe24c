// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A subscriber: counts the states of things and how old each is when it comes, by its {@code last_seen} and this machine's
 * clock; keeps the newest of other topics.
 */
final class StateReader implements AutoCloseable {
    private static final String LAST_SEEN = "\"last_seen\":\"";
    private static final int TIME_LENGTH = 24;

    private final MqttClient client;
    private final AtomicLong states = new AtomicLong();
    private final AtomicLong all = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final Map<String, String> others = new ConcurrentHashMap<>();
    private volatile Latencies ages = new Latencies();
    private volatile boolean counting;

    StateReader(String url, String filter) throws MqttException {
        client = new MqttClient(url, "benchmark-reader", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(1000);
        client.connect(options);
        client.subscribe(filter, 0, (topic, message) -> hear(message.getPayload()));
    }

    /** Keeps the newest message of a topic. */
    void keep(String topic) throws MqttException {
        client.subscribe(
                topic, 0, (on, message) -> others.put(on, new String(message.getPayload(), StandardCharsets.UTF_8)));
    }

    String newest(String topic) {
        return others.getOrDefault(topic, "");
    }

    private void hear(byte[] payload) {
        all.incrementAndGet();
        if (!counting) {
            return;
        }
        states.incrementAndGet();
        bytes.addAndGet(payload.length);
        String text = new String(payload, StandardCharsets.UTF_8);
        int at = text.lastIndexOf(LAST_SEEN);
        if (at >= 0) {
            int begin = at + LAST_SEEN.length();
            String time = text.substring(begin, text.indexOf('"', begin));
            if (time.length() <= TIME_LENGTH) {
                ages.add((double)
                        (System.currentTimeMillis() - Instant.parse(time).toEpochMilli()));
            }
        }
    }

    void begin() {
        states.set(0);
        bytes.set(0);
        ages = new Latencies();
        counting = true;
    }

    void end() {
        counting = false;
    }

    long states() {
        return states.get();
    }

    /** Returns how many have come since the start. */
    long all() {
        return all.get();
    }

    int meanBytes() {
        return (int) (bytes.get() / Math.max(1, states.get()));
    }

    Latencies ages() {
        return ages;
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(100, 100, false);
        client.close(true);
    }
}
