// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection made by Eclipse Paho, MQTT 3.1.1, with a clean session and nothing on disk. */
public final class PahoTransport implements MqttTransport {
    private static final Logger LOG = LoggerFactory.getLogger(PahoTransport.class);
    private static final int REFUSED = 0x80;
    private static final int CONNECT_SECONDS = 10;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int IN_FLIGHT = 1000;

    private final MqttAsyncClient client;
    private final MqttConnectOptions options;
    private final URI broker;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Prepares a connection; see {@link MqttTransport.Factory}. */
    public PahoTransport(Endpoint endpoint, Message will, Listener listener) throws ConnectFailure {
        broker = endpoint.uri();
        try {
            client = new MqttAsyncClient(broker.toString(), endpoint.clientId(), new MemoryPersistence());
            options = options(endpoint, will);
        } catch (MqttException | IllegalArgumentException e) {
            throw new ConnectFailure("broker address " + broker + " cannot be used: " + e.getMessage(), e);
        }
        client.setCallback(new Callback(broker, listener));
    }

    private static MqttConnectOptions options(Endpoint endpoint, Message will) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setMaxInflight(IN_FLIGHT);
        options.setWill(will.topic(), will.payload().toArray(), will.qos(), will.retained());
        endpoint.login().ifPresent(login -> {
            options.setUserName(login.user());
            options.setPassword(login.password().toCharArray());
        });
        if (!endpoint.tls().paho().isEmpty()) {
            options.setSSLProperties(endpoint.tls().paho());
        }
        return options;
    }

    @Override
    public CompletionStage<Void> connect() {
        Pending done = new Pending(broker);
        try {
            client.connect(options, null, done);
        } catch (MqttException | RuntimeException e) {
            done.onFailure(null, e);
        }
        return done.thenApply(token -> null);
    }

    @Override
    public CompletionStage<List<String>> subscribe(List<String> filters) {
        int[] qos = new int[filters.size()];
        Arrays.fill(qos, 1);
        Pending done = new Pending(broker);
        try {
            client.subscribe(filters.toArray(new String[0]), qos, null, done);
        } catch (MqttException | RuntimeException e) {
            done.onFailure(null, e);
        }
        return done.thenApply(token -> refused(filters, token.getGrantedQos()));
    }

    private static List<String> refused(List<String> filters, int[] granted) {
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < Math.min(filters.size(), granted.length); i++) {
            if (granted[i] == REFUSED) {
                refused.add(filters.get(i));
            }
        }
        return List.copyOf(refused);
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        Pending done = new Pending(broker);
        try {
            byte[] payload = message.payload().toArray();
            client.publish(message.topic(), payload, message.qos(), message.retained(), null, done);
        } catch (MqttException | RuntimeException e) {
            done.onFailure(null, e);
        }
        return done.thenApply(token -> null);
    }

    @Override
    public void close(Duration patience) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(Math.max(1, patience.toMillis()));
            }
        } catch (MqttException e) {
            LOG.debug("no clean good-bye to {}: {}", broker, e.getMessage());
        }
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException e) {
            LOG.debug("already disconnected from {}: {}", broker, e.getMessage());
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("client for {} not freed: {}", broker, e.getMessage());
        }
    }

    /** A request under way. */
    private static final class Pending extends CompletableFuture<IMqttToken> implements IMqttActionListener {
        private final URI broker;

        Pending(URI broker) {
            this.broker = broker;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            complete(token);
        }

        @Override
        public void onFailure(@Nullable IMqttToken token, @Nullable Throwable failure) {
            completeExceptionally(PahoFailures.connect(broker, failure));
        }
    }

    /** What throws here would end the connection, so nothing may. */
    private record Callback(URI broker, Listener listener) implements MqttCallback {
        @Override
        public void connectionLost(@Nullable Throwable cause) {
            listener.onLost(PahoFailures.lost(broker, cause));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            try {
                listener.onMessage(new Message(
                        topic, Bytes.of(message.getPayload()), Math.min(1, message.getQos()), message.isRetained()));
            } catch (RuntimeException e) {
                LOG.error("a message on {} was not handled", topic, e);
            }
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // the token's own listener says so
        }
    }
}
