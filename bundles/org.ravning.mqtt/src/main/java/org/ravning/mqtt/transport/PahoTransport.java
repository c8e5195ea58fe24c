// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection made by Eclipse Paho, MQTT 3.1.1, with a clean session and nothing on disk. */
public final class PahoTransport extends PahoClient<IMqttToken> {
    private static final Logger LOG = LoggerFactory.getLogger(PahoTransport.class);
    private static final int IN_FLIGHT = 1000;

    private final MqttAsyncClient client;
    private final MqttConnectOptions options;
    private final URI broker;

    /** Prepares a connection; see {@link MqttTransport.Factory}. */
    public PahoTransport(Endpoint endpoint, Message will, Listener listener) throws ConnectFailure {
        super(endpoint.uri(), GuardedClient.DIALECT, listener);
        broker = endpoint.uri();
        try {
            client = new GuardedClient(broker, endpoint.clientId(), reception);
            options = options(endpoint, will);
        } catch (MqttException | IllegalArgumentException e) {
            throw new ConnectFailure("broker address " + broker + " cannot be used: " + e.getMessage(), e);
        }
        client.setCallback(new Callback(broker, listener));
    }

    private static MqttConnectOptions options(Endpoint endpoint, Message will) throws ConnectFailure {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(endpoint.keepAliveSeconds());
        options.setMaxInflight(IN_FLIGHT);
        options.setWill(will.topic(), will.payload().toArray(), will.qos(), will.retained());
        endpoint.login().ifPresent(login -> {
            options.setUserName(login.user());
            options.setPassword(login.password().toCharArray());
        });
        options.setSocketFactory(BrokerSockets.of(endpoint.uri(), endpoint.tls()));
        return options;
    }

    @Override
    public CompletionStage<Void> connect() {
        return ask(done -> client.connect(options, null, listener(done))).thenApply(token -> null);
    }

    @Override
    public CompletionStage<List<String>> subscribe(List<String> filters) {
        int[] qos = new int[filters.size()];
        Arrays.fill(qos, 1);
        return ask(done -> client.subscribe(filters.toArray(new String[0]), qos, null, listener(done)))
                .thenApply(token -> refused(filters, token.getGrantedQos()));
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        byte[] payload = message.payload().toArray();
        return ask(done -> client.publish(
                        message.topic(), payload, message.qos(), message.retained(), null, listener(done)))
                .thenApply(token -> null);
    }

    @Override
    ConnectFailure failure(@Nullable Throwable thrown) {
        return PahoFailures.connect(broker, thrown);
    }

    @Override
    void disconnect(long millis) throws MqttException {
        if (client.isConnected()) {
            client.disconnect(0).waitForCompletion(millis);
        }
    }

    @Override
    void disconnectForcibly() throws MqttException {
        client.disconnectForcibly(0, 1, false);
    }

    @Override
    void free() throws MqttException {
        client.close(true);
    }

    private IMqttActionListener listener(CompletableFuture<IMqttToken> done) {
        return new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                done.complete(token);
            }

            @Override
            public void onFailure(@Nullable IMqttToken token, @Nullable Throwable thrown) {
                done.completeExceptionally(failure(thrown));
            }
        };
    }

    /** What throws here would end the connection, so nothing may. */
    private record Callback(URI broker, Listener listener) implements MqttCallback {
        @Override
        public void connectionLost(@Nullable Throwable cause) {
            listener.onLost(PahoFailures.lost(broker, cause));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (topic.equals(IncomingPackets.DROPPED)) {
                return;
            }
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
