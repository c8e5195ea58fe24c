// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection made by Eclipse Paho, MQTT 5, with a clean start, no lasting session and nothing on disk. */
public final class Mqtt5Transport implements MqttTransport {
    private static final Logger LOG = LoggerFactory.getLogger(Mqtt5Transport.class);
    private static final int REFUSED = 0x80;
    private static final int CONNECT_SECONDS = 10;
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final MqttAsyncClient client;
    private final MqttConnectionOptions options;
    private final URI broker;
    private final Listener listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Prepares a connection; see {@link MqttTransport.Factory}. */
    public Mqtt5Transport(Endpoint endpoint, Message will, Listener listener) throws ConnectFailure {
        this.broker = endpoint.uri();
        this.listener = listener;
        try {
            client = new MqttAsyncClient(broker.toString(), endpoint.clientId(), new MemoryPersistence());
            options = options(endpoint, will);
        } catch (MqttException | IllegalArgumentException e) {
            throw new ConnectFailure("broker address " + broker + " cannot be used: " + e.getMessage(), e);
        }
        client.setCallback(new Callback(broker, endpoint.clientId(), listener));
    }

    private static MqttConnectionOptions options(Endpoint endpoint, Message will) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setWill(will.topic(), wire(will));
        endpoint.login().ifPresent(login -> {
            options.setUserName(login.user());
            options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
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
        return done.thenApply(token -> refused(filters, token.getReasonCodes()));
    }

    private static List<String> refused(List<String> filters, int @Nullable [] reasons) {
        List<String> refused = new ArrayList<>();
        for (int i = 0; reasons != null && i < Math.min(filters.size(), reasons.length); i++) {
            if (reasons[i] >= REFUSED) {
                refused.add(filters.get(i));
            }
        }
        return List.copyOf(refused);
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        Pending done = new Pending(broker);
        try {
            client.publish(message.topic(), wire(message), null, done);
        } catch (MqttException | RuntimeException e) {
            done.onFailure(null, e);
        }
        return done.thenApply(token -> {
            int[] reasons = token.getReasonCodes();
            if (reasons != null && reasons.length > 0 && reasons[0] >= REFUSED) {
                listener.onRefused(message.topic(), Mqtt5Failures.reason(reasons[0]));
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
    private static final class Pending extends CompletableFuture<IMqttToken> implements MqttActionListener {
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
            completeExceptionally(Mqtt5Failures.connect(broker, failure));
        }
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
