// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Apache Artemis that speaks MQTT only, keeps nothing on disk and stays small. */
final class ArtemisServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArtemisServer.class);
    private static final String ACCEPTOR = "mqtt";
    /**
     * With more threads a subscriber can miss a retained message that is replaced at that moment: Artemis takes the old
     * one out of its queue some time before the new one can be seen there.
     */
    private static final int WORKER_THREADS = 1;
    /** Messages that may wait for one slow or absent subscriber, beside the retained ones it gets at subscribing. */
    private static final int QUEUE_SLACK = 1000;
    /** All messages in memory together; beyond it new ones are dropped and Artemis warns. */
    private static final long MEMORY_BOUND = 32L << 20;
    /** Artemis gives every topic's queue room for 8192 messages at once, 32 kB. */
    private static final int INITIAL_QUEUE_BUFFER = 16;
    /** How often topics are looked for that nobody used since the last look, to be forgotten. */
    private static final int FORGET_MILLIS = 1000;

    private final ActiveMQServerImpl server;
    private final RetainedTopics retained;
    private final TopicSweeper sweeper;
    private final URI uri;

    private ArtemisServer(ActiveMQServerImpl server, RetainedTopics retained, URI uri) {
        this.server = server;
        this.retained = retained;
        this.sweeper = new TopicSweeper(server, retained);
        this.uri = uri;
    }

    /** @throws IOException if it cannot listen; the message is for the user */
    static ArtemisServer start(BrokerSettings settings) throws IOException {
        requireFree(settings);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ArtemisServer.class.getClassLoader());
        try {
            AuditTrail.silence();
            ActiveMQServerImpl server = new LeanServer(configuration(settings), security(settings));
            RetainedTopics retained = new RetainedTopics(settings.maxRetained());
            server.registerBrokerPlugin(new ConnectionGuard(server, settings.maxMessageSize(), retained));
            return started(server, retained, settings);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    URI uri() {
        return uri;
    }

    /** Returns what it holds, and what it could not keep since it started. */
    Map<String, Long> counters() {
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("connections", (long) server.getConnectionCount());
        counters.put("topics", (long) server.getPostOffice().getAddresses().size());
        counters.put("retained", retained.size());
        counters.put("retained_dropped", retained.refused());
        return counters;
    }

    @Override
    public void close() {
        sweeper.close();
        ExecutorService scheduled = server.getScheduledPool();
        try {
            server.stop(false, true);
            if (!scheduled.awaitTermination(1, TimeUnit.SECONDS)) { // Artemis does not wait for this one
                LOG.warn("A thread of the embedded MQTT broker is still busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Embedded MQTT broker did not end in good order: {}", e.toString());
        }
    }

    private static ArtemisServer started(ActiveMQServerImpl server, RetainedTopics retained, BrokerSettings settings)
            throws IOException {
        try {
            server.start();
            Acceptor acceptor = server.getRemotingService().getAcceptor(ACCEPTOR);
            if (acceptor == null || !acceptor.isStarted() || acceptor.getActualPort() <= 0) {
                throw new IOException(cannotListen(settings, "the log says why"));
            }
            return new ArtemisServer(server, retained, clientUri(settings.address(), acceptor.getActualPort()));
        } catch (Exception e) {
            stopQuietly(server, e);
            throw e instanceof IOException io ? io : new IOException(cannotListen(settings, e.toString()), e);
        }
    }

    private static void stopQuietly(ActiveMQServerImpl server, Exception cause) {
        try {
            server.stop(false, true);
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }

    /** Artemis reports a taken port with a stack trace in the log and nothing else. */
    private static void requireFree(BrokerSettings settings) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.address(), settings.port()));
        } catch (IOException e) {
            throw new IOException(cannotListen(settings, e.getMessage()), e);
        }
    }

    private static String cannotListen(BrokerSettings settings, @Nullable String why) {
        return "embedded MQTT broker cannot listen on " + settings.address().getHostAddress() + " port "
                + settings.port()
                + " (" + why
                + "): if another broker runs there, set its url in org.ravning.mqtt; otherwise change port in "
                + BrokerComponent.PID;
    }

    private static URI clientUri(InetAddress address, int port) {
        InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        String host = reachable.getHostAddress();
        return URI.create("tcp://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port);
    }

    private static PasswordCheck security(BrokerSettings settings) {
        return new PasswordCheck(settings.login());
    }

    private static Configuration configuration(BrokerSettings settings) throws IOException {
        try {
            return new ConfigurationImpl()
                    .setName("ravning")
                    .setPersistenceEnabled(false)
                    .setJournalType(JournalType.NIO) // the default looks for a native library first
                    .setJMXManagementEnabled(false)
                    .setSecurityEnabled(settings.login().isPresent())
                    .setCriticalAnalyzer(false)
                    .setMaxDiskUsage(-1)
                    .setThreadPoolMaxSize(WORKER_THREADS)
                    .setScheduledThreadPoolMaxSize(1)
                    .setTransactionTimeoutScanPeriod(60_000)
                    .setGlobalMaxSize(MEMORY_BOUND)
                    .setAddressQueueScanPeriod(FORGET_MILLIS)
                    // Whoever could guess these topics could manage the broker by publishing to them.
                    .setManagementAddress(secretAddress())
                    .setManagementNotificationAddress(secretAddress())
                    .addAddressSetting("#", everyTopic(settings))
                    .addAcceptorConfiguration(acceptor(settings));
        } catch (Exception e) {
            throw new IOException("embedded MQTT broker not started: " + e, e);
        }
    }

    private static SimpleString secretAddress() {
        return SimpleString.of("$" + UUID.randomUUID());
    }

    private static AddressSettings everyTopic(BrokerSettings settings) {
        return new AddressSettings()
                .setDefaultRingSize(settings.maxRetained() + QUEUE_SLACK)
                .setInitialQueueBufferSize(INITIAL_QUEUE_BUFFER)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                // Nobody reads these two; without them Artemis warns at every new queue.
                .setDeadLetterAddress(secretAddress())
                .setExpiryAddress(secretAddress())
                .setMaxDeliveryAttempts(-1)
                // Without it a topic that nobody subscribes to by its full name would be kept for ever.
                .setAutoDeleteAddressesSkipUsageCheck(true);
    }

    private static TransportConfiguration acceptor(BrokerSettings settings) {
        Map<String, Object> transport = Map.of(
                TransportConstants.HOST_PROP_NAME,
                settings.address().getHostAddress(),
                TransportConstants.PORT_PROP_NAME,
                settings.port(),
                TransportConstants.PROTOCOLS_PROP_NAME,
                "MQTT",
                TransportConstants.USE_EPOLL_PROP_NAME,
                false,
                TransportConstants.USE_KQUEUE_PROP_NAME,
                false,
                TransportConstants.REMOTING_THREADS_PROPNAME,
                1,
                TransportConstants.CONNECTIONS_ALLOWED,
                settings.maxConnections());
        // A day: a subscriber with a lasting session that stays away longer starts anew.
        Map<String, Object> mqtt = Map.of(
                "defaultMqttSessionExpiryInterval", 86_400,
                "maximumPacketSize", settings.maxMessageSize(),
                "topicAliasMaximum", 0); // an alias would hide the topic from PacketGuard
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, ACCEPTOR, mqtt);
    }
}
