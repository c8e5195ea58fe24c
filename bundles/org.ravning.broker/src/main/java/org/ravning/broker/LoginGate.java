// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back what a client sends before its CONNECT is accepted.
 *
 * <p>A client may send on without waiting for that (MQTT 3.1.1 section 3.1.4); Artemis would work on it, login or not.
 */
final class LoginGate extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(LoginGate.class);
    private static final int MOST_WAITING = 32;

    private final String client;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean asked;
    private boolean open;

    LoginGate(String client) {
        this.client = client;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        if (open || (!asked && packet instanceof MqttConnectMessage)) {
            asked = true;
            context.fireChannelRead(packet);
        } else {
            hold(context, packet);
        }
    }

    private void hold(ChannelHandlerContext context, Object packet) {
        if (waiting.size() == MOST_WAITING) {
            ReferenceCountUtil.release(packet);
            context.channel().config().setAutoRead(false);
            context.close()
                    .addListener(
                            closed -> LOG.warn("Embedded MQTT broker closed {}: it does not await its login", client));
        } else {
            waiting.add(packet);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object packet, ChannelPromise promise) throws Exception {
        super.write(context, packet, promise);
        if (!open && packet instanceof MqttConnAckMessage answer) {
            MqttConnectReturnCode code = answer.variableHeader().connectReturnCode();
            open = code == MqttConnectReturnCode.CONNECTION_ACCEPTED;
            if (!open) {
                LOG.warn("Embedded MQTT broker refused {}: {}", client, code);
            }
            letGo(context);
        }
    }

    private void letGo(ChannelHandlerContext context) {
        for (Object packet = waiting.poll(); packet != null; packet = waiting.poll()) {
            if (open) {
                context.fireChannelRead(packet);
            } else {
                ReferenceCountUtil.release(packet);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        open = false;
        letGo(context);
        super.channelInactive(context);
    }
}
