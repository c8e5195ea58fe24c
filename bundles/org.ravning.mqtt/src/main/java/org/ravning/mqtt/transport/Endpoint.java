// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.net.URI;
import java.util.Optional;
import org.ravning.mqtt.broker.BrokerLogin;

/**
 * Where a broker is and how to log in.
 *
 * @param uri {@code tcp://host:port} or {@code ssl://host:port}, without user and password
 * @param clientId under which name
 * @param login user and password, if the broker wants them
 * @param tls key stores for {@code ssl}
 * @param keepAliveSeconds after how long a silence the connection is checked; the broker ends it after half as long again
 */
public record Endpoint(URI uri, String clientId, Optional<BrokerLogin> login, Tls tls, int keepAliveSeconds) {
    /** The keep-alive of a gateway that is alone. */
    public static final int KEEP_ALIVE_SECONDS = 30;

    /** Creates one with the usual keep-alive. */
    public Endpoint(URI uri, String clientId, Optional<BrokerLogin> login, Tls tls) {
        this(uri, clientId, login, tls, KEEP_ALIVE_SECONDS);
    }

    /**
     * Key stores (PKCS #12 or JKS) for TLS; an empty name means Java's own.
     *
     * @param trustStore the file with the authorities that are trusted
     * @param trustStorePassword its password
     * @param keyStore the file with the client's certificate and key
     * @param keyStorePassword its password
     */
    public record Tls(String trustStore, String trustStorePassword, String keyStore, String keyStorePassword) {
        /** Java's own trust store, no client certificate. */
        public static final Tls DEFAULT = new Tls("", "", "", "");

        /** Returns the files; the passwords stay hidden. */
        @Override
        public String toString() {
            return "Tls[trustStore=" + trustStore + ", keyStore=" + keyStore + "]";
        }
    }
}
