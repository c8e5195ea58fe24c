// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the sockets to a broker are made. */
class BrokerSocketsTest {
    @ParameterizedTest
    @CsvSource({
        "tcp://broker:1883, false",
        "ws://broker:9001, false",
        "ssl://broker:8883, true",
        "wss://broker:9002, true"
    })
    void socket_sendsAtOnce(URI broker, boolean secure) throws Exception {
        try (Socket socket = BrokerSockets.of(broker, Endpoint.Tls.DEFAULT).createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
            assertThat(socket instanceof SSLSocket).isEqualTo(secure);
        }
    }

    @Test
    void trustStoreThatIsNone_isNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("trust.p12"), "not a key store");
        Endpoint.Tls tls = new Endpoint.Tls(file.toString(), "secret", "", "");

        assertThatThrownBy(() -> BrokerSockets.of(URI.create("ssl://broker:8883"), tls))
                .isInstanceOf(ConnectFailure.class)
                .hasMessageStartingWith("broker at ssl://broker:8883: TLS cannot be set up: trustStore " + file + ": ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void keyStoreWithAnotherPassword_isNamed(@TempDir Path folder) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Path file = folder.resolve("keys.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "right".toCharArray());
        }
        Endpoint.Tls tls = new Endpoint.Tls("", "", file.toString(), "wrong");

        assertThatThrownBy(() -> BrokerSockets.of(URI.create("ssl://broker:8883"), tls))
                .hasMessageContaining("keyStore " + file + ": ")
                .hasMessageContaining("password");
    }
}
