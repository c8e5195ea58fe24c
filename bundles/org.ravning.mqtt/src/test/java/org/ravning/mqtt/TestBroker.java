// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.Set;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;

/**
 * A real broker on a port of its own: one in this process that knows one user, or a Mosquitto, if the system property
 * {@code ravning.test.broker} is {@code mosquitto}.
 */
final class TestBroker implements AutoCloseable {
    static final String USER = "harald";
    static final String PASSWORD = "bluetooth";

    private final URI uri;
    private final @Nullable ActiveMQServer server;
    private final @Nullable Mosquitto mosquitto;

    private TestBroker(Mosquitto mosquitto) {
        this.mosquitto = mosquitto;
        uri = mosquitto.plain();
        server = null;
    }

    private TestBroker(int port, boolean login) throws Exception {
        uri = URI.create("tcp://127.0.0.1:" + port);
        mosquitto = null;
        ConfigurationImpl config = new ConfigurationImpl();
        config.setSecurityEnabled(login);
        config.setJMXManagementEnabled(false);
        config.setJournalDirectory("target/artemis");
        config.setMessageExpiryScanPeriod(-1);
        config.addAcceptorConfiguration("mqtt", uri + "?protocols=MQTT");
        server = ActiveMQServers.newActiveMQServer(config, null, new OneUser(), false);
        server.start();
    }

    static TestBroker start() throws Exception {
        return System.getProperty("ravning.test.broker", "").equals("mosquitto")
                ? new TestBroker(Mosquitto.start(Files.createTempDirectory("mosquitto"), "allow_anonymous true"))
                : startAt(freePort());
    }

    static TestBroker startWithLogin() throws Exception {
        return new TestBroker(freePort(), true);
    }

    static TestBroker startAt(int port) throws Exception {
        return new TestBroker(port, false);
    }

    static int freePort() throws java.io.IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return uri.getPort();
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.stop();
        }
        if (mosquitto != null) {
            mosquitto.close();
            Files.delete(mosquitto.folder());
        }
    }

    private static final class OneUser implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String password) {
            return USER.equals(user) && PASSWORD.equals(password);
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
            return validateUser(user, password);
        }
    }
}
