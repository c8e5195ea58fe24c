// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Set;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;

/**
 * A real broker in this process, on a port of its own, that knows one user. The system property {@code ravning.test.broker}
 * names another to test against, such as {@code tcp://127.0.0.1:1884}.
 */
final class TestBroker implements AutoCloseable {
    static final String USER = "harald";
    static final String PASSWORD = "bluetooth";

    private final URI uri;
    private final @Nullable ActiveMQServer server;

    private TestBroker(URI uri) {
        this.uri = uri;
        server = null;
    }

    private TestBroker(int port, boolean login) throws Exception {
        uri = URI.create("tcp://127.0.0.1:" + port);
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
        String other = System.getProperty("ravning.test.broker", "");
        return other.isEmpty() ? startAt(freePort()) : new TestBroker(URI.create(other));
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
