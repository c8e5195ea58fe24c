// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** An MQTT 3.1.1 client that keeps what it receives. */
final class Client implements AutoCloseable {

    /** What arrived: {@code topic=payload}, with a trailing {@code (r)} if it was marked retained. */
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private final CountDownLatch lost = new CountDownLatch(1);
    private final MqttClient paho;

    private Client(MqttClient paho) {
        this.paho = paho;
    }

    static Client connect(URI broker, String id) throws MqttException {
        return connect(broker, id, options());
    }

    static Client connect(URI broker, String id, MqttConnectOptions options) throws MqttException {
        MqttClient paho = new MqttClient(broker.toString(), id, new MemoryPersistence());
        Client client = new Client(paho);
        paho.setTimeToWait(10_000);
        paho.setCallback(client.new Inbox());
        try {
            paho.connect(options);
        } catch (MqttException e) {
            paho.close();
            throw e;
        }
        return client;
    }

    static MqttConnectOptions options() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setConnectionTimeout(10);
        return options;
    }

    void subscribe(String filter) throws MqttException {
        paho.subscribe(filter, 1);
    }

    void unsubscribe(String filter) throws MqttException {
        paho.unsubscribe(filter);
    }

    void publish(String topic, String payload, int qos, boolean retained) throws MqttException {
        publish(topic, payload.getBytes(StandardCharsets.UTF_8), qos, retained);
    }

    void publish(String topic, byte[] payload, int qos, boolean retained) throws MqttException {
        paho.publish(topic, payload, qos, retained);
    }

    /** The next message, or {@code null} after 5 s without one. */
    String next() throws InterruptedException {
        return received.poll(5, TimeUnit.SECONDS);
    }

    boolean isLost() throws InterruptedException {
        return lost.await(5, TimeUnit.SECONDS);
    }

    /** Drops the connection without saying goodbye. */
    void vanish() throws MqttException {
        paho.disconnectForcibly(0, 1, false);
    }

    @Override
    public void close() throws MqttException {
        if (paho.isConnected()) {
            paho.disconnect();
        }
        paho.close(true);
    }

    private final class Inbox implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
            received.add(topic + "=" + payload + (message.isRetained() ? " (r)" : ""));
        }

        @Override
        public void connectionLost(Throwable cause) {
            lost.countDown();
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}
    }
}
