// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.mqtt.broker.BrokerLogin;
import org.ravning.mqtt.broker.LocalBroker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker that is loaded when it is first wanted and ends when it is closed. */
final class EmbeddedBroker implements LocalBroker, HealthSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final Supplier<BrokerSettings> settings;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ArtemisServer server;
    private boolean closed;

    /** @param settings asked at each start; an {@link IllegalArgumentException} from it becomes the failure of that start */
    EmbeddedBroker(Supplier<BrokerSettings> settings) {
        this.settings = settings;
    }

    @Override
    public URI start() throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the embedded MQTT broker has been stopped");
            }
            if (server == null) {
                server = ArtemisServer.start(checked());
                LOG.info("Embedded MQTT broker listens on {}", server.uri());
            }
            return server.uri();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<BrokerLogin> login() {
        try {
            return checked().login();
        } catch (IOException e) {
            return Optional.empty(); // start() says why
        }
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public Health health() {
        lock.lock();
        try {
            return server == null
                    ? new Health(Health.Level.OK, "the embedded broker is not used", Map.of())
                    : new Health(Health.Level.OK, "listens on " + server.uri(), server.counters());
        } finally {
            lock.unlock();
        }
    }

    /** Ends the broker and every connection to it. Blocks for less than 2 s. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (server != null) {
                server.close();
                server = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private BrokerSettings checked() throws IOException {
        try {
            return settings.get();
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "embedded MQTT broker not started: " + e.getMessage() + " (" + BrokerComponent.PID + ")", e);
        }
    }
}
