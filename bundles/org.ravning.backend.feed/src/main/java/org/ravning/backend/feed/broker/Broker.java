// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.broker;

import java.net.URI;
import java.util.Properties;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;

/**
 * Where the broker is and how to log in.
 *
 * @param uri {@code tcp://host:port} or {@code ssl://host:port}, without user and password
 * @param clientId under which name
 * @param user the user; empty if the broker wants none
 * @param password the password of that user
 * @param tls key stores under Paho's names; empty for Java's own
 */
public record Broker(URI uri, String clientId, String user, String password, Properties tls) {
    private static final int CONNECT_SECONDS = 10;
    private static final int KEEP_ALIVE_SECONDS = 30;

    MqttConnectOptions options() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        if (!user.isEmpty()) {
            options.setUserName(user);
            options.setPassword(password.toCharArray());
        }
        if (!tls.isEmpty()) {
            options.setSSLProperties(tls);
        }
        return options;
    }

    /** Returns the address and the name; the password stays hidden. */
    @Override
    public String toString() {
        return uri + " as " + clientId;
    }
}
