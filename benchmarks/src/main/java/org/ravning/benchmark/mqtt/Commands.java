// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Sends commands to one thing, one after the other, and measures how long each answer takes. */
final class Commands implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final MqttAsyncClient client;
    private final String thing;
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);

    Commands(String url, String thing) throws MqttException {
        this.thing = thing;
        client = new MqttAsyncClient(url, "benchmark-commander", new MemoryPersistence());
        client.connect().waitForCompletion();
        client.subscribe(
                        thing + "/response",
                        1,
                        (topic, message) -> answers.add(new String(message.getPayload(), StandardCharsets.UTF_8)))
                .waitForCompletion();
    }

    /** Sends so many; returns how long they took, or throws if one does not end well. */
    Latencies run(int count) throws MqttException, InterruptedException {
        Latencies latencies = new Latencies();
        for (int i = 0; i < count; i++) {
            String payload = "{\"transaction\":" + i + ",\"values\":{\"switch_1\":" + (i % 2 == 0) + "}}";
            long begin = System.nanoTime();
            client.publish(thing + "/set", payload.getBytes(StandardCharsets.UTF_8), 1, false);
            String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            latencies.add((System.nanoTime() - begin) / 1e6);
            if (answer == null || !answer.contains("\"status\":\"ok\"")) {
                throw new IllegalStateException("command " + i + " of " + thing + ": " + answer);
            }
        }
        return latencies;
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(100, 100, false);
        client.close(true);
    }
}
