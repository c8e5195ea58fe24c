// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;

/**
 * Where the broker is and how to log in.
 *
 * @param uri {@code tcp://host:port} or {@code ssl://host:port}, without user and password
 * @param clientId under which name
 * @param user the user; empty if the broker wants none
 * @param password the password of that user
 * @param passwordFile the file with it in its first line, read anew for each connection; empty if it is not in a file
 * @param tls key stores under Paho's names; empty for Java's own
 */
public record Broker(URI uri, String clientId, String user, String password, String passwordFile, Properties tls) {
    private static final int CONNECT_SECONDS = 10;
    private static final int KEEP_ALIVE_SECONDS = 30;

    /** @throws IllegalArgumentException if the password cannot be read now */
    MqttConnectOptions options() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        if (!user.isEmpty()) {
            options.setUserName(user);
            options.setPassword((passwordFile.isEmpty() ? password : firstLine()).toCharArray());
        }
        if (!tls.isEmpty()) {
            options.setSSLProperties(tls);
        }
        return options;
    }

    private String firstLine() {
        Path file = Path.of(passwordFile);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("passwordFile " + file + " is not there");
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("passwordFile " + file + " has no first line"));
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("passwordFile " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Returns the address and the name; the password stays hidden. */
    @Override
    public String toString() {
        return uri + " as " + clientId;
    }
}
