// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttWireMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Paho's client of MQTT 3.1.1, whose receiver gets only what it can take, over TCP, TLS and web sockets alike. */
final class GuardedClient extends MqttAsyncClient {
    static final IncomingPackets.Dialect DIALECT =
            new IncomingPackets.Dialect(0b0010_1010_1111_1100, false, MqttWireMessage::createWireMessage);

    private final Reception reception;

    GuardedClient(URI broker, String clientId, Reception reception) throws MqttException {
        super(broker.toString(), clientId, new MemoryPersistence());
        this.reception = reception;
    }

    @Override
    protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options) throws MqttException {
        NetworkModule[] modules = super.createNetworkModules(address, options);
        for (int i = 0; i < modules.length; i++) {
            modules[i] = new Guarded(modules[i], reception);
        }
        return modules;
    }

    /** A connection whose incoming side is guarded. */
    private record Guarded(NetworkModule made, Reception reception) implements NetworkModule {
        @Override
        public void start() throws IOException, MqttException {
            made.start();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return reception.of(made.getInputStream());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return made.getOutputStream();
        }

        @Override
        public void stop() throws IOException {
            made.stop();
        }

        @Override
        public String getServerURI() {
            return made.getServerURI();
        }
    }
}
