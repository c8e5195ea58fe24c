// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ravning.mqtt.broker.BrokerLogin;

/** Checked settings of the broker. */
record BrokerSettings(
        InetAddress address,
        int port,
        Optional<BrokerLogin> login,
        int maxConnections,
        int maxMessageSize,
        int maxRetained) {

    static final int LARGEST_MESSAGE = 16 << 20;

    BrokerSettings {
        requireWithin("port", port, 0, 65_535);
        requireWithin("maxConnections", maxConnections, 1, 10_000);
        requireWithin("maxMessageSize", maxMessageSize, 1024, LARGEST_MESSAGE);
        requireWithin("maxRetained", maxRetained, 1, 1_000_000);
        if (login.isEmpty() && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException("host " + address.getHostAddress()
                    + " can be reached from other machines: set user and password, or host=127.0.0.1");
        }
    }

    /**
     * Reads settings as the user wrote them.
     *
     * @throws IllegalArgumentException with one line that names the setting and what is wrong with it
     */
    static BrokerSettings of(BrokerConfig config) {
        return new BrokerSettings(
                address(config.host().strip()),
                config.port(),
                login(config.user().strip(), password(config)),
                config.maxConnections(),
                config.maxMessageSize(),
                config.maxRetained());
    }

    private static InetAddress address(String host) {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host is empty: set host=127.0.0.1");
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host " + host + " is unknown", e);
        }
    }

    private static Optional<BrokerLogin> login(String user, String password) {
        if (user.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        if (user.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException(user.isEmpty() ? "password without user" : "user without password");
        }
        return Optional.of(new BrokerLogin(user, password));
    }

    private static String password(BrokerConfig config) {
        if (!config.password().isEmpty() || config.passwordFile().isBlank()) {
            return config.password();
        }
        Path file = Path.of(config.passwordFile().strip());
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IllegalArgumentException("passwordFile " + file + " is no regular file");
        }
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException("passwordFile " + file + " has no first line"));
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IllegalArgumentException("passwordFile " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + "=" + value + " is not within " + least + " to " + most);
        }
    }
}
