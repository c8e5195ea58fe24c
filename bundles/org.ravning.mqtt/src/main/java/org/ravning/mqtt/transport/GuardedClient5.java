// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;

/** Paho's client of MQTT 5, whose receiver gets only what it can take, over TCP, TLS and web sockets alike. */
final class GuardedClient5 extends MqttAsyncClient {
    static final IncomingPackets.Dialect DIALECT =
            new IncomingPackets.Dialect(0b1110_1010_1111_1100, true, GuardedClient5::read);

    private final Reception reception;

    GuardedClient5(URI broker, String clientId, Reception reception) throws MqttException {
        super(broker.toString(), clientId, new MemoryPersistence());
        this.reception = reception;
    }

    private static void read(byte[] packet) throws MqttException {
        if (MqttWireMessage.createWireMessage(packet) instanceof MqttPublish publish
                && publish.getProperties().getTopicAlias() != null) {
            throw new IllegalArgumentException("a topic alias, which we did not permit");
        }
    }

    @Override
    protected NetworkModule[] createNetworkModules(String address, MqttConnectionOptions options) throws MqttException {
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
