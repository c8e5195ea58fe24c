// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that hold a retained message, up to a limit. */
final class RetainedTopics {

    private static final Logger LOG = LoggerFactory.getLogger(RetainedTopics.class);

    private final int limit;
    private final Set<String> topics = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong refused = new AtomicLong();

    RetainedTopics(int limit) {
        this.limit = limit;
    }

    /** Whether the topic may hold a message: it does so already, or there is room for one more. */
    boolean admit(String topic) {
        lock.lock();
        try {
            if (topics.contains(topic) || topics.size() < limit && topics.add(topic)) {
                return true;
            }
        } finally {
            lock.unlock();
        }
        if (refused.getAndIncrement() == 0) {
            LOG.warn(
                    "Embedded MQTT broker holds retained messages on {} topics and takes no more: raise maxRetained",
                    limit);
        }
        return false;
    }

    void clear(String topic) {
        lock.lock();
        try {
            topics.remove(topic);
        } finally {
            lock.unlock();
        }
    }

    /** Retained messages that were passed on but not kept. */
    long refused() {
        return refused.get();
    }
}
