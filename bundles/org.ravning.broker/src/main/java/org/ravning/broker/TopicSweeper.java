// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives back the memory of topics whose retained message was cleared: Artemis keeps an empty queue for each, for ever. */
final class TopicSweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSweeper.class);
    private static final long PERIOD_MILLIS = 1000;

    private final ActiveMQServer server;
    private final RetainedTopics retained;

    private final ScheduledFuture<?> task;

    /** Begins; works on threads of the server. */
    TopicSweeper(ActiveMQServer server, RetainedTopics retained) {
        this.server = server;
        this.retained = retained;
        // On the one thread that works on packets, so that no message comes into a queue while it goes.
        task = server.getScheduledPool()
                .scheduleWithFixedDelay(
                        () -> server.getThreadPool().execute(this::sweep),
                        PERIOD_MILLIS,
                        PERIOD_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        task.cancel(false);
    }

    private void sweep() {
        for (String topic : retained.takeCleared()) {
            if (!forget(topic)) {
                retained.putBack(topic);
            }
        }
    }

    /** Returns false if the message that clears it is still on its way to the queue. */
    private boolean forget(String topic) {
        SimpleString name = SimpleString.of(MQTTUtil.getCoreRetainAddressFromMqttTopic(
                topic, server.getConfiguration().getWildcardConfiguration()));
        Queue queue = server.locateQueue(name);
        if (queue == null) {
            return true;
        }
        if (queue.getMessageCount() > 0) {
            return false;
        }
        try {
            server.destroyQueue(name, null, true, false, true, true);
        } catch (Exception e) {
            LOG.debug("the queue of {} stays", topic, e);
        }
        return true;
    }
}
