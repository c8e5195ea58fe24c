// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Sends commands to one thing, one after the other, and measures how long each answer takes. */
final class Commands implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    /** The gateway takes a hundred commands a second for one thing, and no more. */
    private static final long INTERVAL_NANOS = 15_000_000;

    private final MqttAsyncClient client;
    private final String thing;
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);

    Commands(String url, String thing) throws MqttException {
        this.thing = thing;
        client = new MqttAsyncClient(url, "benchmark-commander", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(new AtOnce());
        client.connect(options).waitForCompletion();
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
            long took = System.nanoTime() - begin;
            latencies.add(took / 1e6);
            if (answer == null || !answer.contains("\"status\":\"ok\"")) {
                throw new IllegalStateException("command " + i + " of " + thing + ": " + answer);
            }
            TimeUnit.NANOSECONDS.sleep(INTERVAL_NANOS - took);
        }
        return latencies;
    }

    /** Sockets that do not wait for an acknowledgement before they send the next packet, as a good client's do. */
    private static final class AtOnce extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(100, 100, false);
        client.close(true);
    }
}
