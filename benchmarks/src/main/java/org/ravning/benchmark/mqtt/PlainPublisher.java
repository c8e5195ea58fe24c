// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.mqtt;

import java.util.concurrent.Semaphore;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/**
 * Publishes as fast as the broker takes it, as the gateway does: QoS 1, retained, 64 under way. It has nothing else to do,
 * so this is what the broker and the client library can carry. {@code URL TOPICS SECONDS PAYLOAD-BYTES}; prints the count.
 */
public final class PlainPublisher {
    private static final int IN_FLIGHT = 64;

    private PlainPublisher() {}

    /** Publishes. */
    public static void main(String... arguments) throws MqttException, InterruptedException {
        int topics = Integer.parseInt(arguments[1]);
        long end = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000_000L;
        byte[] payload =
                "x".repeat(Integer.parseInt(arguments[3])).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        MqttAsyncClient client = new MqttAsyncClient(arguments[0], "benchmark-publisher", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(1000);
        client.connect(options).waitForCompletion();
        Semaphore room = new Semaphore(IN_FLIGHT);
        IMqttActionListener done = new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                room.release();
            }

            @Override
            public void onFailure(IMqttToken token, @Nullable Throwable failure) {
                room.release();
            }
        };
        long count = 0;
        while (System.nanoTime() < end) {
            room.acquire();
            client.publish("plain/" + count++ % topics, payload, 1, true, null, done);
        }
        System.out.println("published " + count);
        room.acquire(IN_FLIGHT);
        client.disconnect().waitForCompletion();
        client.close();
    }
}
