// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.ravning.mqtt.broker.BrokerLogin;

/**
 * A broker's address as a person writes it.
 *
 * @param uri scheme {@code tcp}, {@code ssl}, {@code ws} or {@code wss}, host and port
 * @param login user and password, if they stand in the address
 */
record BrokerUrl(URI uri, Optional<BrokerLogin> login) {
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;

    /** @throws IllegalArgumentException with one line that says what is expected */
    static BrokerUrl of(String text) {
        URI written;
        try {
            written = new URI(text.contains("://") ? text : "tcp://" + text);
        } catch (URISyntaxException e) {
            throw unusable();
        }
        String scheme = switch (String.valueOf(written.getScheme())) {
            case "tcp", "mqtt" -> "tcp";
            case "ssl", "mqtts", "tls" -> "ssl";
            case "ws" -> "ws";
            case "wss" -> "wss";
            default -> throw unusable();
        };
        if (written.getHost() == null) {
            throw unusable();
        }
        boolean web = scheme.startsWith("ws");
        int usual = scheme.equals("ssl") ? TLS_PORT : PLAIN_PORT;
        int port = written.getPort() > 0 || web ? written.getPort() : usual;
        try {
            String path = web ? written.getPath() : null;
            return new BrokerUrl(
                    new URI(scheme, null, written.getHost(), port, path, null, null), login(written.getUserInfo()));
        } catch (URISyntaxException e) {
            throw unusable();
        }
    }

    private static Optional<BrokerLogin> login(@org.jspecify.annotations.Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        return Optional.of(
                colon < 0
                        ? new BrokerLogin(userInfo, "")
                        : new BrokerLogin(userInfo.substring(0, colon), userInfo.substring(colon + 1)));
    }

    /** The text is not shown: it may hold a password. */
    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("url is no broker address: expected tcp://host:1883 or ssl://host:8883");
    }
}
