// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges each packet of one connection before Artemis sees it; a connection that breaks the rules is closed. */
final class PacketGuard extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(PacketGuard.class);

    private static final byte NOT_AUTHORIZED = (byte) 0x87;

    private static final byte TOPIC_NAME_INVALID = (byte) 0x90;

    private final RetainedTopics retained;
    private final PublishedTopics topics;
    private final String client;
    private int version;
    private boolean refused;

    PacketGuard(RetainedTopics retained, PublishedTopics topics, String client) {
        this.retained = retained;
        this.topics = topics;
        this.client = client;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        String fault = refused ? "" : faultOf((MqttMessage) packet);
        if (fault == null
                && packet instanceof MqttPublishMessage publish
                && PublishedTopics.isDangerous(publish.variableHeader().topicName())) {
            drop(context, publish);
            return;
        }
        if (fault == null) {
            context.fireChannelRead(packet instanceof MqttPublishMessage publish ? bounded(publish) : packet);
            return;
        }
        ReferenceCountUtil.release(packet);
        if (!refused) {
            refused = true;
            LOG.warn("Embedded MQTT broker closes the connection from {}: {}", client, fault);
            refuse(context);
        }
    }

    /** The sender gets its answer, so that it does not send the message again; MQTT 5 also says why. */
    private void drop(ChannelHandlerContext context, MqttPublishMessage publish) {
        topics.drop(client, publish.variableHeader().topicName());
        MqttQoS qos = publish.fixedHeader().qosLevel();
        int id = publish.variableHeader().packetId();
        ReferenceCountUtil.release(publish);
        if (qos != MqttQoS.AT_MOST_ONCE) {
            MqttMessageType type = qos == MqttQoS.AT_LEAST_ONCE ? MqttMessageType.PUBACK : MqttMessageType.PUBREC;
            MqttMessage answer = new MqttMessage(
                    new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0),
                    new MqttPubReplyMessageVariableHeader(id, TOPIC_NAME_INVALID, MqttProperties.NO_PROPERTIES));
            context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    private void refuse(ChannelHandlerContext context) {
        boolean explain = version == MqttVersion.MQTT_5.protocolLevel();
        Object last = explain
                ? MqttMessageBuilders.disconnect().reasonCode(NOT_AUTHORIZED).build()
                : Unpooled.EMPTY_BUFFER;
        context.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
    }

    private @Nullable String faultOf(MqttMessage packet) {
        if (packet.decoderResult().isFailure()) {
            return "malformed or too large packet ("
                    + packet.decoderResult().cause().getMessage() + ")";
        }
        if (packet instanceof MqttConnectMessage connect) {
            version = connect.variableHeader().version();
            return faultOfWill(connect);
        }
        if (packet instanceof MqttPublishMessage publish) {
            return faultOfTopic("publishes to ", publish.variableHeader().topicName());
        }
        if (packet instanceof MqttSubscribeMessage subscribe
                && subscribe.payload().topicSubscriptions().stream().anyMatch(s -> isInternal(s.topicFilter()))) {
            return "subscribes to a topic that begins with $";
        }
        return null;
    }

    private @Nullable String faultOfWill(MqttConnectMessage connect) {
        if (!connect.variableHeader().isWillFlag()) {
            return null;
        }
        String topic = connect.payload().willTopic();
        String fault = faultOfTopic("last will to ", topic);
        if (fault != null) {
            return fault;
        }
        if (PublishedTopics.isDangerous(topic)) {
            return "last will to a topic with characters beyond U+FFFF";
        }
        boolean kept = connect.variableHeader().isWillRetain();
        return kept && !retained.admit(topic) ? "retained last will, and no room for one more" : null;
    }

    private static @Nullable String faultOfTopic(String what, String topic) {
        String fault = topic.startsWith("$") ? "a topic that begins with $" : PublishedTopics.fault(topic);
        return fault == null ? null : what + fault;
    }

    /** Artemis keeps retained messages and sessions under $sys. */
    private static boolean isInternal(String filter) {
        String topic = filter.startsWith("$share/") ? filter.substring(filter.indexOf('/', 7) + 1) : filter;
        return topic.startsWith("$") && !topic.startsWith("$SYS/");
    }

    private MqttPublishMessage bounded(MqttPublishMessage publish) {
        String topic = publish.variableHeader().topicName();
        MqttFixedHeader header = publish.fixedHeader();
        if (!header.isRetain()) {
            return publish;
        }
        boolean kept = publish.payload().isReadable() ? retained.admit(topic) : retained.clear(topic);
        if (kept) {
            return publish;
        }
        // Artemis would make a queue for it.
        MqttFixedHeader passing = new MqttFixedHeader(
                header.messageType(), header.isDup(), header.qosLevel(), false, header.remainingLength());
        return new MqttPublishMessage(passing, publish.variableHeader(), publish.payload());
    }
}
