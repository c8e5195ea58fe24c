// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection made by Eclipse Paho, MQTT 5, with a clean start, no lasting session and nothing on disk. */
public final class Mqtt5Transport extends PahoClient<IMqttToken> {
    private static final Logger LOG = LoggerFactory.getLogger(Mqtt5Transport.class);

    private final MqttAsyncClient client;
    private final MqttConnectionOptions options;
    private final URI broker;
    private final Listener hearer;

    /** Prepares a connection; see {@link MqttTransport.Factory}. */
    public Mqtt5Transport(Endpoint endpoint, Message will, Listener listener) throws ConnectFailure {
        super(endpoint.uri(), GuardedClient5.DIALECT, listener);
        this.broker = endpoint.uri();
        hearer = listener;
        try {
            client = new GuardedClient5(broker, endpoint.clientId(), reception);
            options = options(endpoint, will);
        } catch (MqttException | IllegalArgumentException e) {
            throw new ConnectFailure("broker address " + broker + " cannot be used: " + e.getMessage(), e);
        }
        client.setCallback(new Callback(broker, endpoint.clientId(), listener));
    }

    private static MqttConnectionOptions options(Endpoint endpoint, Message will) throws ConnectFailure {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setMaximumPacketSize((long) IncomingPackets.LARGEST);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(endpoint.keepAliveSeconds());
        options.setWill(will.topic(), wire(will));
        endpoint.login().ifPresent(login -> {
            options.setUserName(login.user());
            options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
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
                .thenApply(token -> refused(filters, token.getReasonCodes()));
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        return ask(done -> client.publish(message.topic(), wire(message), null, listener(done)))
                .thenApply(token -> {
                    int[] reasons = token.getReasonCodes();
                    if (reasons != null && reasons.length > 0 && reasons[0] >= REFUSED) {
                        hearer.onRefused(message.topic(), Mqtt5Failures.reason(reasons[0]));
                    }
                    return null;
                });
    }

    private static MqttMessage wire(Message message) {
        MqttMessage wire = new MqttMessage(message.payload().toArray(), message.qos(), message.retained(), null);
        Message.Reply reply = message.reply();
        if (reply != null && !reply.correlation().isEmpty()) {
            MqttProperties properties = new MqttProperties();
            properties.setCorrelationData(reply.correlation().toArray());
            wire.setProperties(properties);
        }
        return wire;
    }

    @Override
    ConnectFailure failure(@Nullable Throwable thrown) {
        return Mqtt5Failures.connect(broker, thrown);
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

    private MqttActionListener listener(CompletableFuture<IMqttToken> done) {
        return new MqttActionListener() {
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
    private record Callback(URI broker, String clientId, Listener listener) implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {
            listener.onLost(Mqtt5Failures.lost(broker, clientId, response));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.debug("{}: {}", broker, exception.getMessage());
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (topic.equals(IncomingPackets.DROPPED)) {
                return;
            }
            try {
                listener.onMessage(new Message(
                        topic,
                        Bytes.of(message.getPayload()),
                        Math.min(1, message.getQos()),
                        message.isRetained(),
                        reply(message.getProperties())));
            } catch (RuntimeException e) {
                LOG.error("a message on {} was not handled", topic, e);
            }
        }

        private static Message.@Nullable Reply reply(@Nullable MqttProperties properties) {
            if (properties == null || properties.getResponseTopic() == null) {
                return null;
            }
            byte[] correlation = properties.getCorrelationData();
            return new Message.Reply(
                    properties.getResponseTopic(), correlation == null ? Bytes.EMPTY : Bytes.of(correlation));
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // the token's own listener says so
        }

        @Override
        public void connectComplete(boolean reconnect, String uri) {
            // the token's own listener says so
        }

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {
            LOG.debug("{} asks for enhanced authentication, which we do not offer", broker);
        }
    }
}
