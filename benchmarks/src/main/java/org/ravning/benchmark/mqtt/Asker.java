// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.mqtt;

import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Sends empty requests. */
record Asker(MqttClient client) implements AutoCloseable {
    Asker(String url) throws MqttException {
        this(new MqttClient(url, "benchmark-asker", new MemoryPersistence()));
        client.connect();
    }

    void ask(String topic) throws MqttException {
        client.publish(topic, new byte[0], 1, false);
    }

    @Override
    public void close() throws MqttException {
        client.disconnect();
        client.close();
    }
}
