// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerBasePlugin;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConnectionPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Puts our limits into each new connection before its first packet is read.
 *
 * <p>Artemis itself would take in packets of 256 MB, even from clients that have not logged in.
 */
final class ConnectionGuard implements ActiveMQServerBasePlugin, ActiveMQServerConnectionPlugin {

    private final ActiveMQServer server;
    private final int maxMessageSize;
    private final RetainedTopics retained;
    private final PublishedTopics topics = new PublishedTopics();

    ConnectionGuard(ActiveMQServer server, int maxMessageSize, RetainedTopics retained) {
        this.server = server;
        this.maxMessageSize = maxMessageSize;
        this.retained = retained;
    }

    @Override
    public void afterCreateConnection(RemotingConnection connection) {
        if (connection.getTransportConnection() instanceof NettyConnection netty) {
            ChannelPipeline pipeline = netty.getChannel().pipeline();
            pipeline.replace(MqttDecoder.class, "decoder", new MqttDecoder(maxMessageSize));
            pipeline.addAfter("decoder", "guard", new PacketGuard(retained, topics, connection.getRemoteAddress()));
            pipeline.addAfter("guard", "gate", new LoginGate(connection.getRemoteAddress()));
            if (connection instanceof MQTTConnection client) {
                pipeline.addAfter("gate", "farewell", new Farewell(server, client));
            }
        }
    }
}
