// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ravning.mqtt.homeassistant.Discovery;
import org.ravning.mqtt.transport.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has everything published again when Home Assistant has started; after a random time, so that not every bridge of a
 * home speaks at once.
 */
record HomeAssistantBirth(String topic, Runnable publishAgain, ScheduledExecutorService timer)
        implements Consumer<Message> {
    private static final Logger LOG = LoggerFactory.getLogger(HomeAssistantBirth.class);
    private static final Duration LEAST = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofSeconds(4);

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
    public void accept(Message message) {
        boolean born = message.topic().equals(topic)
                && !message.retained()
                && message.payload().utf8().strip().equals(Discovery.birth());
        if (!born) {
            return;
        }
        long delay = ThreadLocalRandom.current().nextLong(LEAST.toMillis(), MOST.toMillis());
        try {
            timer.schedule(publishAgain, delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("shutting down", e);
        }
    }
}
