// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Discards the last will of a client that says goodbye, as MQTT 3.1.1 section 3.14.4 demands.
 *
 * <p>Artemis handles DISCONNECT and the end of the connection on different threads: if the end comes first, it publishes the
 * will of a client that did disconnect.
 */
final class Farewell extends ChannelInboundHandlerAdapter {

    /** "Disconnect with Will Message", MQTT 5 section 3.14.2.1. */
    private static final byte WITH_WILL = 0x04;

    private final ActiveMQServer server;
    private final MQTTConnection connection;

    Farewell(ActiveMQServer server, MQTTConnection connection) {
        this.server = server;
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) throws Exception {
        MqttMessage message = (MqttMessage) packet;
        if (message.fixedHeader().messageType() == MqttMessageType.DISCONNECT && !wantsItsWill(message)) {
            discardWill();
        }
        context.fireChannelRead(packet);
    }

    private void discardWill() throws Exception {
        MQTTStateManager sessions = MQTTStateManager.getInstance(server);
        String client = connection.getClientID();
        if (client != null && sessions.isClientConnected(client, connection)) {
            sessions.getSessionState(client).setWill(false);
        }
    }

    private static boolean wantsItsWill(MqttMessage disconnect) {
        return disconnect.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader reason
                && reason.reasonCode() == WITH_WILL;
    }
}
