// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.logs.AuditLogger;
import org.junit.jupiter.api.Test;
import org.ravning.mqtt.broker.BrokerLogin;
import org.slf4j.LoggerFactory;

/** How the broker comes and goes. */
class EmbeddedBrokerTest {

    @Test
    void running_startAgain_givesTheSamePlace() throws Exception {
        try (EmbeddedBroker broker = Configs.broker(Map.of())) {
            URI uri = broker.start();

            assertThat(uri).hasScheme("tcp").hasHost("127.0.0.1");
            assertThat(uri.getPort()).isPositive();
            assertThat(broker.start()).isEqualTo(uri);
        }
    }

    @Test
    void runningThreeTimes_close_leavesNoThreadAndTakesUnderTwoSeconds() throws Exception {
        for (int round = 0; round < 3; round++) {
            Set<Thread> before = threads();
            EmbeddedBroker broker = Configs.broker(Map.of());
            try (Client client = Client.connect(broker.start(), "client")) {
                client.subscribe("#");
                client.publish("round", "x", 1, true);
                assertThat(client.next()).isEqualTo("round=x");
                long began = System.nanoTime();

                broker.close();

                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
                assertThat(client.isLost()).isTrue();
            }
            for (Thread thread : threads()) {
                if (!before.contains(thread)) {
                    thread.join(2000);
                    assertThat(thread.isAlive()).as(thread.getName()).isFalse();
                }
            }
        }
    }

    @Test
    void auditTrailOfArtemis_loggedAtInfo_staysSilent() throws Exception {
        assertThat(LoggerFactory.getLogger("org.apache.activemq.audit.base").isInfoEnabled())
                .isTrue();
        try (EmbeddedBroker broker = Configs.broker(Map.of())) {
            broker.start();

            assertThat(AuditLogger.isAnyLoggingEnabled()).isFalse();
        }
    }

    @Test
    void closed_start_fails() throws Exception {
        EmbeddedBroker broker = Configs.broker(Map.of());
        broker.start();
        broker.close();
        broker.close();

        assertThatThrownBy(broker::start).isInstanceOf(IOException.class).hasMessageContaining("has been stopped");
    }

    @Test
    void portTaken_start_saysInOneLineWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                EmbeddedBroker broker = Configs.broker(Map.of("port", other.getLocalPort()))) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(
                            "embedded MQTT broker cannot listen on 127.0.0.1 port " + other.getLocalPort())
                    .hasMessageContaining("set its url in org.ravning.mqtt")
                    .hasMessageContaining("change port in org.ravning.broker")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void portFreeAgain_start_succeeds() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                EmbeddedBroker broker = Configs.broker(Map.of("port", other.getLocalPort()))) {
            assertThatThrownBy(broker::start).isInstanceOf(IOException.class);
            other.close();

            assertThat(broker.start()).hasPort(other.getLocalPort());
        }
    }

    @Test
    void openHostWithoutLogin_start_saysWhatIsMissing() {
        try (EmbeddedBroker broker = Configs.broker(Map.of("host", "0.0.0.0"))) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("embedded MQTT broker not started: host 0.0.0.0 can be reached");
        }
    }

    @Test
    void openHostWithLogin_start_isReachedOnLoopback() throws Exception {
        Map<String, Object> open = Map.of("host", "0.0.0.0", "user", "home", "password", "secret");
        try (EmbeddedBroker broker = Configs.broker(open)) {
            assertThat(InetAddress.getByName(broker.start().getHost()).isLoopbackAddress())
                    .isTrue();
            assertThat(broker.login()).contains(new BrokerLogin("home", "secret"));
        }
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
