// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to the broker and subscribes; it never publishes. What comes too fast waits at the broker, which
 * drops what it must: QoS 0.
 *
 * <p>Its state changes on the loop only, a single thread.
 */
public final class FeedClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedClient.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LAST_DELAY = Duration.ofSeconds(30);
    private static final int GOODBYE_MILLIS = 300;
    private static final int REFUSED = 0x80;

    private final Broker broker;
    private final String[] filters;
    private final FeedListener listener;
    private final ScheduledExecutorService loop;
    private @Nullable GuardedClient client;
    private Duration delay = FIRST_DELAY;
    private boolean closed;

    /** Does not connect before {@link #start}. */
    public FeedClient(Broker broker, List<String> filters, FeedListener listener, ScheduledExecutorService loop) {
        this.broker = broker;
        this.filters = filters.toArray(new String[0]);
        this.listener = listener;
        this.loop = loop;
    }

    /** Begins to connect; returns at once. */
    public void start() {
        onLoop(this::connect);
    }

    /** Ends the connection; to be called on the loop. */
    @Override
    public void close() {
        closed = true;
        drop(GOODBYE_MILLIS);
    }

    /** Connects anew if what the broker sends is not read; to be called on the loop. */
    public void requireHearing() {
        GuardedClient now = client;
        if (now != null && !now.isHearing()) {
            retry(now, new IOException("its messages are not read"));
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        try {
            Ears ears = new Ears();
            GuardedClient made = new GuardedClient(
                    broker.uri(), broker.clientId(), new Reception(listener::onDropped, ears::connectionLost));
            ears.by = made;
            client = made;
            made.setCallback(ears);
            made.connect(broker.options(), null, new Step(made, token -> subscribe(made)));
        } catch (MqttException | RuntimeException e) {
            retry(client, e);
        }
    }

    private void subscribe(MqttAsyncClient by) {
        try {
            by.subscribe(filters, new int[filters.length], null, new Step(by, token -> subscribed(by, token)));
        } catch (MqttException | RuntimeException e) {
            retry(by, e);
        }
    }

    private void subscribed(MqttAsyncClient by, IMqttToken token) {
        if (by != client) {
            return;
        }
        delay = FIRST_DELAY;
        List<String> refused = new ArrayList<>();
        int[] granted = token.getGrantedQos();
        for (int i = 0; granted != null && i < Math.min(filters.length, granted.length); i++) {
            if (granted[i] == REFUSED) {
                refused.add(filters[i]);
            }
        }
        listener.onConnected(refused.isEmpty() ? "" : "the broker does not let us subscribe to " + refused);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the loop
    private void retry(@Nullable MqttAsyncClient which, @Nullable Throwable failure) {
        if (closed || which != client) {
            return;
        }
        drop(1);
        listener.onDisconnected("broker at " + broker.uri() + ": " + words(failure));
        loop.schedule(this::connect, delay.toMillis(), TimeUnit.MILLISECONDS);
        Duration twice = delay.multipliedBy(2);
        delay = twice.compareTo(LAST_DELAY) > 0 ? LAST_DELAY : twice;
    }

    private void drop(int patience) {
        MqttAsyncClient old = client;
        client = null;
        if (old == null) {
            return;
        }
        try {
            if (old.isConnected()) {
                old.disconnect(0).waitForCompletion(patience);
            }
            old.disconnectForcibly(0, 1, false);
        } catch (MqttException e) {
            LOG.debug("no clean good-bye to {}: {}", broker.uri(), e.getMessage());
        }
        try {
            old.close(true);
        } catch (MqttException e) {
            LOG.debug("client for {} not freed: {}", broker.uri(), e.getMessage());
        }
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop has ended", e);
        }
    }

    private static String words(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null && !cause.getCause().equals(cause)) {
            cause = cause.getCause();
        }
        if (cause == null || cause.getMessage() == null) {
            return cause == null ? "the connection was lost" : cause.getClass().getSimpleName();
        }
        return cause.getMessage().lines().findFirst().orElse("");
    }

    /** What follows on a request. */
    private final class Step implements IMqttActionListener {
        private final MqttAsyncClient by;
        private final Consumer<IMqttToken> next;

        Step(MqttAsyncClient by, Consumer<IMqttToken> next) {
            this.by = by;
            this.next = next;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            onLoop(() -> next.accept(token));
        }

        @Override
        public void onFailure(IMqttToken token, @Nullable Throwable failure) {
            onLoop(() -> retry(by, failure));
        }
    }

    /** Hears one connection. What throws here would end it, so nothing may. */
    private final class Ears implements MqttCallback {
        private volatile @Nullable MqttAsyncClient by;

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            onLoop(() -> retry(by, cause));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (topic.equals(IncomingPackets.DROPPED)) {
                return;
            }
            try {
                listener.onMessage(topic, Bytes.of(message.getPayload()), message.isRetained());
            } catch (RuntimeException e) {
                LOG.error("a message was not handled", e);
            }
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // nothing is published
        }
    }
}
